import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db, Query } from '../db/db'
import { databases } from '../testing/databases'
import { addUsers, asIntruder, morning, nadja, type Told, undone, verified } from '../testing/journal-world'
import { sealsUpTo } from './chain'
import { type StoredRow, statementColumns } from './columns'
import { listBytes, rowDigest, sealHash } from './digest'
import { eraseFacts } from './erase'
import { journalHead } from './head'
import { writeJournal } from './journal'
import { sealBatch } from './seal'

/**
 * Five seals: rows 1–5, 6–10, 11–15, then 16 (the erasure of the facts of row 9), then 17–21; row 22 is not sealed yet.
 * The first, third and fourth row of each morning have facts.
 */
async function fill(db: Db): Promise<void> {
  const sealed = async (written: Promise<unknown>) => {
    await written
    while ((await sealBatch(db)) > 0);
  }
  await addUsers(db)
  for (const _ of ['Monday', 'Tuesday', 'Wednesday']) await sealed(morning(db))
  await sealed(db.transaction((tx) => eraseFacts(tx, { ids: ['9'] }, { userId: nadja, via: 'cli' })))
  await sealed(morning(db))
  await writeJournal(db, [{ userId: nadja, via: 'api', action: 'search', facts: { for: 'Huber' } }])
}

const flipped = (column: string) => `set_byte(${column}, 3, 255 - get_byte(${column}, 3))`
const onRow = (change: string, row = 8) => `update journal set ${change} where id = ${row}`
const onSeal = (change: string) => `update journal_seals set ${change} where id = 2`
const touchedRow: Told[] = [{ kind: 'row-touched', row: '8', seal: '2' }]
const touchedFacts: Told[] = [{ kind: 'facts-touched', row: '8' }]
const touchedSeal: Told[] = [{ kind: 'seal-touched', seal: '2' }]

/** Every column of both tables, changed once, and what must be said about it. */
const changes: Record<string, Record<string, { statements: string[]; told: Told[] }>> = {
  journal: {
    id: {
      statements: ['alter table journal alter column id drop identity', onRow('id = 999')],
      told: [
        { kind: 'row-removed', row: '8', seal: '2' },
        { kind: 'row-inserted', row: '999', seal: '2' },
      ],
    },
    at: { statements: [onRow(`at = at + interval '1 microsecond'`)], told: touchedRow },
    user_id: { statements: [onRow('user_id = 2')], told: touchedRow },
    on_behalf_of: { statements: [onRow('on_behalf_of = 2')], told: touchedRow },
    via: { statements: [onRow(`via = 'api'`)], told: touchedRow },
    action: { statements: [onRow(`action = 'filing.remove'`)], told: touchedRow },
    kind: { statements: [onRow(`kind = 'case'`)], told: touchedRow },
    record_id: { statements: [onRow(`record_id = '19'`)], told: touchedRow },
    facts: { statements: [onRow(`facts = '{"because": "tag"}'`)], told: touchedFacts },
    salt: { statements: [onRow(`salt = ${flipped('salt')}`)], told: touchedFacts },
    commitment: { statements: [onRow(`commitment = ${flipped('commitment')}`)], told: touchedRow },
    seal_id: { statements: [onRow('seal_id = 3')], told: [{ kind: 'row-moved', row: '8', seal: '2', found: '3' }] },
  },
  journal_seals: {
    id: {
      statements: [onSeal('id = 99')],
      told: [
        { kind: 'seal-removed', seals: '2' },
        { kind: 'seal-removed', seals: '6–98' },
        { kind: 'seal-touched', seal: '99' },
        ...[6, 7, 8, 9, 10].map((row): Told => ({ kind: 'row-moved', row: String(row), seal: '99', found: '2' })),
        ...[6, 7, 8, 9, 10].map((row): Told => ({ kind: 'row-orphaned', row: String(row), seal: '2' })),
      ],
    },
    at: { statements: [onSeal(`at = at - interval '1 microsecond'`)], told: touchedSeal },
    count: { statements: ['alter table journal_seals drop constraint journal_seals_listed', onSeal('count = 4')], told: touchedSeal },
    from_id: { statements: [onSeal('from_id = 7')], told: touchedSeal },
    to_id: { statements: [onSeal('to_id = 11')], told: touchedSeal },
    rows: {
      statements: [onSeal('rows = set_byte(rows, 90, 255 - get_byte(rows, 90))')],
      told: [...touchedSeal, touchedRow[0]!],
    },
    prev: { statements: [onSeal(`prev = ${flipped('prev')}`)], told: touchedSeal },
    hash: { statements: [onSeal(`hash = ${flipped('hash')}`)], told: touchedSeal },
  },
}
const eachColumn = Object.entries(changes).flatMap(([table, columns]) =>
  Object.entries(columns).map(([column, change]) => ({ table, column, ...change })),
)

/** A row of Tim's, with the time of row 8. */
const inserted = (id: string, sealId: string, at = 'at') =>
  `insert into journal (id, at, user_id, via, action, seal_id) overriding system value
   select ${id}, ${at}, 2, 'api', 'case.close', ${sealId} from journal where id = 8`

const exchanged = (one: number, other: number) => [
  'alter table journal alter column id drop identity',
  ...[`-1 where id = ${one}`, `${one} where id = ${other}`, `${other} where id = -1`].map((to) => `update journal set id = ${to}`),
]

const withoutSeal = (seal: number) => [`delete from journal where seal_id = ${seal}`, `delete from journal_seals where id = ${seal}`]

describe.each(databases)('the journal on $name', (database) => {
  let db: Db
  beforeAll(async () => {
    db = await database.open()
    await fill(db)
  })
  afterAll(async () => {
    await db.close()
    await database.close()
  })

  const toldAfter = (statements: readonly string[], head: string | null = null) =>
    undone(db, async (tx) => {
      await asIntruder(tx, statements)
      return (await verified(tx, head)).told
    })
  const toldAfterSealing = (statements: readonly string[], head: string | null = null) =>
    undone(db, async (tx) => {
      await asIntruder(tx, statements)
      await sealBatch(sealing(tx))
      return (await verified(tx, head)).told
    })

  it('is whole when nobody touched it', async () => {
    const head = await journalHead(db)
    expect(await verified(db, head!.hash)).toMatchObject({
      told: [],
      findings: 0,
      rows: 21,
      seals: 5,
      erased: 1,
      unsealed: 1,
      head: head!.hash,
    })
  })

  it('has a change here for each column that there is', async () => {
    const columns = await db.query<{ table: string; column: string }>(
      `select table_name as "table", column_name as "column" from information_schema.columns
       where table_schema = 'public' and table_name in ('journal', 'journal_seals')`,
    )
    const named = (all: readonly { table: string; column: string }[]) => all.map(({ table, column }) => `${table}.${column}`).sort()
    expect(named(eachColumn)).toEqual(named(columns))
  })
  it.each(eachColumn)('names what was touched in $table, $column', async ({ statements, told }) => {
    expect(await toldAfter(statements)).toEqual(told)
  })

  it.each([
    ['every fact of a row to nothing', onRow('facts = null, salt = null'), [{ kind: 'facts-removed', row: '8' }]],
    ['facts put where there were none', onRow(`facts = '{"to": "x"}', salt = '\\x00'`, 7), [{ kind: 'facts-touched', row: '7' }]],
    ['a number in the facts, by less than a computer counts', onRow(`facts = '{"because": "address", "from": 1.00}'`), touchedFacts],
    ['a time without end', onRow(`at = 'infinity'`), touchedRow],
    ['a time before Christ', onRow(`at = '0044-03-15 BC'`), touchedRow],
    ['a row taken out of its seal', onRow('seal_id = null'), [{ kind: 'row-moved', row: '8', seal: '2', found: '–' }]],
    [
      'a row put into a seal that is not there',
      onRow('seal_id = 77'),
      [
        { kind: 'row-moved', row: '8', seal: '2', found: '77' },
        { kind: 'row-orphaned', row: '8', seal: '77' },
      ],
    ],
    ['an unsealed row whose facts were changed', onRow(`facts = '{"for": "Kramer"}'`, 22), [{ kind: 'facts-touched', row: '22' }]],
    [
      'who erased the facts of row 9',
      onRow(`record_id = '8'`, 16),
      [
        { kind: 'row-touched', row: '16', seal: '4' },
        { kind: 'facts-removed', row: '9' },
      ],
    ],
    ['erased facts made up anew', onRow(`facts = '{"name": "Anna"}', salt = '\\x00'`, 9), [{ kind: 'facts-touched', row: '9' }]],
  ] as [string, string, Told[]][])('names %s', async (_, statement, told) => {
    const statements = ['alter table journal drop constraint journal_facts_committed', statement]
    expect(await toldAfter(statements)).toEqual(told)
  })

  it.each([
    ['first', 1, '1'],
    ['middle', 13, '3'],
    ['last sealed', 21, '5'],
  ])('names the %s row when it is removed', async (_, row, seal) => {
    expect(await toldAfter([`delete from journal where id = ${row}`])).toEqual([{ kind: 'row-removed', row: String(row), seal }])
  })
  it.each(['delete from journal', 'truncate journal'])('names every row after %s', async (statement) => {
    const rows = await toldAfter([statement])
    expect(rows.map(({ kind, row }) => `${kind} ${row}`)).toEqual(Array.from({ length: 21 }, (_, at) => `row-removed ${at + 1}`))
  })
  it.each(['500', '-9223372036854775808', '9223372036854775807'])('names row %s that is inserted into a seal', async (id) => {
    expect(await toldAfter([inserted(`'${id}'`, '2')])).toEqual([{ kind: 'row-inserted', row: id, seal: '2' }])
  })
  it('names rows that are slipped under the sealer with another time', async () => {
    const times = [`at - interval '1 day'`, `at - interval '2 hours'`, `at + interval '1 day'`]
    const told = await toldAfterSealing(times.map((at, nth) => inserted(String(nth - 500), 'null', at)))
    expect(told.map(({ kind, row, seal }) => [kind, row, seal])).toEqual(['-500', '-499', '-498'].map((row) => ['row-misdated', row, '6']))
  })
  it('names rows that are exchanged, in one seal and over two', async () => {
    expect(await toldAfter(exchanged(7, 8))).toEqual([
      { kind: 'row-exchanged', row: '7', seal: '2', other: '8' },
      { kind: 'row-exchanged', row: '8', seal: '2', other: '7' },
    ])
    expect(await toldAfter(exchanged(8, 13))).toEqual([
      { kind: 'row-moved', row: '8', seal: '2', found: '3' },
      { kind: 'row-moved', row: '13', seal: '3', found: '2' },
    ])
  })

  it('names a seal that is removed, and the rows that nothing proves then', async () => {
    expect(await toldAfter(['delete from journal_seals where id = 4'])).toEqual([
      { kind: 'seal-removed', seals: '4' },
      { kind: 'row-orphaned', row: '16', seal: '4' },
    ])
    expect((await toldAfter(['delete from journal_seals where id in (1, 2)']))[0]).toEqual({ kind: 'seal-removed', seals: '1–2' })
    expect(await toldAfter(['delete from journal_seals where id = 5'])).toEqual(
      [17, 18, 19, 20, 21].map((row) => ({ kind: 'row-orphaned', row: String(row), seal: '5' })),
    )
  })
  it('names a seal that is made anew over a changed row, because the next one does not follow', async () => {
    const told = await undone(db, async (tx) => {
      await asIntruder(tx, [onRow('user_id = 1')])
      await asIntruder(tx, [await madeAnew(tx)])
      return (await verified(tx)).told
    })
    expect(told).toEqual([{ kind: 'chain-broken', seal: '3', before: '2' }])
  })

  it('finds a tail that is cut off by the head kept elsewhere, and only by it', async () => {
    const head = (await journalHead(db))!.hash
    expect(await toldAfter(withoutSeal(5))).toEqual([])
    expect(await toldAfter(withoutSeal(5), head)).toEqual([expect.objectContaining({ kind: 'head-unknown', head, seals: '4' })])
    const [earlier] = await db.query<{ hash: string }>(`select encode(hash, 'hex') as hash from journal_seals where id = 4`)
    expect(await toldAfter(withoutSeal(5), earlier!.hash)).toEqual([])
  })
  it('says that nothing is there when all of it is gone', async () => {
    const head = (await journalHead(db))!.hash
    const told = await toldAfter(['delete from journal', 'delete from journal_seals'], head)
    expect(told).toEqual([expect.objectContaining({ kind: 'head-unknown', head, seals: '0' })])
  })
  it('finds a chain that is made anew by the head kept elsewhere, and only by it', async () => {
    const head = (await journalHead(db))!.hash
    const anew = ['update journal set seal_id = null', 'delete from journal_seals', onRow('user_id = 1')]
    expect(await toldAfterSealing(anew)).toEqual([])
    expect(await toldAfterSealing(anew, head)).toEqual([expect.objectContaining({ kind: 'head-unknown', head, seals: '1' })])
  })
})

/** So that the sealer works inside of the transaction that is undone. */
const sealing = (tx: Query): Db => ({ ...tx, transaction: (work: (inner: Query) => unknown) => work(tx) }) as Db

/** Seal 2 over its rows as they are now, at its old place. */
async function madeAnew(tx: Query): Promise<string> {
  const rows = await tx.query<StoredRow>(`select ${statementColumns} from journal j where seal_id = 2 order by j.id`)
  const list = listBytes(rows.map((row) => ({ id: BigInt(row.id), digest: rowDigest(row) })))
  for await (const seal of sealsUpTo(tx, '2')) {
    const hash = sealHash(seal.prev, { ...seal, rows: list })
    if (seal.id === 2n) return onSeal(`rows = decode('${list.toString('hex')}', 'hex'), hash = decode('${hash.toString('hex')}', 'hex')`)
  }
  throw new Error('there is no seal 2')
}
