import { violatedUnique } from '../db/violation'
import type { ContactRow } from './contact-row'
import type { UpsertReport } from './upsert'

/**
 * A batch, each attempt as a whole. When a key clashes (two contacts that swap their numbers, a colleague who makes the same contact
 * now) it is halved until the line stands alone; that one is tried once more and then refused, the others are in.
 */
export async function upsertHalved(
  rows: readonly ContactRow[],
  attempt: (rows: readonly ContactRow[]) => Promise<UpsertReport>,
  again = true,
): Promise<UpsertReport[]> {
  if (rows.length === 0) return []
  try {
    return [await attempt(rows)]
  } catch (error) {
    if (violatedUnique(error) === null) throw error
    if (rows.length === 1) return again ? upsertHalved(rows, attempt, false) : [clashed(rows[0]!)]
    const half = rows.length >> 1
    return [...(await upsertHalved(rows.slice(0, half), attempt)), ...(await upsertHalved(rows.slice(half), attempt))]
  }
}

const clashed = ({ line, number, externalId, name }: ContactRow): UpsertReport => ({
  results: new Map(),
  refused: [{ line, code: 'contact-clash', facts: { line: String(line), key: number ?? externalId ?? name } }],
  ids: new Map(),
})
