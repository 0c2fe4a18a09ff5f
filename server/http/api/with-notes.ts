import type { Query } from '../../db/db'
import { type NewEvent, writeEvents } from '../../events/write'
import { writeJournal } from '../../journal/journal'
import type { Me } from '../../users/me'
import type { ApiTx, JournalNote } from './call'

/** The work, then what it noted: the journal and, last of all, the events. */
export async function withNotes<T>(plain: Query, me: Me, work: (tx: ApiTx) => Promise<T>): Promise<T> {
  const events: NewEvent[] = []
  const notes: JournalNote[] = []
  const done = await work({ ...plain, event: (event) => events.push(event), journal: (note) => notes.push(note) })
  await writeJournal(
    plain,
    notes.map((note) => ({ ...note, userId: me.id, via: 'api' as const })),
  )
  await writeEvents(plain, events, me.id)
  return done
}
