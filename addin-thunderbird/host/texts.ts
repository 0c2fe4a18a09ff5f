import { deThunderbird } from '@postakte/shared/texts/de-thunderbird'
import { enThunderbird } from '@postakte/shared/texts/en-thunderbird'
import type { Language } from '@postakte/shared/texts/texts'

const all = { de: deThunderbird, en: enThunderbird } as const

/** What only Thunderbird says; the panel's own sentences are in panelTexts. */
export const thunderbirdTexts = (language: Language) => all[language]
