import type { Hono } from 'hono'
import type { ApiParts } from '../http/api/call'
import { servePageFiles } from '../http/page-files'
import { comeBack, returnPath } from './company'

/** The page where a program is signed in through the browser, and the way back from the company's sign-in service. */
export function signInPageRoutes(root: Hono, { db, config }: ApiParts): void {
  servePageFiles(root, {
    '/sign-in/device': 'device.html',
    '/sign-in/device.css': 'device.css',
    '/sign-in/device.js': 'device.js',
    '/pages/base.css': 'base.css',
    '/pages/icon.svg': 'icon.svg',
  })
  root.get(returnPath, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.redirect(await comeBack(db, config, new URL(c.req.url).search), 303)
  })
}
