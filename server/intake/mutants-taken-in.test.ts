import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDirectory } from '../demo/load-directory'
import { mutated } from '../mail/stress/mutations'
import { databases } from '../testing/databases'
import { readOwn } from './own'
import { processBatch } from './process'
import { ReadingPool } from './reading-pool'
import { makeReceive } from './receive'

/** Damaged mails through the whole intake (reliability B26): what came in lies in a file or before a person, whole. */
const count = 120
const folder = join(import.meta.dirname, '../../corpus')
const names = readdirSync(folder).sort()
const mutants = Array.from({ length: count }, (_, seed) =>
  mutated(readFileSync(join(folder, names[seed % names.length]!, 'mail.eml')), seed),
)
const config = {
  POSTAKTE_OWN_DOMAINS: [],
  POSTAKTE_OWN_ADDRESSES: [],
  POSTAKTE_FORWARDING: [],
  POSTAKTE_AUTHSERV_IDS: [],
  secretKey: 'x'.repeat(32),
}
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe.each(databases)('damaged mails on $name', (database) => {
  afterAll(() => database.close())

  it('are all taken in, none fails, and each original is kept byte for byte', { timeout: 60_000 }, async () => {
    const db = await database.open()
    await loadDirectory(db, world)
    const pool = new ReadingPool(await readOwn(db, config), 1)
    const arrivals = mutants.map(({ bytes }, at) => ({
      source: 'imap' as const,
      mailboxId: null,
      folder: 'INBOX',
      uidValidity: 1n,
      uid: BigInt(at + 1),
      receivedAt: new Date('2026-03-02T08:00:05Z'),
      bytes,
    }))
    await makeReceive(db)(arrivals)
    while ((await processBatch({ db, pool })) > 0);

    const failed = await db.query<{ uid: string; problem: unknown }>(
      `select uid::text as uid, problem from sightings where state <> 'processed' or attempts > 0 order by id`,
    )
    expect(failed.map(({ uid, problem }) => ({ done: mutants[Number(uid) - 1]!.done, problem }))).toEqual([])
    const places = await db.query<{ n: number }>(
      `select count(*)::int as n from sightings s join mails m on m.id = s.mail_id where m.state in ('filed', 'ask', 'unmatched', 'ignored')`,
    )
    expect(places[0]!.n).toBe(count)
    const kept = await db.query<{ bytes: Uint8Array }>(`select bytes from originals`)
    expect(kept.map(({ bytes }) => sha(bytes)).sort()).toEqual([...new Set(mutants.map(({ bytes }) => sha(bytes)))].sort())
    await pool.close()
    await db.close()
  })
})
