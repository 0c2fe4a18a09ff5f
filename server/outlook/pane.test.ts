import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { bareApp } from '../testing/bare-app'
import { openMigrated } from '../testing/databases'

const built = readdirSync(join(import.meta.dirname, '../dist/outlook/assets'))
const script = `/outlook/assets/${built.find((name) => name.startsWith('panel-') && name.endsWith('.js'))}`

describe('the add-in for Outlook as the server hands it out', () => {
  let db: Db
  let routes: ReturnType<typeof bareApp>
  beforeAll(async () => {
    db = await openMigrated()
    routes = bareApp(db, { POSTAKTE_OUTLOOK_ORIGINS: 'https://mail.sonnberg.example/' })
  })
  afterAll(() => db.close())
  const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => routes.request(path, { method, headers })

  it('gives the pane without a sign-in, asked for anew each time', async () => {
    const answer = await get('/outlook/panel.html')
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(answer.headers.get('Cache-Control')).toBe('no-cache')
    expect(await answer.text()).toContain('appsforoffice.microsoft.com')
  })
  it('lets Microsoft’s pages and the company’s own Exchange frame it, and nobody else', async () => {
    const { headers } = await get('/outlook/panel.html')
    const policy = headers.get('Content-Security-Policy')!
    expect(policy.split('; ').find((one) => one.startsWith('frame-ancestors'))).toBe(
      'frame-ancestors https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://*.cloud.microsoft https://mail.sonnberg.example',
    )
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe-eval')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('unsafe-none')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('X-Frame-Options')).toBeNull()
  })
  it('lets browsers keep scripts for ever, whose names change with their content, and icons for a day', async () => {
    expect((await get(script)).headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    const icon = await get('/outlook/icons/icon-64.png')
    expect([icon.headers.get('Content-Type'), icon.headers.get('Cache-Control')]).toEqual(['image/png', 'public, max-age=86400'])
  })
  it('sends what is smallest for the browser, and the same content whichever it takes', async () => {
    const [plain, gzip, brotli] = await Promise.all([get(script), get(script, { 'Accept-Encoding': 'gzip, deflate' }), get(script, both)])
    expect([plain, gzip, brotli].map(({ headers }) => headers.get('Content-Encoding'))).toEqual([null, 'gzip', 'br'])
    expect(new Set([plain, gzip, brotli].map(({ headers }) => headers.get('ETag'))).size).toBe(1)
    expect(brotli.headers.get('Vary')).toBe('Accept-Encoding')
    const bytes = Buffer.from(await plain.arrayBuffer())
    expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).equals(bytes)).toBe(true)
    expect(brotliDecompressSync(Buffer.from(await brotli.arrayBuffer())).equals(bytes)).toBe(true)
    expect((await get(script, { 'Accept-Encoding': 'br;q=0, gzip;q=0' })).headers.get('Content-Encoding')).toBeNull()
    expect((await get('/outlook/icons/icon-64.png', both)).headers.get('Content-Encoding')).toBeNull()
  })
  it('says only that nothing changed to who has it already', async () => {
    const etag = (await get('/outlook/panel.html')).headers.get('ETag')!
    const again = await get('/outlook/panel.html', { 'If-None-Match': `"other", ${etag}` })
    expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', etag])
    expect((await get('/outlook/panel.html', { 'If-None-Match': '"other"' })).status).toBe(200)
  })
  it('answers a question for the head alone', async () => {
    const head = await get(script, {}, 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(Number(head.headers.get('Content-Length'))).toBeGreaterThan(1_000)
  })
  it.each([
    '/outlook/assets/gibt-es-nicht.js',
    '/outlook/',
    '/outlook/assets',
    `${script}.br`,
    '/outlook/..%2f..%2fpackage.json',
    '/outlook/%2e%2e/main.js',
    '/outlook/assets/..%5c..%5cmain.js',
    '/outlook//etc/passwd',
    '/outlook/panel.html%00.png',
    '/outlook/constructor',
  ])('has nothing at %s, and says so in the language asked for', async (path) => {
    const answer = await get(path, { 'Accept-Language': 'en' })
    expect(answer.status).toBe(404)
    expect(((await answer.json()) as { title: string }).title).toContain('There is no /')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  })
  it('leaves every other page unframed', async () => {
    for (const path of ['/sign-in/device', '/install/outlook', '/api'])
      expect((await get(path)).headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  })
})

const both = { 'Accept-Encoding': 'gzip, deflate, br, zstd' }
