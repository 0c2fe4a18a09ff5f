import { searchPatterns, searchWord } from '@postakte/shared/model/search-text'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { parameters } from '../db/parameters'
import { cursorOf, idPart, pageOf, placeOf } from '../http/api/cursor'
import { type Acting, can } from '../rights/can'
import { answerOf, rightsOf, type SnippetRow, snippetColumns, snippetTables } from './snippets'

export interface SnippetPage {
  readonly after?: string | undefined
  readonly limit: number
  readonly q?: string | undefined
  readonly language?: string | undefined
  readonly folder?: string | undefined
}

/** Whose shortcut it is first, then whose name begins so; among equals the most used first. Without a question only that. */
const rankSql = (word: string) =>
  `case when lower(s.shortcut) = ${word} then 0 when starts_with(lower(s.shortcut), ${word}) then 1 when starts_with(s.search, ${word}) then 2 else 3 end`
const number = /^\d{1,9}$/

/** Snippets are some hundreds: all that the caller may see are looked through. */
export async function searchSnippets(tx: Query, me: Acting, { after, limit, q = '', language, folder }: SnippetPage) {
  const { put, values } = parameters()
  const place = placeOf(after, number, number, idPart)
  const user = put(me.id)
  const rank = q.trim() === '' ? '0' : rankSql(`${put(searchWord(q))}::text`)
  const conditions = [
    `s.deleted_at is null and s.audience = any(array(select jsonb_array_elements_text(${put(json([...me.audiences]))}::text::jsonb)::int))`,
    ...searchPatterns(q).map((pattern) => `s.search like ${put(pattern)}`),
    ...(language === undefined ? [] : [`s.language = ${put(language)}`]),
    ...(folder === undefined ? [] : [`s.folder = ${put(folder)}`]),
  ]
  const rows = await tx.query<SnippetRow>(
    `select * from (select ${snippetColumns}, ${rank} as rank from ${snippetTables(user)} where ${conditions.join(' and ')}) x
     ${place[2] === null ? '' : `where (x.rank, -x.used, x.id::bigint) > (${put(place[0])}::text::int, -${put(place[1])}::text::int, ${put(place[2])}::text::bigint)`}
     order by x.rank, -x.used, x.id::bigint limit ${put(limit + 1)}`,
    values,
  )
  return pageOf(
    rows.filter((row) => can(me, 'see', rightsOf(row))),
    limit,
    { item: (row) => answerOf(me, row), place: ({ rank, used, id }) => cursorOf(String(rank), String(used), id) },
  )
}
