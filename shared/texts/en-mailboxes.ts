import type { deMailboxes } from './de-mailboxes'
import type { Same } from './same'

export const enMailboxes: Same<typeof deMailboxes> = {
  added: 'The mailbox {name} is added and answers. A running server takes it up at its next start.',
  works: 'The mailbox {name} answers. Folders: {folders}',
  well: 'well',
}
