import type { deDev } from '@postakte/shared/texts/de-dev'

export type State = keyof typeof deDev.states

/** What the page shows now. */
export const view = {
  language: (localStorage.getItem('language') ?? (navigator.language.startsWith('en') ? 'en' : 'de')) as 'de' | 'en',
  state: 'todo' as State,
  /** The mail on the right. */
  open: null as string | null,
  /** The mail that was dropped or pasted and is not taken in. */
  dropped: null as Blob | null,
}

export function keepLanguage(language: 'de' | 'en'): void {
  view.language = language
  localStorage.setItem('language', language)
}
