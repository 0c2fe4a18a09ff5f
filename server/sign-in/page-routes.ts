import { windowPath } from '@postakte/shared/thunderbird/sign-in-window'
import type { Hono } from 'hono'
import type { ApiParts } from '../http/api/call'
import { clientAddress } from '../http/client-address'
import { servePageFiles } from '../http/page-files'
import { comeBack, returnPath } from './company'
import { beginInWindow } from './thunderbird-window'

/** The page where a program is signed in through the browser, Thunderbird's own window, and the way back from the company's sign-in service. */
export function signInPageRoutes(root: Hono, { db, config }: ApiParts): void {
  servePageFiles(root, {
    '/sign-in/device': 'device.html',
    '/sign-in/device.css': 'device.css',
    '/sign-in/device.js': 'device.js',
    '/pages/base.css': 'base.css',
    '/pages/icon.svg': 'icon.svg',
  })
  root.get(windowPath, async (c) => {
    c.header('Cache-Control', 'no-store')
    const asked = Object.fromEntries(new URL(c.req.url).searchParams)
    return c.redirect(await beginInWindow(db, config, clientAddress(c, config.trustedProxies), asked), 303)
  })
  root.get(returnPath, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.redirect(await comeBack(db, config, new URL(c.req.url).search), 303)
  })
}
