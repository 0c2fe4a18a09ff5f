import type { DocumentAnswer, documentRoutes } from '@postakte/shared/api/documents'
import type { BodyOf, QueryOf } from '@postakte/shared/api/route'
import { Problem } from '@postakte/shared/model/problem'
import { searchText } from '@postakte/shared/model/search-text'
import { base64 } from '../db/db'
import type { ApiTx } from '../http/api/call'
import { changedMeanwhile, notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'
import { safeName } from '../showing/safe-name'
import { loadDocument } from './documents'

/** A new document with its first file. */
export async function addDocument(
  tx: ApiTx,
  me: Acting,
  given: QueryOf<typeof documentRoutes.addDocument>,
  bytes: Uint8Array,
): Promise<DocumentAnswer> {
  requireMayOwn(me, given.teamId ?? null)
  const [row] = await tx.query<{ id: string }>(
    `insert into documents (name, team_id, search) values ($1, $2, $3) returning id::text as id`,
    [given.name, given.teamId ?? null, searchText(given.name)],
  )
  await insertFile(tx, me, row!.id, given, bytes)
  return told(tx, me, row!.id, 'add', given)
}

/** A new file takes the place of the one before, which is kept. */
export async function addFile(
  tx: ApiTx,
  me: Acting,
  id: string,
  given: QueryOf<typeof documentRoutes.addDocumentFile>,
  bytes: Uint8Array,
): Promise<DocumentAnswer> {
  await loadForChange(tx, me, id, given.version)
  await requireFirst(tx, me, id, await touch(tx, id, given.version, ''))
  await insertFile(tx, me, id, given, bytes)
  return told(tx, me, id, 'add-file', { fileName: given.fileName })
}

export async function changeDocument(
  tx: ApiTx,
  me: Acting,
  id: string,
  change: BodyOf<typeof documentRoutes.changeDocument>,
): Promise<DocumentAnswer> {
  const before = await loadForChange(tx, me, id, change.version)
  const name = change.name ?? before.name
  const teamId = change.teamId === undefined ? (before.team?.id ?? null) : change.teamId
  requireMayOwn(me, teamId)
  await requireFirst(
    tx,
    me,
    id,
    await touch(tx, id, change.version, ', name = $3, team_id = $4, search = $5', [name, teamId, searchText(name)]),
  )
  return told(tx, me, id, 'change', { name, teamId, before: before.name })
}

export async function deleteDocument(tx: ApiTx, me: Acting, id: string, version: number): Promise<DocumentAnswer> {
  await loadForChange(tx, me, id, version)
  await requireFirst(tx, me, id, await touch(tx, id, version, ', deleted_at = now()'))
  return told(tx, me, id, 'delete')
}

export async function undeleteDocument(tx: ApiTx, me: Acting, id: string): Promise<DocumentAnswer> {
  const before = await loadDocument(tx, me, id)
  if (!before.deleted) return before
  await tx.query(`update documents set deleted_at = null, version = version + 1 where id = $1::text::bigint and deleted_at is not null`, [
    id,
  ])
  return told(tx, me, id, 'undelete')
}

/** Sets what is named, on the version that the caller saw; the rows that it changed. */
const touch = (tx: ApiTx, id: string, version: number, set: string, values: readonly unknown[] = []) =>
  tx.query(
    `update documents set version = version + 1${set} where id = $1::text::bigint and version = $2 and deleted_at is null returning id`,
    [id, version, ...values],
  )

async function requireFirst(tx: ApiTx, me: Acting, id: string, changed: readonly unknown[]): Promise<void> {
  if (changed.length === 0) throw changedMeanwhile(await loadDocument(tx, me, id))
}

async function loadForChange(tx: ApiTx, me: Acting, id: string, version: number): Promise<DocumentAnswer> {
  const document = await loadDocument(tx, me, id)
  if (document.version !== version || document.deleted) throw changedMeanwhile(document)
  return document
}

function requireMayOwn(me: Acting, teamId: number | null): void {
  if (!can(me, 'edit', { kind: 'document', audience: teamId ?? 0 })) throw notFound()
}

async function insertFile(
  tx: ApiTx,
  me: Acting,
  id: string,
  { fileName, type }: { fileName: string; type: string },
  bytes: Uint8Array,
): Promise<void> {
  if (bytes.byteLength === 0) throw new Problem('document-empty')
  await tx.query(
    `insert into document_files (document_id, number, file_name, type, bytes, by_user)
     select $1::text::bigint, coalesce(max(f.number), 0) + 1, $2, $3, decode($4, 'base64'), $5 from document_files f where f.document_id = $1::text::bigint`,
    [id, safeName(fileName, 'dokument'), type, base64(bytes), me.id],
  )
}

function told(tx: ApiTx, me: Acting, id: string, action: string, facts: Readonly<Record<string, unknown>> = {}): Promise<DocumentAnswer> {
  tx.journal({ action: `document.${action}`, kind: 'document', recordId: id, facts })
  return loadDocument(tx, me, id)
}
