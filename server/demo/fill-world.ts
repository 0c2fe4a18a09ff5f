import { world } from '@postakte/shared/world/world'
import type { Db } from '../db/db'
import type { Arrival } from '../intake/arrival'
import { loadDirectory } from './load-directory'
import { demoMails } from './mails'

/** Puts the demo world into an empty database; gives its mails for the intake to take in like any other. Null when not empty. */
export async function fillWorld(db: Db): Promise<readonly Arrival[] | null> {
  const [row] = await db.query<{ empty: boolean }>(
    `select not exists (select 1 from contacts) and not exists (select 1 from sightings) and not exists (select 1 from mailboxes) as empty`,
  )
  if (!row?.empty) return null
  await loadDirectory(db, world)
  return demoMails().map(({ bytes, receivedAt }, at) => ({
    source: 'folder',
    mailboxId: null,
    folder: 'demo',
    uidValidity: 1n,
    uid: BigInt(at + 1),
    receivedAt,
    bytes,
  }))
}
