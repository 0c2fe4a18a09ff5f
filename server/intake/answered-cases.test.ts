import { world } from '@postakte/shared/world/world'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db, Query } from '../db/db'
import { loadDirectory } from '../demo/load-directory'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'
import { readOwn } from './own'
import { processBatch } from './process'
import { ReadingPool } from './reading-pool'
import { makeReceive } from './receive'

const config = {
  POSTAKTE_OWN_DOMAINS: [],
  POSTAKTE_OWN_ADDRESSES: [],
  POSTAKTE_FORWARDING: [],
  POSTAKTE_AUTHSERV_IDS: [],
  secretKey: 'x'.repeat(32),
}

describe.each(databases)('what cases cost the intake on $name', (database) => {
  let db: Db
  let pool: ReadingPool
  let made = 0
  beforeEach(async () => {
    db = await database.open()
    await loadDirectory(db, world)
    pool = new ReadingPool(await readOwn(db, config), 1)
  })
  afterEach(async () => {
    await pool.close()
    await db.close()
  })
  afterAll(() => database.close())

  /** The statements that filing a batch of mails with these subjects takes, as text. */
  async function statements(...subjects: readonly string[]): Promise<string[]> {
    const arrivals = subjects.map((subject) => ({
      source: 'imap' as const,
      mailboxId: null,
      folder: 'INBOX',
      uidValidity: 1n,
      uid: BigInt(++made),
      receivedAt: new Date(),
      bytes: mailBytes({
        from: 'anna@huber-verlag.example',
        subject,
        messageId: `s${made}@huber-verlag.example`,
        date: new Date().toUTCString(),
      }),
    }))
    await makeReceive(db)(arrivals)
    const asked: string[] = []
    const counting: Db = {
      ...db,
      transaction: (work) =>
        db.transaction((tx) => {
          const query: Query['query'] = (text, parameters) => {
            asked.push(text.trim().replace(/\s+/g, ' '))
            return tx.query(text, parameters)
          }
          return work({ ...tx, query })
        }),
    }
    expect(await processBatch({ db: counting, pool })).toBe(subjects.length)
    return asked
  }

  /** Without those that tell whoever looks at the case. */
  const ofCases = (texts: readonly string[]) => texts.filter((text) => !/pg_advisory_xact_lock|insert into events/.test(text))

  it('is nothing for mails at no case, and one statement a batch for those at cases, however many', async () => {
    const none = await statements('Frage', 'Noch eine Frage')
    const tags = ['[VG=4711-x7k]', '[VG=4712-m3q]']
    await db.query(`update cases set status = 'open'`)
    const one = await statements(`Abo ${tags[0]}`)
    const many = await statements(...[1, 2, 3, 4, 5, 6].map((n) => `Brief ${n} ${tags[n % 2]}`))
    const locking = 'from cases c left join teams t on t.id = c.team_id'
    expect(many).toEqual(one)
    expect(none.filter((text) => /\bcases\b/.test(text))).toEqual([])
    expect(many.filter((text) => text.includes(locking)).length).toBe(1)
    expect(ofCases(many).length).toBe(none.length + 2)
  })
})
