import { createHash } from 'node:crypto'
import { world } from '@postakte/shared/world/world'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { loadDirectory } from '../demo/load-directory'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'
import type { Arrival } from './arrival'
import { fileAtOnce } from './file-at-once'
import { processBatch } from './process'
import { ReadingPool } from './reading-pool'
import { makeReceive } from './receive'

const own = { domains: ['sonnberg.example'], addresses: [], forwarding: [], authservIds: [], tagKey: 'x'.repeat(32) }
const reply = { from: 'Anna Huber <anna@huber-verlag.example>', subject: 'AW: Abo [VG=4711-x7k]', messageId: 'a1@huber-verlag.example' }
const answer = {
  ...reply,
  subject: 'Noch etwas',
  messageId: 'a2@huber-verlag.example',
  headers: ['In-Reply-To: <a1@huber-verlag.example>'],
}

describe.each(databases)('a mail that comes alone, on $name', (database) => {
  let db: Db
  let pool: ReadingPool
  let uid = 0n

  beforeEach(async () => {
    db = await database.open()
    await loadDirectory(db, world)
    pool = new ReadingPool(own, 1)
  })
  afterEach(async () => {
    await pool.close()
    await db.close()
  })
  afterAll(() => database.close())

  const arrival = (bytes: Uint8Array): Arrival => ({
    source: 'imap',
    mailboxId: null,
    folder: 'INBOX',
    uidValidity: 1n,
    uid: ++uid,
    receivedAt: new Date('2026-03-02T08:00:05Z'),
    bytes,
  })
  const alone = (one: Arrival, patienceMillis = 600_000) =>
    fileAtOnce({ db: db.inTurn(), pool, patienceMillis }, { arrival: one, sha256: createHash('sha256').update(one.bytes).digest() })
  const states = async () => (await db.query<{ state: string }>('select state from sightings order by id')).map(({ state }) => state)
  const rules = async () => (await db.query<{ rule: string }>('select rule from filings order by rule, id')).map(({ rule }) => rule)

  it('is kept byte for byte and filed at once, and once only', async () => {
    const one = arrival(mailBytes(reply))
    expect([await alone(one), await alone(one)]).toEqual(['filed', 'known'])
    const [{ bytes }] = (await db.query<{ bytes: Uint8Array }>('select bytes from originals')) as [{ bytes: Uint8Array }]
    expect(Buffer.from(bytes).equals(one.bytes)).toBe(true)
    expect([await states(), await rules()]).toEqual([['processed'], ['address', 'case-tag']])
  })

  it('is one mail with the copy that came another way', async () => {
    await alone(arrival(mailBytes(reply)))
    expect(await alone(arrival(Buffer.concat([Buffer.from('Delivered-To: service@sonnberg.example\r\n'), mailBytes(reply)])))).toBe('filed')
    expect([await states(), await rules()]).toEqual([
      ['processed', 'processed'],
      ['address', 'case-tag'],
    ])
  })

  it('waits its turn behind those that came before it, so that an answer finds the mail it answers', async () => {
    await makeReceive(db)([arrival(mailBytes(reply))])
    expect(await alone(arrival(mailBytes(answer)))).toBe('stored')
    expect(await states()).toEqual(['received', 'received'])
    await processBatch({ db, pool })
    expect(await rules()).toEqual(['address', 'address', 'case-tag', 'thread'])
  })

  it('is kept when it cannot be read', async () => {
    await pool.close()
    expect(await alone(arrival(mailBytes(reply)))).toBe('stored')
    expect(await states()).toEqual(['received'])
  })

  it('is kept when reading it takes long, and holds nobody up', async () => {
    pool.read = () => new Promise(() => {})
    expect([await alone(arrival(mailBytes(reply)), 10), await states()]).toEqual(['stored', ['received']])
  })

  it('leaves nothing behind when it cannot be filed, and is kept then like any other', async () => {
    await db.query(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'poison'; end $$`)
    await db.query(`create trigger refuse before insert on mails for each row execute function refuse()`)
    const one = arrival(mailBytes(reply))
    expect([await alone(one), await states()]).toEqual([null, []])
    const atOnce = async (it: Parameters<typeof fileAtOnce>[1]) => ((await fileAtOnce({ db, pool }, it)) === null ? null : 'stored')
    expect(await makeReceive(db, { atOnce })([one])).toEqual(['stored'])
    await processBatch({ db, pool })
    expect(await db.query(`select state, attempts, problem ->> 'reason' as reason from sightings`)).toEqual([
      { state: 'received', attempts: 1, reason: 'poison' },
    ])
  })
})
