import type { Db } from '../db/db'
import type { Intake } from '../intake/intake'
import { worldArrivals, worldMails } from './world-mails'

export interface LoadedMails {
  readonly mails: ReadonlyMap<string, string>
  /** The first filing of each that is filed. */
  readonly filings: ReadonlyMap<string, string>
}

/** Lets the mails of the world come in as any others. */
export async function loadMails(db: Db, intake: Pick<Intake, 'receive' | 'settle'>): Promise<LoadedMails> {
  await intake.receive(worldArrivals())
  await intake.settle()
  const rows = await db.query<{ messageId: string; id: string; filing: string | null }>(
    `select m.message_id as "messageId", m.id::text as id, (select min(f.id)::text from filings f where f.mail_id = m.id) as filing from mails m`,
  )
  const named = Object.entries(worldMails).map(([name, { messageId }]) => ({ name, ...rows.find((row) => row.messageId === messageId)! }))
  return {
    mails: new Map(named.map(({ name, id }) => [name, id])),
    filings: new Map(named.flatMap(({ name, filing }) => (filing === null ? [] : [[name, filing] as const]))),
  }
}
