import type { deWorkProblems } from './de-work-problems'
import type { Same } from './same'

export const enWorkProblems: Same<typeof deWorkProblems> = {
  'activity-has-no-such-field': 'This kind of entry has no field “{field}”. Leave it out.',
  'assignee-would-not-see': 'The one you want to give this to would not be allowed to see it. Choose somebody who is.',
  'document-empty': 'The file is empty. Choose another one.',
  'follow-up-in-the-past': 'This day is over. Choose today or a later one.',
  'snippet-placeholder-unknown': 'There is no placeholder “{given}”. There are: {known}.',
  'time-zone-unknown': 'There is no time zone “{timeZone}”. It is a name like Europe/Berlin.',
  'todo-is-filed': 'The mail of this to-do has been filed in the meantime. Undo the filing, then the to-do is open again.',
  'todo-is-personal': 'This to-do came to a personal mailbox. Give it to a team, then others see it, too.',
}
