import type { HandOverState } from '@postakte/panel/app/hand-over'
import { panelTexts } from '@postakte/panel/app/panel-texts'
import { Problem } from '@postakte/shared/model/problem'
import { dePeopleProblems } from '@postakte/shared/texts/de-people-problems'
import { enPeopleProblems } from '@postakte/shared/texts/en-people-problems'
import { fill } from '@postakte/shared/texts/fill'
import type { Language } from '@postakte/shared/texts/texts'
import { thunderbirdTexts } from '../host/texts'
import type { CompanyState } from './company-sign-in'

interface SigningIn {
  readonly step: HandOverState
  readonly window: CompanyState
  readonly isByCompany: boolean
}

const ofPeople: Readonly<Record<Language, Readonly<Record<string, string>>>> = { de: dePeopleProblems, en: enPeopleProblems }

/** How far the sign-in has come, or what went wrong and what else one can do. */
export function saidOfSignIn({ step, window, isByCompany }: SigningIn, language: Language): string {
  const { say } = panelTexts(language)
  const words = thunderbirdTexts(language)
  if (step.step === 'waiting' || step.step === 'beginning') return say('signInHow')
  if (step.step === 'failed') return saidOfFailure(step.why, language)
  if (window.step === 'open') return words.companyWindow
  if (window.step === 'failed') return `${saidOfWindow(window.why, language)} ${words.otherWay}`
  return isByCompany ? words.companyHow : say('signInHow')
}

function saidOfFailure(why: 'refused' | 'expired' | Problem, language: Language): string {
  const { say, problem } = panelTexts(language)
  return why === 'refused' ? say('signInRefused') : why === 'expired' ? say('signInExpired') : problem(why)
}

/** Codes come through the window's address: the sentences are ours. */
function saidOfWindow(why: 'closed' | Problem, language: Language): string {
  const words = thunderbirdTexts(language)
  if (why === 'closed') return words.companyClosed
  if (why.code === 'access_denied') return words.companyGaveUp
  const known = ofPeople[language][why.code]
  return known === undefined ? panelTexts(language).problem(new Problem(why.code, why.facts)) : fill(known, why.facts)
}
