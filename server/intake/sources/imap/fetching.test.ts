import type { ImapFlow } from 'imapflow'
import { expect, it } from 'vitest'
import { fetchGroup, fetchNext } from './fetching'

const mailbox = { id: 1, folder: 'INBOX' }
const cursor = { uidValidity: 7n, uid: 20n }
/** Says of the newest mail what a server would; whoever asks anything else falls over. */
const holding = (newest: object | boolean) =>
  ({ fetchOne: async (which: string) => (which === '*' ? newest : undefined) }) as unknown as ImapFlow
const newest = { uid: 21, size: 4, source: Buffer.from('Mail'), internalDate: new Date('2026-03-02T08:00:05Z') }

it('takes the next mail with its listing: nothing is left to fetch', async () => {
  const next = await fetchNext(holding(newest), mailbox, cursor)
  const [arrival] = await fetchGroup(holding(false), mailbox, 7n, [next!])
  expect(arrival).toMatchObject({
    source: 'imap',
    mailboxId: 1,
    uidValidity: 7n,
    uid: 21n,
    receivedAt: newest.internalDate,
    bytes: newest.source,
  })
})

it.each([
  ['there may be others before it', { ...newest, uid: 22 }],
  ['it was there before', { ...newest, uid: 20 }],
  ['it is longer than what came', { ...newest, size: 300_000 }],
  ['its size is not told', { ...newest, size: undefined }],
  ['its bytes did not come', { ...newest, source: undefined }],
  ['it is gone', false],
])('has the folder listed when of the newest mail %s', async (_, told) => {
  expect(await fetchNext(holding(told), mailbox, cursor)).toBe(null)
})
