import type { Query } from '../db/db'
import { ProblemWith } from '../http/problem-with'

/** The number is another contact's; which one, as far as the caller may see contacts at all. */
export async function numberTaken(tx: Query, number: string): Promise<ProblemWith> {
  const [by] = await tx.query(`select id::text as id, kind, number, name from contacts where number = $1`, [number])
  return new ProblemWith('contact-number-taken', { contact: by ?? null }, { number })
}
