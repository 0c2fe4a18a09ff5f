import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leftOut, postgresBin } from '../testing/components'
import { startPostgres, type TestPostgres } from '../testing/postgres'
import type { Db, Query } from './db'
import { carelessSettings, checkDurability, openPostgres } from './postgres'

describe.skipIf(leftOut('restarts of PostgreSQL', 'PostgreSQL', postgresBin()))('PostgreSQL', () => {
  let cluster: TestPostgres
  let db: Db
  beforeAll(async () => {
    cluster = await startPostgres()
    db = await openPostgres(cluster.database('restart'))
  })
  afterAll(async () => {
    await db.close()
    cluster.stop()
  })

  async function answersAgain(attempts = 50): Promise<unknown> {
    try {
      return await db.query('select 1 as one')
    } catch (error) {
      if (attempts === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
      return answersAgain(attempts - 1)
    }
  }

  it('answers again after the database crashed, also when a transaction was open', async () => {
    const open = db.transaction(async (tx) => {
      await tx.query('select 1')
      cluster.crash()
      await tx.query('select 1')
    })
    await expect(open).rejects.toThrow()
    expect(await answersAgain()).toEqual([{ one: 1 }])
    expect(await Promise.all(Array.from({ length: 12 }, () => answersAgain()))).toHaveLength(12)
  })

  describe.each(['of the pool', 'that take their turn'])('transactions %s', (kind) => {
    let turn: Db
    let close = async () => {}
    beforeAll(async () => {
      await db.query('drop table if exists turns')
      await db.query('create table turns (id int primary key)')
      if (kind === 'that take their turn') turn = db.inTurn()
      else {
        turn = await openPostgres(cluster.url.replace(/postgres$/, 'restart'), { max: 1 })
        close = turn.close
      }
    })
    afterAll(() => close())
    const written = async () => (await db.query<{ id: number }>('select id from turns order by id')).map(({ id }) => id)
    const write = (tx: Query, id: number) => tx.query('insert into turns values ($1)', [id])
    const undone = async (work: (tx: Query) => Promise<unknown>) => {
      const before = await written()
      await expect(turn.transaction(work)).rejects.toThrow()
      expect(await written()).toEqual(before)
    }

    it('keep what was written and what was sent, one transaction after the other', async () => {
      const ids = [1, 2, 3, 4]
      const seen = await Promise.all(
        ids.map((id) =>
          turn.transaction(async (tx) => {
            await write(tx, id)
            tx.send('insert into turns values ($1)', [id + 10])
            return (await tx.query('select from turns where id < 10')).length
          }),
        ),
      )
      expect(seen).toEqual(ids)
      expect(await written()).toEqual([...ids, ...ids.map((id) => id + 10)])
    })
    it('keep nothing where the work fails, or a statement that was only sent, or one whose failure nobody heeded', async () => {
      await undone(async (tx) => {
        await write(tx, 21)
        throw new Error('changed my mind')
      })
      await undone(async (tx) => {
        await write(tx, 22)
        tx.send('insert into turns values (1)')
      })
      await undone(async (tx) => {
        await write(tx, 23)
        await write(tx, 1).catch(() => {})
      })
    })
    it('fail at once where a COPY fails at its end', async () => {
      await db.query('create table originals (sha256 bytea primary key, size int, bytes bytea)')
      const twice = { sha256: Buffer.alloc(32, 7), bytes: Buffer.alloc(500_000) }
      await expect(turn.transaction((tx) => tx.copyOriginals([twice, twice]))).rejects.toMatchObject({ code: '23505' })
      expect(await db.query('select from originals')).toEqual([])
      await db.query('drop table originals')
    })
    it('lose no more than a savepoint', async () => {
      await turn.transaction(async (tx) => {
        await write(tx, 31)
        await tx.savepoint((part) => write(part, 1)).catch(() => {})
        await tx.savepoint((part) => write(part, 32))
      })
      expect(await written()).toEqual(expect.arrayContaining([31, 32]))
    })
    it('are lost with their connection, and no statement of theirs goes out on the next one', async () => {
      await undone(async (tx) => {
        await write(tx, 41)
        const [me] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
        await db.query('select pg_terminate_backend($1)', [me!.pid])
        // The next one has a new connection meanwhile.
        await new Promise((resolve) => setTimeout(resolve, 300))
        await write(tx, 42)
      })
      let late: Promise<unknown> = Promise.resolve()
      const ended = turn.transaction(async (tx) => {
        const [me] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
        await db.query('select pg_terminate_backend($1)', [me!.pid])
        await new Promise((resolve) => setTimeout(resolve, 600))
        late = write(tx, 43)
        await late
      })
      const next = turn.transaction(async (tx) => {
        await write(tx, 44)
        await new Promise((resolve) => setTimeout(resolve, 900))
        await write(tx, 45)
      })
      await expect(ended).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
      await next
      await expect(late).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
      expect((await written()).filter((id) => id > 40)).toEqual([44, 45])
    })
    it('go on after the database crashed in the middle of one', async () => {
      await expect(
        turn.transaction(async (tx) => {
          await write(tx, 51)
          cluster.crash()
          await write(tx, 52)
        }),
      ).rejects.toThrow()
      await answersAgain()
      await turn.transaction((tx) => write(tx, 53))
      expect((await written()).filter((id) => id > 50)).toEqual([53])
    })
  })

  it('migrates once when two servers start together', async () => {
    const other = await openPostgres(cluster.url.replace(/postgres$/, 'restart'))
    await Promise.all([db.migrate(), other.migrate()])
    expect(await other.query('select count(*)::int as n from mails')).toEqual([{ n: 0 }])
    await other.close()
  })

  it('refuses production where a power cut would lose committed mail', async () => {
    await expect(checkDurability(db)).resolves.toBeUndefined()
    await db.query(`alter database restart set synchronous_commit = off`)
    const careless = await openPostgres(cluster.url.replace(/postgres$/, 'restart'))
    await expect(checkDurability(careless)).rejects.toMatchObject({
      code: 'database-not-durable',
      facts: { setting: 'synchronous_commit = off' },
    })
    await careless.close()
  })

  it('names every setting with which a power cut or a failing disk would lose committed mail', async () => {
    expect(await carelessSettings(db)).toEqual([])
    const careless = await startPostgres(['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'data_sync_retry=on'])
    const there = await openPostgres(careless.url)
    try {
      expect(await carelessSettings(there)).toEqual([
        'data_sync_retry = on',
        'fsync = off',
        'full_page_writes = off',
        'synchronous_commit = off',
      ])
    } finally {
      await there.close()
      careless.stop()
    }
  })
})
