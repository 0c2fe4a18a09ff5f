import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import { Hono } from 'hono'

const files: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/dev/mails': { file: 'mails.html', type: 'text/html; charset=utf-8' },
  '/dev/mails.css': { file: 'mails.css', type: 'text/css; charset=utf-8' },
  '/dev/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
  '/dev/mails.js': { file: 'mails.js', type: 'text/javascript; charset=utf-8' },
}

/** The shell of the page; everything of a mail comes as JSON and is shown as text only. */
export function pageRoutes(): Hono {
  const routes = new Hono()
  routes.get('/', (c) => c.redirect('/dev/mails'))
  for (const [path, { file, type }] of Object.entries(files))
    routes.get(
      path,
      () =>
        new Response(readFileSync(pageFile(file)), {
          headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' },
        }),
    )
  return routes
}

function pageFile(name: string): string {
  const path = [join(import.meta.dirname, 'page', name), join(import.meta.dirname, '../dist/page', name)].find((one) => existsSync(one))
  if (!path) throw new Problem('not-found', { path: name })
  return path
}
