import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'

/** The company that a person is to belong to; of a merged one the company that it became. */
export async function requireCompany(tx: Query, companyId: string | null): Promise<string | null> {
  if (companyId === null) return null
  const [company] = await tx.query<{ id: string }>(
    `select coalesce(merged_into, id)::text as id from contacts where id = $1::text::bigint and kind = 'company'`,
    [companyId],
  )
  if (!company) throw notFound()
  return company.id
}

/** Owners are users who are here. */
export async function requireUser(tx: Query, userId: number | null): Promise<void> {
  if (userId === null) return
  const [user] = await tx.query(`select id from users where id = $1::int and active`, [userId])
  if (!user) throw notFound()
}

/** The contacts that these became by merging, in their order, each once; all must be visible. */
export async function requireContacts(tx: Query, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<{ asked: string; id: string }>(
    `select id::text as asked, coalesce(merged_into, id)::text as id from contacts where id in (select jsonb_array_elements_text($1::text::jsonb)::bigint)`,
    [JSON.stringify(ids)],
  )
  if (rows.length < new Set(ids).size) throw notFound()
  return new Map(rows.map(({ asked, id }) => [asked, id]))
}
