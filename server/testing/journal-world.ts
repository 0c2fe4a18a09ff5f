import type { Query } from '../db/db'
import type { FindingKind } from '../journal/finding'
import { writeJournal } from '../journal/journal'
import { type Verification, verifyJournal } from '../journal/verify'

/** Nadja Stein (1) and Tim Vogel (2) of the world. */
export const nadja = 1
export const tim = 2

export async function addUsers(db: Query): Promise<void> {
  await db.query(`insert into users (login, name) values ('n.stein', 'Nadja Stein'), ('t.vogel', 'Tim Vogel')`)
}

/** A morning in the house: five rows, of which three have facts. */
export function morning(db: Query): Promise<void> {
  return writeJournal(db, [
    { userId: nadja, via: 'api', action: 'case.close', kind: 'case', recordId: '4711', facts: { title: 'Abo-Umstellung' } },
    { userId: tim, onBehalfOf: nadja, via: 'api', action: 'mail.read', kind: 'mail', recordId: '17' },
    {
      userId: null,
      via: 'intake',
      action: 'filing.add',
      kind: 'mail',
      recordId: '18',
      facts: { because: 'address', from: 'anna@huber-verlag.example' },
    },
    {
      userId: tim,
      via: 'cli',
      action: 'contact.change',
      kind: 'contact',
      recordId: '10024',
      facts: { name: 'Anna Huber', phones: ['0931 123'] },
    },
    { userId: nadja, via: 'api', action: 'denied', kind: 'case', recordId: '4720' },
  ])
}

export interface Verified extends Verification {
  readonly told: readonly Told[]
}
export type Told = { readonly kind: FindingKind } & Readonly<Record<string, string>>

export async function verified(db: Query, head: string | null = null): Promise<Verified> {
  const told: Told[] = []
  const result = await verifyJournal(db, head, { finding: (kind, facts) => told.push({ ...facts, kind }), progress: () => {} })
  return { ...result, told }
}

class RolledBack extends Error {}

/** Does something in a transaction that is rolled back, so that the next case finds everything as it was. */
export async function undone<T>(
  db: { transaction<U>(work: (tx: Query) => Promise<U>): Promise<U> },
  work: (tx: Query) => Promise<T>,
): Promise<T> {
  let result: T | undefined
  await db
    .transaction(async (tx) => {
      result = await work(tx)
      throw new RolledBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
  return result as T
}

/** As a superuser who switches off what stands in the way. */
export async function asIntruder(tx: Query, statements: readonly string[]): Promise<void> {
  await tx.query('set local session_replication_role = replica')
  for (const statement of statements) await tx.query(statement)
  await tx.query('set local session_replication_role = origin')
}
