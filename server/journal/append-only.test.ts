import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db, Query } from '../db/db'
import { databases } from '../testing/databases'
import { addUsers, morning, nadja, tim, undone, verified } from '../testing/journal-world'
import { writeJournal } from './journal'
import { sealBatch } from './seal'

describe.each(databases)('the journal is append-only on $name', (database) => {
  let db: Db
  beforeAll(async () => {
    db = await database.open()
    await addUsers(db)
    await morning(db)
    await sealBatch(db)
    await morning(db)
  })
  afterAll(async () => {
    await db.close()
    await database.close()
  })

  /** As who owns the tables without being a superuser. */
  const asOwner = (statement: string) =>
    undone(db, async (tx) => {
      await tx.query('create role janitor')
      await tx.query('grant all on schema public to janitor')
      for (const table of ['journal', 'journal_seals']) await tx.query(`alter table ${table} owner to janitor`)
      await tx.query('set local role janitor')
      return tx.query(statement)
    })
  /** As the API works for Nadja. */
  const asApi = <T>(work: (tx: Query) => Promise<T>) =>
    undone({ transaction: (inside) => db.as({ id: nadja, scopes: null }, inside) }, work)
  const asSuperuser = (statement: string) => undone(db, (tx: Query) => tx.query(statement))

  const forbidden = [
    `update journal set action = 'case.open' where id = 1`,
    `update journal set at = now() where id = 7`,
    `update journal set facts = '{}' where id = 1`,
    `update journal set facts = null where id = 1`,
    `update journal set facts = null, salt = null, user_id = null where id = 1`,
    `update journal set facts = null, salt = null, commitment = null where id = 1`,
    `update journal set salt = '\\x00' where id = 1`,
    `update journal set seal_id = null where id = 1`,
    `update journal set seal_id = 1, user_id = 2 where id = 6`,
    `update journal set facts = facts - 'title' where id = 1`,
    'delete from journal where id = 1',
    'truncate journal',
    'truncate journal, journal_seals cascade',
    `update journal_seals set at = now()`,
    `update journal_seals set hash = prev`,
    'delete from journal_seals',
    'truncate journal_seals cascade',
  ]
  it.each(forbidden)('for the owner: %s', async (statement) => {
    await expect(asOwner(statement)).rejects.toThrow('the journal is append-only')
  })
  it.each(forbidden)('for a superuser who leaves the triggers on: %s', async (statement) => {
    await expect(asSuperuser(statement)).rejects.toThrow('the journal is append-only')
  })
  it.each([
    ...forbidden,
    'drop table journal',
    'alter table journal disable trigger all',
    'select salt from journal',
    'select from journal_seals',
    `insert into journal (user_id, via, action, at) values (1, 'api', 'case.open', '2020-01-01')`,
  ])('for the API: %s', async (statement) => {
    await expect(asApi((tx) => tx.query(statement))).rejects.toThrow(/permission denied|must be owner/)
  })
  it('and lets the API write in the name of its user, of nobody else', async () => {
    const written = (userId: number | null) =>
      asApi((tx) => writeJournal(tx, [{ userId, via: 'api', action: 'case.open', kind: 'case', recordId: '1', facts: { title: 'Abo' } }]))
    await written(nadja)
    await expect(written(tim)).rejects.toThrow('row-level security')
    await expect(written(null)).rejects.toThrow('row-level security')
  })
  it('and lets the API read for whom the journal is for', async () => {
    const seen = async () => (await asApi((tx) => tx.query('select from journal'))).length
    expect(await seen()).toBe(0)
    await db.query(`insert into user_roles (user_id, role_id) select $1, id from roles where name = 'privacy'`, [nadja])
    expect(await seen()).toBe(10)
  })
  it('and lets the owner erase, which verify misses the record of', async () => {
    const told = await undone(db, async (tx) => {
      await tx.query('update journal set facts = null, salt = null where id = 1')
      return (await verified(tx)).told
    })
    expect(told).toEqual([{ kind: 'facts-removed', row: '1' }])
  })

  it('gives a row the time and no seal, whatever the insert says', async () => {
    const [row] = await undone(db, (tx) =>
      tx.query<{ fresh: boolean; seal: string | null }>(
        `insert into journal (via, action, at, seal_id) values ('api', 'case.open', '2020-01-01', 1)
         returning at > now() - interval '1 minute' as fresh, seal_id::text as seal`,
      ),
    )
    expect(row).toEqual({ fresh: true, seal: null })
  })
  it.each([`'mail', 'anna@huber-verlag.example'`, `'mail', 'Anna Huber'`, `'Anna Huber', '1'`, `'mail', '${'1'.repeat(81)}'`, `null, '1'`])(
    'takes no address and no name in clear: %s',
    async (record) => {
      await expect(db.query(`insert into journal (via, action, kind, record_id) values ('api', 'mail.read', ${record})`)).rejects.toThrow(
        /journal_plain_words|journal_record_of_a_kind/,
      )
    },
  )
  it('takes no second seal in the same place', async () => {
    await expect(
      db.query(`insert into journal_seals select id, at, count, from_id, to_id, rows, prev, hash from journal_seals`),
    ).rejects.toThrow('journal_seals_pkey')
  })
})
