import type { Contact, contactMerge } from '@postakte/shared/api/contacts'
import { Problem } from '@postakte/shared/model/problem'
import type { z } from 'zod'
import type { Query } from '../../db/db'
import { notFound } from '../../http/problem-with'

export type Merge = z.output<typeof contactMerge>

/** Merges into this contact that can be undone, newest first. */
export const mergesInto = (tx: Query, contactId: string): Promise<Merge[]> =>
  tx.query<Merge>(
    `select g.id::text as id, jsonb_build_object('id', c.id::text, 'kind', c.kind, 'number', c.number, 'name', c.name) as contact,
       case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as "mergedBy",
       to_char(g.merged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "mergedAt"
     from contact_merges g join contacts c on c.id = g.from_id left join users u on u.id = g.merged_by
     where g.into_id = $1::text::bigint and g.undone_at is null order by g.id desc`,
    [contactId],
  )

/** Merges `from` into `into`: what goes over and what stays is said in docs/contacts.md. */
export async function mergeContacts(tx: Query, from: Contact, into: Contact): Promise<Merge> {
  if (from.id === into.id) throw new Problem('merge-with-itself')
  for (const one of [from, into]) if (one.mergedInto !== null) throw new Problem('contact-is-merged', { name: one.mergedInto.name })
  if (from.kind !== into.kind) throw new Problem('merge-of-two-kinds')
  const [made] = await tx.query<{ id: string | null }>(`select merge_contacts($1::text::bigint, $2::text::bigint)::text as id`, [
    from.id,
    into.id,
  ])
  // Somebody else merged or changed one of them since it was looked at.
  if (made!.id === null) throw new Problem('server-busy')
  return (await mergesInto(tx, into.id)).find(({ id }) => id === made!.id)!
}

/** Gives the contact that is there again. */
export async function undoMerge(tx: Query, into: Contact, mergeId: string): Promise<Merge> {
  const merge = (await mergesInto(tx, into.id)).find(({ id }) => id === mergeId)
  if (!merge) throw notFound()
  const [undone] = await tx.query<{ done: boolean }>(`select undo_merge($1::text::bigint) as done`, [mergeId])
  if (!undone!.done) throw new Problem('merge-later-first', { name: into.mergedInto?.name ?? into.name })
  return merge
}
