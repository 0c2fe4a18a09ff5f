import { dePeopleProblems } from '@postakte/shared/texts/de-people-problems'
import { deSignIn } from '@postakte/shared/texts/de-sign-in'
import { enPeopleProblems } from '@postakte/shared/texts/en-people-problems'
import { enSignIn } from '@postakte/shared/texts/en-sign-in'

export const view = {
  language: (localStorage.getItem('language') ?? (navigator.language.startsWith('en') ? 'en' : 'de')) as 'de' | 'en',
}

export const words = () => (view.language === 'de' ? deSignIn : enSignIn)
export const problemWords = (): Readonly<Record<string, string>> => (view.language === 'de' ? dePeopleProblems : enPeopleProblems)

export function switchLanguage(): void {
  view.language = view.language === 'de' ? 'en' : 'de'
  localStorage.setItem('language', view.language)
}

export const moment = (iso: string): string =>
  new Intl.DateTimeFormat(view.language === 'de' ? 'de-DE' : 'en-GB', { timeStyle: 'short' }).format(new Date(iso))

export const fill = (sentence: string, facts: Readonly<Record<string, string>>) =>
  sentence.replace(/\{(\w+)\}/g, (whole, key: string) => facts[key] ?? whole)
