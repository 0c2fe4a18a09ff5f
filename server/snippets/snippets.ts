import type { SnippetAnswer } from '@postakte/shared/api/snippets'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'

export interface SnippetRow extends Omit<SnippetAnswer, 'own' | 'mayChange'> {
  readonly audience: number
  readonly rank: number
}

/** SQL; `user` is the caller. */
export const snippetColumns = `s.id::text as id, s.name, s.shortcut, s.language, s.folder, s.text, case when e.id is not null then jsonb_build_object('id', e.id, 'name', e.name) end as team,
  s.audience, s.version, s.deleted_at is not null as deleted, coalesce(n.times, 0) as used`
export const snippetTables = (user: string) =>
  `snippets s left join teams e on e.id = s.team_id left join snippet_uses n on n.snippet_id = s.id and n.user_id = ${user}`

export async function loadSnippet(tx: Query, me: Acting, id: string): Promise<SnippetAnswer> {
  const [row] = await tx.query<SnippetRow>(`select ${snippetColumns} from ${snippetTables('$2')} where s.id = $1::text::bigint`, [
    id,
    me.id,
  ])
  if (!row || !can(me, 'see', rightsOf(row))) throw notFound()
  return answerOf(me, row)
}

export function answerOf(me: Acting, row: SnippetRow): SnippetAnswer {
  const { audience, rank: _, ...answer } = row
  return { ...answer, own: audience === -me.id, mayChange: can(me, 'edit', rightsOf(row)) }
}

export const rightsOf = ({ audience, deleted }: SnippetRow) => ({ kind: 'snippet', audience, deleted }) as const
