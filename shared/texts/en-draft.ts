import type { deDraft } from './de-draft'
import type { Same } from './same'

export const enDraft: Same<typeof deDraft> = {
  title: 'On sending',
  belongs: 'Belongs to case',
  itself: 'Find out by itself',
  unsure: 'Not known: nothing will be filed',
  none: 'To no case',
  several: 'The mail that you answer is filed at several cases. Choose one.',
  tag: 'because of the tag in the subject',
  answers: 'like the mail that you answer',
  chosen: 'chosen by you',
  filed: 'Once sent, the mail is filed at case {number} “{title}”, {why}.',
  tagAdded: '{tag} will be put into the subject.',
  fine: 'Nothing to look at.',
  look: 'Please look at this',
  reason: 'Why send it like this?',
  pass: 'Let it be sent',
  passAndSend: 'Send it like this',
  passOnly: 'Only let it through',
  passed: 'You can send the mail now.',
  passedBefore: 'Let through by you: {sentence}',
  passing: 'Reason for the journal',
}
