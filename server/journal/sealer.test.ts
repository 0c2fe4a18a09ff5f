import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db, Query } from '../db/db'
import { openPostgres } from '../db/postgres'
import { leftOut, postgresBin } from '../testing/components'
import { databases } from '../testing/databases'
import { addUsers, morning, nadja, verified } from '../testing/journal-world'
import { startPostgres, type TestPostgres } from '../testing/postgres'
import { until } from '../testing/until'
import { sealsUpTo } from './chain'
import { listed } from './digest'
import { eraseFacts } from './erase'
import { writeJournal } from './journal'
import { sealBatch } from './seal'
import { Sealer, startSealer } from './sealer'

const root = join(import.meta.dirname, '../..')
const silent = pino({ level: 'silent' })

/** The rows in the order of the chain. */
async function sealedIds(db: Query): Promise<string[]> {
  const ids: string[] = []
  for await (const seal of sealsUpTo(db, '1000000')) ids.push(...listed(seal.rows).map(({ id }) => String(id)))
  return ids
}

async function allIds(db: Query): Promise<string[]> {
  return (await db.query<{ id: string }>('select id::text as id from journal j order by j.id')).map(({ id }) => id)
}

/** No gap: every row is in the chain. No fork: none is in it twice. */
async function expectWhole(db: Query): Promise<void> {
  const sealed = await sealedIds(db)
  expect([...sealed].sort((one, other) => Number(one) - Number(other))).toEqual(await allIds(db))
  expect(await verified(db)).toMatchObject({ told: [], unsealed: 0, rows: sealed.length })
}

describe.each(databases)('sealing on $name', (database) => {
  let db: Db
  beforeEach(async () => {
    db = await database.open()
    await addUsers(db)
  })
  afterEach(() => db.close())
  afterAll(() => database.close())

  it('seals what there is, once, and nothing when there is nothing', async () => {
    expect(await sealBatch(db)).toBe(0)
    await morning(db)
    expect(await sealBatch(db)).toBe(5)
    expect(await sealBatch(db)).toBe(0)
    await expectWhole(db)
  })
  it('seals a backlog in several seals', async () => {
    await writeJournal(
      db,
      Array.from({ length: 4_500 }, (_, nth) => ({ userId: nadja, via: 'job', action: 'case.change', facts: { nth } })),
    )
    expect([await sealBatch(db), await sealBatch(db), await sealBatch(db), await sealBatch(db)]).toEqual([2_000, 2_000, 500, 0])
    await expectWhole(db)
  })
  it('runs by itself until it is stopped', async () => {
    const sealer = startSealer({ db, log: silent, everyMillis: 5 })
    await morning(db)
    await until(async () => (await sealedIds(db)).length === 5)
    await morning(db)
    await until(async () => (await sealedIds(db)).length === 10)
    await sealer.stop()
    await morning(db)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await sealedIds(db)).toHaveLength(10)
  })
  it('makes one chain when several sealers run', async () => {
    const sealers = Array.from({ length: 4 }, () => startSealer({ db, log: silent, everyMillis: 1 }))
    for (let day = 0; day < 40; day++) await morning(db)
    await until(async () => (await sealedIds(db)).length >= 200)
    await Promise.all(sealers.map((sealer) => sealer.stop()))
    await expectWhole(db)
  })
  it('says once that the database is away, and seals when it is back', async () => {
    let away = true
    let tries = 0
    const shaky = {
      ...db,
      query: (...given: Parameters<Db['query']>) => (away ? Promise.reject(new Error(`away ${++tries}`)) : db.query(...given)),
    }
    const said: string[] = []
    const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) })
    const sealer = new Sealer({ db: shaky as Db, log, everyMillis: 1 })
    sealer.start()
    await morning(db)
    await until(async () => tries >= 3)
    away = false
    await until(async () => (await sealedIds(db)).length === 5)
    await sealer.stop()
    expect(said.map((line) => JSON.parse(line).error)).toEqual(['away 1'])
    await expectWhole(db)
  })
})

describe.skipIf(leftOut('sealing beside open transactions', 'PostgreSQL', postgresBin()))('sealing beside open transactions', () => {
  let cluster: TestPostgres
  let url: string
  let db: Db
  let made = 0
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  beforeEach(async () => {
    url = cluster.database(`sealing${made++}`)
    db = await openPostgres(url, { max: 12 })
    await db.migrate()
  })
  afterEach(() => db.close())
  afterAll(() => cluster.stop())

  const write = (tx: Query, record: string) =>
    writeJournal(tx, [{ userId: nadja, via: 'api', action: 'case.change', kind: 'case', recordId: record, facts: { record } }])

  it('passes no row over that commits late with a low number', async () => {
    const early = await opened(db)
    await write(early.tx, 'early')
    await write(db, 'late')
    expect(await sealBatch(db)).toBe(1)
    expect(await sealedIds(db)).toEqual(['2'])
    await early.end('commit')
    expect(await sealBatch(db)).toBe(1)
    expect(await sealedIds(db)).toEqual(['2', '1'])
    await expectWhole(db)
  })
  it('does not wait for an erasure that is under way, nor hold it up', async () => {
    await write(db, 'one')
    await write(db, 'two')
    const erasing = await opened(db)
    await eraseFacts(erasing.tx, { ids: ['1'] }, { userId: nadja, via: 'cli' })
    expect(await sealBatch(db)).toBe(1)
    await erasing.end('commit')
    expect(await sealBatch(db)).toBe(2)
    await expectWhole(db)
    expect(await verified(db)).toMatchObject({ erased: 1 })
  })
  it('lets a second sealer go when one is at work', async () => {
    await write(db, 'one')
    const other = await opened(db)
    expect(await sealBatch({ ...db, transaction: (work: (tx: Query) => unknown) => work(other.tx) } as Db)).toBe(1)
    expect(await sealBatch(db)).toBe(0)
    await other.end('commit')
    await expectWhole(db)
  })

  /** Runs eight writers and a sealer in a process of their own, kills it as soon as `enough` says so, and waits for its last commit. */
  async function killedWhen(enough: (record: string) => boolean): Promise<void> {
    const program = join(import.meta.dirname, '../testing/journal-writers.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', program, `${url}?application_name=writers`, '100000'], { cwd: root })
    createInterface({ input: child.stdout }).on('line', (record) => enough(record) && child.kill('SIGKILL'))
    let said = ''
    child.stderr.on('data', (chunk) => (said += chunk))
    const signal = await new Promise((resolve) => child.once('close', (_, by) => resolve(by)))
    expect([signal, said]).toEqual(['SIGKILL', ''])
    await until(async () => (await db.query(`select from pg_stat_activity where application_name = 'writers'`)).length === 0)
  }

  /** What eight writers may do in turns, and the sealer among them. */
  const step = fc.record({ writer: fc.nat(7), act: fc.constantFrom('write', 'write', 'write', 'commit', 'rollback', 'seal') })
  it('has no gap and no fork however eight writers interleave', { timeout: 120_000 }, async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        runs++
        const open = new Map<number, Awaited<ReturnType<typeof opened>>>()
        for (const { writer, act } of steps) {
          if (act === 'seal') await sealBatch(db)
          else if (act === 'write') {
            if (!open.has(writer)) open.set(writer, await opened(db))
            await write(open.get(writer)!.tx, `${runs}.${writer}`)
          } else {
            await open.get(writer)?.end(act as 'commit' | 'rollback')
            open.delete(writer)
          }
        }
        for (const one of open.values()) await one.end('commit')
        while ((await sealBatch(db)) > 0);
        await expectWhole(db)
      }),
      { numRuns: 25 },
    )
  })

  it('has no gap and no fork after a server is killed between writing and sealing', { timeout: 120_000 }, async () => {
    const told: string[] = []
    for (const enough of [150, 550, 1_350]) {
      await killedWhen((record) => told.push(record) >= enough)
      while ((await sealBatch(db)) > 0);
      await expectWhole(db)
    }
    const rows = await db.query<{ record: string }>('select record_id as record from journal')
    const kept = new Set(rows.map(({ record }) => record))
    expect(told.filter((record) => !kept.has(record))).toEqual([])
  })
  it('has no gap and no fork after the database crashes between seal and rows', async () => {
    await write(db, 'one')
    await write(db, 'two')
    const crashing = (tx: Query): Query => ({
      ...tx,
      query: (text, parameters) => {
        if (text.startsWith('update journal set seal_id')) cluster.crash()
        return tx.query(text, parameters)
      },
    })
    const work = sealBatch({ ...db, transaction: (inside) => db.transaction((tx) => inside(crashing(tx))) })
    await expect(work).rejects.toThrow()
    await until(async () => (await sealBatch(db).catch(() => 0)) === 2)
    expect(await sealedIds(db)).toEqual(['1', '2'])
    await expectWhole(db)
  })
})

interface Opened {
  readonly tx: Query
  end(how: 'commit' | 'rollback'): Promise<void>
}

/** A transaction that stays open until it is told how to end. */
async function opened(db: Db): Promise<Opened> {
  let end: (how: 'commit' | 'rollback') => void = () => {}
  const told = new Promise<'commit' | 'rollback'>((resolve) => (end = resolve))
  return new Promise((resolve, reject) => {
    const done = db.transaction(async (tx) => {
      resolve({
        tx,
        end: async (how) => {
          end(how)
          await done.catch(() => {})
        },
      })
      if ((await told) === 'rollback') throw new Error('rolled back')
    })
    done.catch(reject)
  })
}
