import type { folder, foldersRoutes } from '@postakte/shared/api/folders'
import type { BodyOf } from '@postakte/shared/api/route'
import { Problem } from '@postakte/shared/model/problem'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { changedMeanwhile, notFound } from '../http/problem-with'
import type { Acting } from '../rights/can'

export type Folder = z.output<typeof folder>
type Loaded = Folder & { readonly audience: number }

const columns = `f.id, f.name, f.parent_id as "parentId", f.team_id as "teamId", f.version, f.audience`

/** The folders of all teams that this user may see; parents come with their children, in no order but by name. */
export async function listFolders(tx: Query, me: Acting): Promise<Folder[]> {
  const folders = await tx.query<Loaded>(`select ${columns} from folders f order by f.name, f.id`)
  return folders.filter(({ audience }) => me.audiences.has(audience))
}

async function seeFolder(tx: Query, me: Acting, id: number): Promise<Loaded> {
  const [one] = await tx.query<Loaded>(`select ${columns} from folders f where f.id = $1::int`, [id])
  if (!one || !me.audiences.has(one.audience)) throw notFound()
  return one
}

/** A folder inside another is of the same team; changes of folders wait for each other. */
export async function makeFolder(
  tx: Query,
  me: Acting,
  { name, parentId, teamId }: BodyOf<typeof foldersRoutes.makeFolder>,
): Promise<Loaded> {
  await tx.query('select lock_folders()')
  const parent = parentId ? await seeFolder(tx, me, parentId) : null
  if (parent && teamId !== undefined && teamId !== parent.teamId) throw new Problem('folder-other-team')
  const [made] = await tx.query<{ id: number }>(
    `insert into folders (name, parent_id, team_id) values ($1, $2::int, $3::int) on conflict do nothing returning id`,
    [name, parent?.id ?? null, parent ? parent.teamId : (teamId ?? null)],
  )
  if (!made) throw new Problem('folder-exists', { name })
  return seeFolder(tx, me, made.id)
}

export async function changeFolder(
  tx: Query,
  me: Acting,
  id: number,
  { version, name, parentId }: BodyOf<typeof foldersRoutes.changeFolder>,
): Promise<{ before: Loaded; now: Loaded }> {
  await tx.query('select lock_folders()')
  const before = await seeFolder(tx, me, id)
  const wanted = { name: name ?? before.name, parentId: parentId === undefined ? before.parentId : parentId }
  if (wanted.parentId !== null && wanted.parentId !== before.parentId) await refuseParent(tx, me, before, wanted.parentId)
  await refuseTwin(tx, before, wanted)
  const done = await tx.query(
    `update folders set name = $3, parent_id = $4::int, version = version + 1 where id = $1::int and version = $2::int returning id`,
    [id, version, wanted.name, wanted.parentId],
  )
  if (done.length === 0) throw changedMeanwhile(shown(before))
  return { before, now: await seeFolder(tx, me, id) }
}

async function refuseParent(tx: Query, me: Acting, one: Loaded, parentId: number): Promise<void> {
  const parent = await seeFolder(tx, me, parentId)
  if (parent.teamId !== one.teamId) throw new Problem('folder-other-team')
  const [row] = await tx.query<{ circle: boolean }>(`select is_under($1::int, $2::int) as circle`, [parentId, one.id])
  if (row?.circle) throw new Problem('folder-circle')
}

async function refuseTwin(tx: Query, { id, teamId }: Loaded, { name, parentId }: { name: string; parentId: number | null }): Promise<void> {
  const twins = await tx.query(
    `select id from folders where id <> $1::int and name = $2 and parent_id is not distinct from $3::int and team_id is not distinct from $4::int`,
    [id, name, parentId, teamId],
  )
  if (twins.length > 0) throw new Problem('folder-exists', { name })
}

/** Only a folder in which this user sees nothing. */
export async function removeFolder(tx: Query, me: Acting, id: number, version: number | undefined): Promise<Loaded> {
  const one = await seeFolder(tx, me, id)
  const [row] = await tx.query<{ result: string }>(`select remove_folder($1::int, $2::int) as result`, [id, version ?? null])
  if (row?.result === 'not-empty') throw new Problem('folder-not-empty', { name: one.name })
  if (row?.result === 'changed') throw changedMeanwhile(shown(one))
  if (row?.result !== 'done') throw notFound()
  return one
}

const shown = ({ audience: _, ...one }: Loaded): Folder => one
