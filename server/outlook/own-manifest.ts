import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { manifestFor, templateInstallation, versionOf } from '@postakte/shared/outlook/installation'
import type { Query } from '../db/db'
import { pageFile } from '../http/page-files'

export interface OwnManifest {
  readonly xml: string
  readonly id: string
  readonly version: string
}

const key = 'outlook-add-in'

/** This installation's manifest: its id stays, also when the address changes, and the version rises whenever the content does. */
export async function ownManifest(db: Query, base: string): Promise<OwnManifest> {
  const template = readFileSync(pageFile('manifest.xml'), 'utf8')
  const content = createHash('sha256')
    .update(manifestFor(template, { ...templateInstallation, base }))
    .digest('hex')
  const { id, revision } = (await kept(db, content)) ?? (await keep(db, content))
  const xml = manifestFor(template, { base, id, revision })
  return { xml, id, version: versionOf(xml) }
}

type Kept = { readonly id: string; readonly revision: number }

async function kept(db: Query, content: string): Promise<Kept | null> {
  const [row] = await db.query<{ value: Kept }>(`select value from settings where key = $1 and value ->> 'content' = $2`, [key, content])
  return row?.value ?? null
}

/** Of several servers that ask at once, one makes or raises it, and the others find it so. */
async function keep(db: Query, content: string): Promise<Kept> {
  const [row] = await db.query<{ value: Kept }>(
    `insert into settings (key, value) values ($1, jsonb_build_object('id', $2::text, 'content', $3::text, 'revision', 0))
     on conflict (key) do update set value = case when settings.value ->> 'content' = $3::text then settings.value
       else settings.value || jsonb_build_object('content', $3::text, 'revision', (settings.value ->> 'revision')::int + 1) end
     returning value`,
    [key, randomUUID(), content],
  )
  return row!.value
}
