import type { ContactFromOutside, Upserted } from '@postakte/shared/api/import'
import { Problem } from '@postakte/shared/model/problem'
import type { ContactRow } from '../contacts/contact-row'
import { type UpsertReport, upsertContacts } from '../contacts/upsert'
import { upsertHalved } from '../contacts/upsert-halved'
import { usersByName } from '../contacts/users-by-name'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { hintsOf, setFurther } from './further'

export type Row = ContactFromOutside & { readonly externalId: string }
/** Before it is put into the caller's language. */
export type Outcome = Pick<Upserted, 'externalId' | 'result' | 'id'> & {
  readonly problem: Problem | null
  readonly hints: readonly Problem[]
}

/**
 * Contacts as another program has them, each with a result of its own: a row that cannot be taken keeps no other back. By the same
 * rules as a file (server/contacts/upsert.ts), but a number that belongs to another external id is refused, not taken over.
 */
export async function putContacts(tx: Query, rows: readonly Row[]): Promise<Outcome[]> {
  const refused = twice(rows)
  const users = await usersByName(tx)
  const wanted = rows.map((row, line) => contactRow(row, line)).filter(({ line }) => !refused.has(line))
  const parts = await upsertHalved(inOrder(wanted), (some) => tx.savepoint((inner) => upsertContacts(inner, some, users, false)))
  const taken = new Map(parts.flatMap(({ ids }) => [...ids]))
  for (const [line, problem] of await keptOut(tx, rows, parts)) refused.set(line, problem)
  const further = await setFurther(tx, rows, taken)
  const results = new Map(parts.flatMap((part) => [...part.results]))
  return rows.map((row, line) => ({
    externalId: row.externalId,
    result: refused.has(line) ? 'refused' : resultOf(results.get(line)!, further.changed.has(taken.get(line)!)),
    id: taken.get(line) ?? null,
    problem: refused.get(line) ?? null,
    hints: refused.has(line) ? [] : hintsOf(row, users, further.unlinked.has(line)),
  }))
}

const resultOf = (result: 'made' | 'changed' | 'unchanged', changedFurther: boolean) =>
  result === 'unchanged' && changedFurther ? 'changed' : result

const contactRow = (row: Row, line: number): ContactRow => ({
  line,
  kind: row.kind,
  number: row.number ?? null,
  externalId: row.externalId,
  name: row.name,
  companyNumber: null,
  companyName: null,
  addresses: [...new Set(row.addresses)],
  phones: [...new Set(row.phones)],
  owner: row.owner ?? null,
  active: row.active ?? null,
})

/** Two batches at the same moment take their rows in the same order, so that neither waits for the other for ever. */
const inOrder = (rows: readonly ContactRow[]) => [...rows].sort((one, other) => (one.externalId! < other.externalId! ? -1 : 1))

function twice(rows: readonly Row[]): Map<number, Problem> {
  const seen = new Set<string>()
  return new Map(
    rows.flatMap(({ externalId }, line) => {
      if (seen.has(externalId)) return [[line, new Problem('import-twice', { id: externalId })]]
      seen.add(externalId)
      return []
    }),
  )
}

/** Why rows were not taken: their number is another's, or their number and their external id are two contacts'. */
async function keptOut(tx: Query, rows: readonly Row[], parts: readonly UpsertReport[]): Promise<[number, Problem][]> {
  const all = parts.flatMap(({ refused }) => refused)
  if (all.length === 0) return []
  const known = await tx.query<{ id: string }>(
    `select external_id as id from contacts where external_id in (select jsonb_array_elements_text($1::text::jsonb))`,
    [json(all.map(({ line }) => rows[line]!.externalId))],
  )
  const ids = new Set(known.map(({ id }) => id))
  return all.map(({ line, code }) => {
    const { number = '', externalId } = rows[line]!
    const torn = ids.has(externalId) ? 'import-torn' : 'import-number-taken'
    return [line, new Problem(code === 'contact-torn' ? torn : 'import-clash', { number, id: externalId })]
  })
}
