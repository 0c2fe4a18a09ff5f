import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leftOut, postgresBin } from '../testing/components'
import { startPostgres, type TestPostgres } from '../testing/postgres'
import type { Db } from './db'
import { checkDurability, openPostgres } from './postgres'

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
    await expect(checkDurability(careless)).rejects.toMatchObject({ code: 'database-not-durable' })
    await careless.close()
  })
})
