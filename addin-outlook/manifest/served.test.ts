import type { Db } from '@postakte/server/db/db'
import { bareApp } from '@postakte/server/testing/bare-app'
import { openMigrated } from '@postakte/server/testing/databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { converted, noSchemas, validated } from './microsoft'
import { sizeOfPng } from './png'
import { faultsOf } from './rules'
import { allBelow, readXml } from './xml'

const base = 'https://post.sonnberg.example:8443'

describe('the manifest that the server hands out', () => {
  let db: Db
  let xml = ''
  /** Path → what the server answers there, for all that the manifest names of it. */
  const answers = new Map<string, { readonly response: Response; readonly bytes: Uint8Array }>()

  beforeAll(async () => {
    db = await openMigrated()
    const routes = bareApp(db, { POSTAKTE_URL: base })
    xml = await (await routes.request('/install/outlook/manifest.xml')).text()
    for (const path of pathsIn(xml)) {
      const response = await routes.request(path)
      answers.set(path, { response, bytes: new Uint8Array(await response.arrayBuffer()) })
    }
  })
  afterAll(() => db.close())

  it('keeps the rules of Exchange and Outlook, with the pages and pictures that are really there', () => {
    const ok = (path: string) => answers.get(path)?.response.status === 200
    const picture = (path: string) => (ok(path) ? sizeOfPng(answers.get(path)!.bytes) : null)
    const script = Buffer.from(answers.get('/outlook/sending.js')!.bytes).toString()
    const functions = [...script.matchAll(/associate\(\s*["'`](\w+)["'`]/g)].map((match) => match[1]!)
    expect(faultsOf(xml, { picture, pageExists: ok, functions })).toEqual([])
    expect([...answers.keys()].filter((path) => !ok(path))).toEqual([])
  })
  it.each(['de-de', 'en-us'])("goes through Microsoft's converter and JSON schema (%s)", async (locale) => {
    expect(await converted(xml, locale)).toEqual([])
  })
  it.skipIf(noSchemas)("is valid by Microsoft's XSDs", () => {
    expect(validated(xml)).toBe('- validates')
  })
  it('names icons that Outlook will show: anyone may load and keep them', () => {
    const icons = [...answers].filter(([path]) => path.endsWith('.png')).map(([, { response }]) => response.headers)
    expect(icons.length).toBeGreaterThanOrEqual(5)
    for (const headers of icons) {
      expect(headers.get('Cache-Control')).not.toMatch(/no-cache|no-store|private/)
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    }
  })
})

/** Of all addresses of this installation in a manifest. */
function pathsIn(xml: string): readonly string[] {
  const values = allBelow(readXml(xml)).flatMap(({ attributes, text }) => [attributes.DefaultValue ?? '', text])
  return [...new Set(values.filter((one) => one.startsWith(`${base}/`)).map((one) => new URL(one).pathname))]
}
