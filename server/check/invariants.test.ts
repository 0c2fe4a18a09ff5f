import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillRightsWorld } from '../rights/testing/rights-world'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { indexToTheEnd } from '../testing/indexed'
import { mailBytes } from '../testing/mail'
import { invariants } from './invariants'
import { readOtherwise } from './read-again'

const arrival = (uid: bigint, bytes: Uint8Array) => ({
  source: 'imap' as const,
  mailboxId: null,
  folder: 'INBOX',
  uidValidity: 1n,
  uid,
  receivedAt: new Date(),
  bytes,
})

describe.each(databases)('what must hold on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
    await api.intake.receive([
      arrival(
        1n,
        mailBytes({
          from: 'Anna Huber <anna@huber-verlag.example>',
          subject: 'Abo-Umstellung [VG=4711-x7k]',
          messageId: 'a1@huber-verlag.example',
        }),
      ),
      arrival(2n, mailBytes({ from: 'wer@unbekannt.example', subject: 'Frage', messageId: 'b1@unbekannt.example' })),
    ])
    await api.intake.settle()
    await indexToTheEnd(api)
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const broken = async () =>
    (await Promise.all(invariants.map(async ({ name, broken }) => ((await broken(api.db, 5)).length > 0 ? [name] : [])))).flat()

  it('holds after mails came in', async () => {
    expect(await broken()).toEqual([])
    expect(await readOtherwise(api.db, api.intake.read, 10)).toEqual([])
  })

  // Each line is a damage by hand and the one check that must find it; all in a transaction that is rolled back.
  it.each([
    ['original-changed', `update originals set bytes = bytes || 'x'::bytea`],
    ['original-without-sighting', `insert into originals (sha256, size, bytes) values (sha256('x'::bytea), 1, 'x'::bytea)`],
    ['sighting-waits', `update sightings set state = 'received', mail_id = null, received_at = now() - interval '1 hour'`],
    ['mail-without-todo', `delete from todos`],
    ['todo-of-filed-mail', `update mails set state = 'filed'`],
    ['filing-differs', `update filings set occurred_at = occurred_at + interval '1 second'`],
    ['audience-differs', `update mails set audiences = '{4711}'`],
    ['case-clock-differs', `update cases set customer_waits_since = now() - interval '1 year' where number = '4711'`],
    ['filing-at-merged-case', `update cases set merged_into = (select id from cases where number = '4712') where number = '4711'`],
    [
      'folder-in-itself',
      `alter table folders disable trigger folders_tree; insert into folders (name) values ('a'), ('b'); update folders f set parent_id = g.id from folders g where g.id <> f.id; alter table folders enable trigger folders_tree`,
    ],
    ['event-in-the-future', `insert into events (kind, audiences, data, at) values ('case', '{0}', '{}', now() + interval '1 day')`],
    ['mail-without-words', `delete from mail_words`],
  ])('%s is found', async (name, damage) => {
    await expect(
      api.db.transaction(async (tx) => {
        for (const statement of damage.split('; ')) await tx.query(statement)
        const invariant = invariants.find((one) => one.name === name)!
        expect((await invariant.broken(tx, 5)).length).toBeGreaterThan(0)
        throw new Error('enough')
      }),
    ).rejects.toThrow('enough')
  })

  it('holds in the world of rights', async () => {
    await fillRightsWorld(api)
    expect((await broken()).filter((name) => !['original-changed', 'mail-without-todo'].includes(name))).toEqual([])
  })
})
