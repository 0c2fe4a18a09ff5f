import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { databases } from '../testing/databases'
import { addUsers, morning, nadja, tim, verified } from '../testing/journal-world'
import { type Erasable, eraseFacts } from './erase'
import { writeJournal } from './journal'
import { sealBatch } from './seal'
import { type ShownRow, shownRows } from './show'

const search = { userId: tim, via: 'api', action: 'search' } as const

describe.each(databases)('erasing on $name', (database) => {
  let db: Db
  beforeEach(async () => {
    db = await database.open()
    await addUsers(db)
    await morning(db)
    await sealBatch(db)
    await morning(db)
  })
  afterEach(() => db.close())
  afterAll(() => database.close())

  const erase = (which: Erasable) => db.transaction((tx) => eraseFacts(tx, which, { userId: nadja, onBehalfOf: tim, via: 'cli' }))
  const shown = async () => {
    const rows: ShownRow[] = []
    for await (const row of shownRows(db, {})) rows.push(row)
    return rows
  }
  const withFacts = async () => (await shown()).filter(({ facts }) => facts !== null).map(({ id }) => id)

  it('takes the facts of sealed and unsealed rows, says who did it, and the chain is whole', async () => {
    expect(await erase({ ids: ['1', '6', '2', '999'] })).toBe(2)
    expect(await withFacts()).toEqual(['3', '4', '8', '9'])
    const rows = await shown()
    expect(rows[0]).toMatchObject({ action: 'case.close', record: 'case:4711', user: 'n.stein', facts: null, erased: true })
    expect(rows[1]).toMatchObject({ action: 'mail.read', facts: null, erased: false })
    expect(rows.slice(10)).toEqual([
      expect.objectContaining({
        action: 'journal.erase',
        record: 'journal:1',
        user: 'n.stein',
        onBehalfOf: 't.vogel',
        via: 'cli',
        seal: null,
      }),
      expect.objectContaining({ action: 'journal.erase', record: 'journal:6' }),
    ])
    expect(await verified(db)).toMatchObject({ told: [], erased: 2, unsealed: 7 })
    await sealBatch(db)
    expect(await verified(db)).toMatchObject({ told: [], erased: 2, unsealed: 0, rows: 12 })
  })
  it('erases once', async () => {
    expect(await erase({ ids: ['1'] })).toBe(1)
    expect(await erase({ ids: ['1'] })).toBe(0)
    expect(await shown()).toHaveLength(11)
  })
  it('finds a person on the own records, and by address or name in the facts of others', async () => {
    const anna = { records: [{ kind: 'contact', recordId: '10024' }], words: ['Anna@Huber-Verlag.example'] }
    expect(await erase({ person: anna })).toBe(4)
    expect(await withFacts()).toEqual(['1', '6'])
  })
  it('finds a name in each writing of its umlaut, deep in the facts, and in a number', async () => {
    await writeJournal(db, [
      { ...search, facts: { for: ['x', { or: 'ida MÖWE' }] } },
      { ...search, facts: { for: 'Ida Mo\u0308we' } },
      { ...search, facts: { phone: 4993112345 } },
      { ...search, facts: { möwe: 'the key names nobody', none: null } },
    ])
    expect(await erase({ person: { records: [], words: ['Möwe', '93112345'] } })).toBe(3)
    expect(await withFacts()).toEqual(['1', '3', '4', '6', '8', '9', '14'])
  })
  it('refuses a word that is in nearly everything', async () => {
    await expect(erase({ person: { records: [], words: [' a '] } })).rejects.toThrow('fewer than three letters')
    expect(await withFacts()).toHaveLength(6)
  })
  it('takes nothing away when its transaction fails', async () => {
    const failing = db.transaction(async (tx) => {
      await eraseFacts(tx, { ids: ['1'] }, { userId: nadja, via: 'cli' })
      throw new Error('later step')
    })
    await expect(failing).rejects.toThrow('later step')
    expect(await verified(db)).toMatchObject({ told: [], erased: 0 })
    expect(await withFacts()).toHaveLength(6)
  })

  it('leaves no byte of what was erased, in the table or in its files', { timeout: 120_000 }, async () => {
    const marker = 'marker-8f41c2-kessler'
    const large = () => `${randomBytes(3_000).toString('base64')} ${marker}`
    const searches = Array.from({ length: 500 }, (_, nth) => ({ ...search, facts: { for: nth % 2 ? marker : large() } }))
    await writeJournal(db, searches)
    await sealBatch(db)
    await db.query('analyze journal')
    expect(await rowsWith(db, marker)).toBe(500)
    expect(await filesWith(db, marker)).not.toEqual([])
    expect(await erase({ person: { records: [], words: [marker] } })).toBe(500)
    expect(await rowsWith(db, marker)).toBe(0)
    await db.query('vacuum full journal')
    expect(await filesWith(db, marker)).toEqual([])
    await sealBatch(db)
    expect(await verified(db)).toMatchObject({ told: [], erased: 500 })
  })
})

async function rowsWith(db: Db, marker: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from journal where position($1 in journal::text) > 0 or position(convert_to($1, 'UTF8') in coalesce(salt, '') || coalesce(commitment, '')) > 0`,
    [marker],
  )
  return row!.count
}

/** Files of this database in which the marker stands, read by the database itself. */
async function filesWith(db: Db, marker: string): Promise<string[]> {
  await db.query('checkpoint')
  const rows = await db.query<{ file: string }>(
    `select file from (select oid::text as folder from pg_database where datname = current_database()) d,
            lateral pg_ls_dir('base/' || folder) as file
     where position(convert_to($1, 'UTF8') in pg_read_binary_file('base/' || folder || '/' || file)) > 0`,
    [marker],
  )
  return rows.map(({ file }) => file)
}
