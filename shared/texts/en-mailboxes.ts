import type { deMailboxes } from './de-mailboxes'
import type { Same } from './same'

export const enMailboxes: Same<typeof deMailboxes> = {
  added: 'The mailbox {name} is added and answers. A running server takes it up within seconds.',
  changed: 'The mailbox {name} is changed and answers. A running server takes that up within seconds.',
  works: 'The mailbox {name} answers. Folders: {folders}',
  well: 'well',
  privateLeft: 'private mails that are not taken in: {count}, the newest of {at}',
}
