import type { Hono } from 'hono'
import { servePageFiles } from '../http/page-files'

/** The shell of the page; everything of a mail comes as JSON and is shown as text only. */
export function devPageRoutes(root: Hono): void {
  root.get('/', (c) => c.redirect('/dev/mails'))
  servePageFiles(root, { '/dev/mails': 'mails.html', '/dev/mails.css': 'mails.css', '/dev/mails.js': 'mails.js' })
}
