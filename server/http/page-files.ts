import { readFileSync } from 'node:fs'
import { Problem } from '@postakte/shared/model/problem'
import type { Hono } from 'hono'
import { built } from './built'
import { typeOf } from './file-types'

/** Serves files that scripts/build.mjs put together for the browser: path → name of the file. */
export function servePageFiles(root: Hono, files: Readonly<Record<string, string>>): void {
  for (const [path, name] of Object.entries(files))
    root.get(
      path,
      () => new Response(readFileSync(pageFile(name)), { headers: { 'Content-Type': typeOf(name), 'Cache-Control': 'no-cache' } }),
    )
}

/** Path of a file beside the pages. */
export function pageFile(name: string): string {
  const path = built(`page/${name}`)
  if (!path) throw new Problem('not-found', { path: name })
  return path
}
