import type { Db, Query } from '../db/db'
import { applyChange, type Change, changeOf, type Standing, standingColumns } from './decide-again'
import { lookUp } from './look-up'
import { decideOn } from './pipeline/route'
import type { Reading } from './reading'
import type { ReadingPool } from './reading-pool'

export type { Change }

interface Stored extends Standing {
  readonly bytes: Uint8Array
  /** Nobody but users brought it. */
  readonly handed: boolean
}

const groupSize = 50

/** Reads and decides stored mails again, oldest first, and yields each that comes out differently; applies it when asked to. */
export async function* replay(db: Db, pool: ReadingPool, apply: boolean): AsyncGenerator<Change> {
  for (let group = await storedAfter(db, '0'); group.length > 0; group = await storedAfter(db, group.at(-1)!.id)) {
    for (const { stored, reading, decision } of await decideAgain(db, pool, group)) {
      const change = changeOf(stored, decision)
      if (!change) continue
      if (apply) await db.transaction((tx) => applyChange(tx, change, reading, decision))
      yield change
    }
  }
}

async function storedAfter(db: Query, id: string): Promise<Stored[]> {
  return db.query<Stored>(
    `select ${standingColumns}, o.bytes, not exists (select from sightings s where s.mail_id = m.id and s.user_id is null) as handed
     from mails m join originals o on o.sha256 = m.sha256 where m.id > $1::text::bigint order by m.id limit ${groupSize}`,
    [id],
  )
}

/** A mail that reading no longer copes with is left as it is. */
async function decideAgain(db: Query, pool: ReadingPool, group: readonly Stored[]) {
  const read = (await readEach(pool, group)).flatMap(({ stored, reading }) => (reading ? [{ stored, reading }] : []))
  const known = await lookUp(
    db,
    read.map(({ reading }) => reading.clues),
  )
  return read.map(({ stored, reading }) => ({ stored, reading, decision: decideOn(reading.clues, known.of(reading.clues)) }))
}

interface Read {
  readonly stored: Stored
  readonly reading: Reading | undefined
}

async function readEach(pool: ReadingPool, group: readonly Stored[]): Promise<Read[]> {
  const brought = await readAlike(
    pool,
    group.filter(({ handed }) => !handed),
    false,
  )
  const handed = await readAlike(
    pool,
    group.filter((one) => one.handed),
    true,
  )
  return group.map((stored) => [...brought, ...handed].find((one) => one.stored === stored)!)
}

async function readAlike(pool: ReadingPool, group: readonly Stored[], handed: boolean): Promise<Read[]> {
  const results = await pool.read(
    group.map(({ bytes }) => bytes),
    handed,
  )
  if (results.every(({ error }) => error === undefined)) return group.map((stored, at) => ({ stored, reading: results[at]!.reading }))
  const alone: Read[] = []
  for (const stored of group) alone.push({ stored, reading: (await pool.read([stored.bytes], handed))[0]?.reading })
  return alone
}
