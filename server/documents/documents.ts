import type { DocumentAnswer, DocumentFile } from '@postakte/shared/api/documents'
import { searchPatterns } from '@postakte/shared/model/search-text'
import type { Query } from '../db/db'
import { instantOf } from '../db/instant'
import { json } from '../db/json'
import { parameters } from '../db/parameters'
import { cursorOf, idPart, pageOf, placeOf, textPart } from '../http/api/cursor'
import { notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'

interface DocumentRow extends Omit<DocumentAnswer, 'mayChange'> {
  readonly audience: number
}

const fileSql = (f: string, u: string) =>
  `jsonb_build_object('number', ${f}.number, 'fileName', ${f}.file_name, 'type', ${f}.type, 'size', ${f}.size, 'sha256', encode(${f}.sha256, 'hex'), 'at', ${instantOf(`${f}.at`)}, 'by', jsonb_build_object('id', ${u}.id, 'name', ${u}.name))`
const columns = `d.id::text as id, d.name, case when e.id is not null then jsonb_build_object('id', e.id, 'name', e.name) end as team, d.audience, d.version, d.deleted_at is not null as deleted, ${fileSql('f', 'u')} as file`
const tables = `documents d left join teams e on e.id = d.team_id
  cross join lateral (select * from (select document_id, number, file_name, type, size, sha256, at, by_user from document_files) n where n.document_id = d.id order by n.number desc limit 1) f join users u on u.id = f.by_user`

export async function loadDocument(tx: Query, me: Acting, id: string): Promise<DocumentAnswer> {
  const [row] = await tx.query<DocumentRow>(`select ${columns} from ${tables} where d.id = $1::text::bigint`, [id])
  if (!row || !can(me, 'see', rightsOf(row))) throw notFound()
  return answerOf(me, row)
}

/** Every file that the document was, newest first. */
export const filesOf = async (tx: Query, id: string): Promise<DocumentFile[]> =>
  (
    await tx.query<{ file: DocumentFile }>(
      `select ${fileSql('f', 'u')} as file from document_files f join users u on u.id = f.by_user where f.document_id = $1::text::bigint order by f.number desc limit 200`,
      [id],
    )
  ).map(({ file }) => file)

export interface DocumentPage {
  readonly after?: string | undefined
  readonly limit: number
  readonly q?: string | undefined
  readonly team?: number | undefined
}

/** By name. Documents are some hundreds: all that the caller may see are looked through. */
export async function listDocuments(tx: Query, me: Acting, { after, limit, q = '', team }: DocumentPage) {
  if (team !== undefined && !me.audiences.has(team)) throw notFound()
  const { put, values } = parameters()
  const [name, id] = placeOf(after, textPart, idPart)
  const conditions = [
    `d.deleted_at is null and d.audience = any(array(select jsonb_array_elements_text(${put(json([...me.audiences]))}::text::jsonb)::int))`,
    ...searchPatterns(q).map((pattern) => `d.search like ${put(pattern)}`),
    ...(team === undefined ? [] : [`d.team_id = ${put(team)}`]),
    ...(id === null ? [] : [`(d.name, d.id) > (${put(name)}, ${put(id)}::text::bigint)`]),
  ]
  const rows = await tx.query<DocumentRow>(
    `select ${columns} from ${tables} where ${conditions.join(' and ')} order by d.name, d.id limit ${put(limit + 1)}`,
    values,
  )
  return pageOf(
    rows.filter((row) => can(me, 'see', rightsOf(row))),
    limit,
    { item: (row) => answerOf(me, row), place: (row) => cursorOf(row.name, row.id) },
  )
}

const rightsOf = ({ audience, deleted }: DocumentRow) => ({ kind: 'document', audience, deleted }) as const

function answerOf(me: Acting, row: DocumentRow): DocumentAnswer {
  const { audience: _, ...answer } = row
  return { ...answer, mayChange: can(me, 'edit', rightsOf(row)) }
}
