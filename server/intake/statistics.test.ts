import { afterAll, describe, expect, it } from 'vitest'
import { databases } from '../testing/databases'
import { Statistics } from './statistics'

describe.each(databases)('statistics on $name', (database) => {
  afterAll(() => database.close())

  it('are made once some hundred mails are filed, not before', async () => {
    const db = await database.open()
    const known = async () => (await db.query<{ n: number }>(`select reltuples::int as n from pg_class where relname = 'mails'`))[0]!.n
    const statistics = new Statistics(db)
    await statistics.count(299)
    expect(await known()).toBe(-1)
    await statistics.count(1)
    expect(await known()).toBe(0)
    await db.close()
  })
})
