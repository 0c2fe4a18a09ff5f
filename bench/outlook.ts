import type { Db } from '@postakte/server/db/db'
import { openPostgres } from '@postakte/server/db/postgres'
import { startPostgres } from '@postakte/server/testing/postgres'
import { benchFirstPaint } from './outlook/first-paint'
import { benchToContact } from './outlook/to-contact'

/** What a user of Outlook waits for: until the pane stands there, and from a mail to its contact. On PostgreSQL. */
export async function benchOutlook({ mails, rounds }: { readonly mails: number; readonly rounds: number }) {
  const cluster = await startPostgres()
  const empty = async (name: string): Promise<Db> => {
    const db = await openPostgres(cluster.database(name))
    await db.migrate()
    return db
  }
  try {
    const paint = await empty('paint')
    const firstPaint = await benchFirstPaint(paint, rounds)
    await paint.close()
    // The day closes its own.
    return { firstPaint, toContact: await benchToContact(await empty('day'), mails) }
  } finally {
    cluster.stop()
  }
}
