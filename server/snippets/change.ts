import type { BodyOf } from '@postakte/shared/api/route'
import type { SnippetAnswer, SnippetOwner, snippetRoutes } from '@postakte/shared/api/snippets'
import { placeholders, unknownPlaceholders } from '@postakte/shared/model/placeholders'
import { Problem } from '@postakte/shared/model/problem'
import { searchText } from '@postakte/shared/model/search-text'
import type { ApiTx } from '../http/api/call'
import { changedMeanwhile, notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'
import { loadSnippet } from './snippets'

/** Everybody's own, and with a permission those of a team or of all. */
export async function addSnippet(tx: ApiTx, me: Acting, given: BodyOf<typeof snippetRoutes.addSnippet>): Promise<SnippetAnswer> {
  requireMayOwn(me, given.of)
  requireKnownPlaceholders(given.text)
  const [row] = await tx.query<{ id: string }>(
    `insert into snippets (name, shortcut, language, folder, text, owner_id, team_id, search) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id::text as id`,
    [
      given.name,
      given.shortcut,
      given.language,
      given.folder,
      given.text,
      ...columnsOf(me, given.of),
      searchText(given.name, given.shortcut, given.text),
    ],
  )
  tx.journal({ action: 'snippet.add', kind: 'snippet', recordId: row!.id, facts: { name: given.name, of: given.of } })
  return loadSnippet(tx, me, row!.id)
}

export async function changeSnippet(
  tx: ApiTx,
  me: Acting,
  id: string,
  change: BodyOf<typeof snippetRoutes.changeSnippet>,
): Promise<SnippetAnswer> {
  const before = await loadForChange(tx, me, id, change.version)
  const of = change.of ?? ownerOf(before)
  requireMayOwn(me, of)
  if (change.text !== undefined) requireKnownPlaceholders(change.text)
  const { version, of: _, ...fields } = change
  const now = changed(before, fields)
  const rows = await tx.query(
    `update snippets set name = $3, shortcut = $4, language = $5, folder = $6, text = $7, owner_id = $8, team_id = $9, search = $10, version = version + 1, updated_at = now()
     where id = $1::text::bigint and version = $2 and deleted_at is null returning id`,
    [
      id,
      version,
      now.name,
      now.shortcut,
      now.language,
      now.folder,
      now.text,
      ...columnsOf(me, of),
      searchText(now.name, now.shortcut, now.text),
    ],
  )
  if (rows.length === 0) throw changedMeanwhile(await loadSnippet(tx, me, id))
  tx.journal({ action: 'snippet.change', kind: 'snippet', recordId: id, facts: { ...fields, of } })
  return loadSnippet(tx, me, id)
}

type Fields = Pick<SnippetAnswer, 'name' | 'shortcut' | 'language' | 'folder' | 'text'>

const changed = (
  before: Fields,
  { name, shortcut, language, folder, text }: { [field in keyof Fields]?: Fields[field] | undefined },
): Fields => ({
  name: name ?? before.name,
  shortcut: shortcut === undefined ? before.shortcut : shortcut,
  language: language ?? before.language,
  folder: folder === undefined ? before.folder : folder,
  text: text ?? before.text,
})

export async function deleteSnippet(tx: ApiTx, me: Acting, id: string, version: number): Promise<SnippetAnswer> {
  await loadForChange(tx, me, id, version)
  const changed = await tx.query(
    `update snippets set deleted_at = now(), version = version + 1 where id = $1::text::bigint and version = $2 and deleted_at is null returning id`,
    [id, version],
  )
  if (changed.length === 0) throw changedMeanwhile(await loadSnippet(tx, me, id))
  tx.journal({ action: 'snippet.delete', kind: 'snippet', recordId: id })
  return loadSnippet(tx, me, id)
}

export async function undeleteSnippet(tx: ApiTx, me: Acting, id: string): Promise<SnippetAnswer> {
  requireMayChange(await loadSnippet(tx, me, id))
  const changed = await tx.query(
    `update snippets set deleted_at = null, version = version + 1 where id = $1::text::bigint and deleted_at is not null returning id`,
    [id],
  )
  if (changed.length > 0) tx.journal({ action: 'snippet.undelete', kind: 'snippet', recordId: id })
  return loadSnippet(tx, me, id)
}

async function loadForChange(tx: ApiTx, me: Acting, id: string, version: number): Promise<SnippetAnswer> {
  const snippet = await loadSnippet(tx, me, id)
  requireMayChange(snippet)
  if (snippet.version !== version || snippet.deleted) throw changedMeanwhile(snippet)
  return snippet
}

function requireMayChange({ mayChange }: SnippetAnswer): void {
  if (!mayChange) throw new Problem('not-allowed', { permission: 'snippets.write' })
}

/** A team must be one that the caller sees into; shared ones need the permission. */
function requireMayOwn(me: Acting, of: SnippetOwner): void {
  const audience = of.kind === 'me' ? -me.id : of.kind === 'team' ? of.teamId : 0
  if (!me.audiences.has(audience)) throw notFound()
  if (!can(me, 'edit', { kind: 'snippet', audience })) throw new Problem('not-allowed', { permission: 'snippets.write' })
}

function requireKnownPlaceholders(text: string): void {
  const [unknown] = unknownPlaceholders(text)
  if (unknown !== undefined)
    throw new Problem('snippet-placeholder-unknown', { given: unknown, known: Object.values(placeholders).join(', ') })
}

const columnsOf = (me: Acting, of: SnippetOwner): [number | null, number | null] =>
  of.kind === 'me' ? [me.id, null] : [null, of.kind === 'team' ? of.teamId : null]

function ownerOf({ own, team }: SnippetAnswer): SnippetOwner {
  if (own) return { kind: 'me' }
  return team === null ? { kind: 'all' } : { kind: 'team', teamId: team.id }
}
