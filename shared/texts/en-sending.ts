import type { deSending } from './de-sending'
import type { Same } from './same'

export const enSending: Same<typeof deSending> = {
  strangerKnown: '{address} ({name}) is not part of case {number} “{title}”.',
  stranger: '{address} is not part of case {number} “{title}”.',
  note: 'The text has words of the internal note “{note}”.',
  placeholder: 'A placeholder is not filled in: {name}',
  stopped: 'Please look at this once more:',
  more: 'and {count} more.',
  whatToDo: 'Change the mail, or let it through in Postakte with a reason and then send it again.',
}
