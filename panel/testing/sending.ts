import type { DraftAnswer } from '@postakte/shared/sending/look-at-draft'

/** What the server says of a draft: it answers a mail of Anna's case, and all is well. */
export const toAbo = {
  case: { id: '1', number: '4711', title: 'Abo-Umstellung', status: 'open', private: false, tag: '[VG=4711-x7k]', by: 'answers' },
  candidates: [],
  findings: [],
  tagForSubject: null,
} satisfies DraftAnswer

/** It goes to somebody who is no part of that case. */
export const toStranger = {
  ...toAbo,
  findings: [
    {
      kind: 'stranger',
      address: 'claire@librairie-petit.example',
      contact: { id: '51', kind: 'person', name: 'Claire Petit', number: '10051' },
    },
  ],
} satisfies DraftAnswer
