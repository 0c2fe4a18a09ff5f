import type { dePanelProblems } from './de-panel-problems'
import type { Same } from './same'

export const enPanelProblems: Same<typeof dePanelProblems> = {
  'host-other-mail': 'Another mail is open by now. Nothing was done; have a look and try again.',
  'host-no-answer': 'The mail program does not answer. Try again, or open the mail anew.',
  'host-not-offered': 'This mail program cannot do that.',
  'host-refused': 'The mail program refuses that. Open the mail anew; if it stays so, Postakte lacks a permission there.',
  'host-too-large': 'That is too large for the mail program.',
  'outbox-needs-mail': 'The server does not know this mail yet. Open the mail and file it once more.',
  'manifest-base':
    'Outlook takes only addresses that begin with https:// and have no path. Enter the server’s address like that: {base} will not do.',
  'add-on-base':
    'The add-on for Thunderbird sends mails only to addresses that begin with https://, or to the same machine; {base} is neither.',
  'manifest-id': 'The id {id} is no GUID. Make a new one.',
}
