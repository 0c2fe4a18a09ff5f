import type { Context, Hono } from 'hono'
import type { Config } from '../config'
import { addOnPath, ownAddOn, updatesOf, updatesPath } from './own-add-on'
import { policiesOf, propertyListOf } from './policies'

export const policiesPath = '/install/thunderbird/policies.json'
export const propertyListPath = '/install/thunderbird/org.mozilla.thunderbird.plist'
export const vendorPath = '/install/thunderbird/VENDOR.md'

/** This installation's add-on for Thunderbird, and what a company's roll-out needs of it. For anyone, as the pages are. */
export function addOnRoutes(root: Hono, { url: base }: Pick<Config, 'url'>): void {
  root.get(addOnPath, (c) => {
    const { bytes, sha256 } = ownAddOn(base)
    const etag = `"${sha256.slice(0, 22)}"`
    // Saved, not opened: Firefox would try to install it in itself.
    const headers = {
      'Content-Type': 'application/x-xpinstall',
      'Content-Disposition': 'attachment; filename="postakte.xpi"',
      'Cache-Control': 'no-cache',
      ETag: etag,
    }
    const known = (c.req.header('If-None-Match') ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
    return known ? c.body(null, 304, headers) : c.body(bytes, 200, { ...headers, 'Content-Length': String(bytes.length) })
  })
  root.get(updatesPath, (c) => json(c, updatesOf(base)))
  root.get(policiesPath, (c) => {
    c.header('Content-Disposition', 'attachment; filename="policies.json"')
    return json(c, policiesOf(base))
  })
  root.get(propertyListPath, (c) =>
    c.body(propertyListOf(base), 200, {
      'Content-Type': 'application/x-plist',
      'Content-Disposition': 'attachment; filename="org.mozilla.thunderbird.plist"',
      'Cache-Control': 'no-cache',
    }),
  )
  root.get(vendorPath, (c) =>
    c.body(ownAddOn(base).vendor, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' }),
  )
}

/** For people, too, who look at it or put it into a file of their own. */
const json = (c: Context, value: unknown) =>
  c.body(`${JSON.stringify(value, null, 2)}\n`, 200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-cache' })
