import { world } from '@postakte/shared/world/world'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { type LoadedIds, loadDirectory } from '../demo/load-directory'
import { openTodos } from '../dev/mail-list'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'
import { readOwn } from './own'
import { processBatch } from './process'
import { ReadingPool } from './reading-pool'
import { makeReceive } from './receive'
import { type Change, replay } from './replay'

const config = {
  POSTAKTE_OWN_DOMAINS: [],
  POSTAKTE_OWN_ADDRESSES: [],
  POSTAKTE_FORWARDING: [],
  POSTAKTE_AUTHSERV_IDS: [],
  secretKey: 'x'.repeat(32),
}

describe.each(databases)('replay on $name', (database) => {
  let db: Db
  let ids: LoadedIds
  let pool: ReadingPool

  beforeEach(async () => {
    db = await database.open()
    ids = await loadDirectory(db, world)
    pool = new ReadingPool(await readOwn(db, config), 1)
    const bytes = [
      mailBytes({ from: 'neu@kunde.example', subject: 'Erste Frage', messageId: '1@kunde.example' }),
      mailBytes({ from: 'anna@huber-verlag.example', subject: 'Abo [VG=4711-x7k]', messageId: '2@huber-verlag.example' }),
      mailBytes({ from: 'aller@anfang.example', subject: 'Frage', messageId: '3@anfang.example' }),
    ]
    await makeReceive(db)(
      bytes.map((one, at) => ({
        source: 'imap' as const,
        mailboxId: null,
        folder: 'INBOX',
        uidValidity: 1n,
        uid: BigInt(at + 1),
        receivedAt: new Date(Date.UTC(2026, 2, 2, 8, at)),
        bytes: one,
      })),
    )
    while ((await processBatch({ db, pool })) > 0);
  })
  afterEach(async () => {
    await pool.close()
    await db.close()
  })
  afterAll(() => database.close())

  const changes = async (apply: boolean): Promise<Change[]> => {
    const all: Change[] = []
    for await (const change of replay(db, pool, apply)) all.push(change)
    return all
  }
  const nowKnown = () =>
    db.query(`insert into contact_addresses (address, contact_id) values ('neu@kunde.example', $1::text::bigint)`, [
      ids.contacts.get('anna'),
    ])

  it('shows nothing when nothing would change', async () => {
    expect(await changes(false)).toEqual([])
  })

  it('sorts the queue by sender address or by waiting time', async () => {
    expect((await openTodos(db, 'sender')).map(({ fromAddress }) => fromAddress)).toEqual(['aller@anfang.example', 'neu@kunde.example'])
    expect((await openTodos(db, 'waiting')).map(({ fromAddress }) => fromAddress)).toEqual(['neu@kunde.example', 'aller@anfang.example'])
  })

  it('shows a mail of a sender who became known, and changes it only when told to', async () => {
    await nowKnown()
    const target = { kind: 'contact', id: ids.contacts.get('anna') }
    const expected = [{ subject: 'Erste Frage', before: 'unmatched', after: 'filed', add: [target], remove: [] }]
    expect(await changes(false)).toMatchObject(expected)
    expect(await openTodos(db, 'waiting')).toHaveLength(2)
    expect(await changes(true)).toMatchObject(expected)
    expect((await openTodos(db, 'waiting')).map(({ subject }) => subject)).toEqual(['Frage'])
    expect(await changes(true)).toEqual([])
  })

  it('takes back what no rule wants any more, and puts up a to-do', async () => {
    await nowKnown()
    await changes(true)
    await db.query(`delete from contact_addresses where address = 'neu@kunde.example'`)
    expect(await changes(true)).toMatchObject([{ before: 'filed', after: 'unmatched', add: [] }])
    expect((await openTodos(db, 'waiting')).map(({ subject }) => subject)).toEqual(['Erste Frage', 'Frage'])
  })

  it('never undoes a person, and never repeats what a person undid', async () => {
    const [anna] = await db.query<{ id: number }>(`insert into users (login, name) values ('anna', 'Anna') returning id`)
    await db.query(`update filings set removed_at = now(), removed_by = $1 where case_id is not null`, [anna!.id])
    await db.query(
      `insert into filings (activity_id, mail_id, occurred_at, contact_id, rule, because, filed_by) select id, mail_id, occurred_at, $1::text::bigint, 'person', '{}', $2 from activities where mail_id = (select id from mails where subject = 'Frage')`,
      [ids.contacts.get('petra'), anna!.id],
    )
    await db.query(`update todos set done_at = now(), done_by = $1 where sender_address = 'aller@anfang.example'`, [anna!.id])
    expect(await changes(true)).toEqual([])
  })
})
