import { world } from '@postakte/shared/world/world'
import type { Db } from '../db/db'
import type { Arrival } from '../intake/arrival'
import { loadDirectoryIn } from './load-directory'
import { loadPeople } from './load-people'
import { loadWork } from './load-work'
import { demoMails } from './mails'

/**
 * Puts the demo world into an empty database; gives its mails for the intake to take in like any other. Null when the database
 * is not the demo's, or has the mails. A server that died between filling and taking in gets them at its next start.
 */
export async function fillWorld(db: Db): Promise<readonly Arrival[] | null> {
  await fillEmpty(db)
  return (await areMailsDue(db)) ? arrivals() : null
}

const fillEmpty = (db: Db) =>
  db.transaction(async (tx) => {
    const [row] = await tx.query<{ empty: boolean }>(
      `select not exists (select 1 from contacts) and not exists (select 1 from sightings) and not exists (select 1 from mailboxes) as empty`,
    )
    if (!row?.empty) return
    const records = await loadDirectoryIn(tx, world)
    await loadWork(tx, { ...records, ...(await loadPeople(tx, records)) })
    await tx.query(`insert into settings (key, value) values ('demo', 'true') on conflict do nothing`)
  })

/** The intake takes a group in as a whole or not at all: one of them seen is all of them seen. */
async function areMailsDue(db: Db): Promise<boolean> {
  const [row] = await db.query<{ due: boolean }>(
    `select exists (select 1 from settings where key = 'demo') and not exists (select 1 from sightings where source = 'folder' and folder = 'demo') as due`,
  )
  return row!.due
}

const arrivals = (): readonly Arrival[] =>
  demoMails().map(({ bytes, receivedAt }, at) => ({
    source: 'folder',
    mailboxId: null,
    folder: 'demo',
    uidValidity: 1n,
    uid: BigInt(at + 1),
    receivedAt,
    bytes,
  }))
