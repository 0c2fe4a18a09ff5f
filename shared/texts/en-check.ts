import type { deCheck } from './de-check'
import type { Same } from './same'

export const enCheck: Same<typeof deCheck> = {
  invariants: {
    'original-without-sighting': 'Every original was seen somewhere.',
    'original-changed': 'No original has changed.',
    'sighting-waits': 'No mail waits for longer than a quarter of an hour.',
    'sighting-of-other-mail': 'What has a mail is done.',
    'mail-without-activity': 'Every mail stands in the timeline.',
    'mail-without-todo': 'Every mail that is not filed for certain has a to-do.',
    'todo-of-filed-mail': 'No filed mail has an open to-do.',
    'filing-differs': 'Every filing has the time and the mail of its activity.',
    'filed-twice': 'Nothing lies twice in the same place.',
    'audience-differs': 'Every mail is seen by exactly those who see its cases.',
    'event-in-the-future': 'No event lies in the future.',
    'case-clock-differs': 'How long is waited at each case agrees with its mails.',
    'filing-at-merged-case': 'Nothing lies at a case that became part of another one.',
    'folder-in-itself': 'No folder lies in itself.',
    'mail-without-words': 'Each mail up to which the search has come can be found by its words.',
    'read-otherwise': 'Every mail reads as it did on the first day.',
    'settings-careless': 'PostgreSQL is set so that neither a power cut nor an error of the disk costs mail.',
  },
  good: 'All is right.',
  bad: '{count} checks are not right. Back the database up before you change anything; the numbers lead to the rows.',
}
