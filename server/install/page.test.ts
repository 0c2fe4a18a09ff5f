import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { bareApp } from '../testing/bare-app'
import { startBrowser } from '../testing/browser'
import { browserPath, leftOut } from '../testing/components'
import { openMigrated } from '../testing/databases'

const pictures = join(import.meta.dirname, '../../.reports/pictures')
const base = 'https://post.sonnberg.example'

/** The real server, behind a proxy for TLS as one says that it is, and one without. */
describe.skipIf(leftOut('pages of the installation', 'Chromium', browserPath()))('the pages that say how Postakte is installed', () => {
  let browser: Browser
  let db: Db
  const servers: ServerType[] = []
  const errors: string[] = []
  let ready = ''
  let plain = ''

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    db = await openMigrated()
    plain = await listening('http://127.0.0.1:8787')
    ready = await listening(base)
    browser = await startBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    for (const server of servers) server.close()
    await db?.close()
  })

  async function listening(url: string): Promise<string> {
    const server = createAdaptorServer({ fetch: bareApp(db, { POSTAKTE_URL: url }).fetch })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  async function open(address: string, language = 'de', width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const context = await browser.newContext({ locale: language, viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) errors.push(message.text())
    })
    await context.route(/^https:/, (route) => route.abort())
    await page.goto(address)
    return page
  }
  const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth')

  it('leads from the list to Outlook, and to a manifest of this installation', async () => {
    const page = await open(`${ready}/install`)
    await page.click('text=Outlook')
    await page.locator('h1:has-text("Postakte in Outlook")').waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Manifest herunterladen')])
    expect(download.suggestedFilename()).toBe('postakte-outlook.xml')
    const answer = await fetch(`${ready}/install/outlook/manifest.xml`)
    expect(answer.headers.get('Content-Type')).toBe('application/xml; charset=utf-8')
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="postakte-outlook.xml"')
    const xml = await answer.text()
    const [id, version] = [/<Id>(.*)</.exec(xml)![1]!, /<Version>(.*)</.exec(xml)![1]!]
    expect(await page.textContent('main')).toContain(`Version ${version}, Kennung ${id}`)
  })
  it('speaks the language that is asked for, and switches', async () => {
    const page = await open(`${ready}/install/outlook`, 'en')
    expect(await page.textContent('#everyone h2')).toBe('For everybody, with Microsoft 365')
    await page.click('text=Deutsch')
    await page.locator('#everyone h2:has-text("Für alle, mit Microsoft 365")').waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('de')
  })
  it('says what to do, and offers no manifest, where Outlook would refuse it', async () => {
    const page = await open(`${plain}/install/outlook`)
    expect(await page.textContent('#not-ready')).toContain('http://127.0.0.1:8787')
    expect(await page.textContent('#not-ready')).toContain('POSTAKTE_URL')
    expect(await page.locator('[href*="manifest.xml"]').count()).toBe(0)
    const answer = await fetch(`${plain}/install/outlook/manifest.xml`)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'manifest-base'])
  })
  it('says so when it is read at another address than the one that Outlook will use, and shows a hostile one as text', async () => {
    const page = await open(`${ready}/install/outlook`)
    expect(await page.textContent('#elsewhere')).toContain(new URL(ready).host)
    const headers = { Host: '"><script>alert(1)</script>' }
    expect(await (await bareApp(db, { POSTAKTE_URL: base }).request('/install/outlook', { headers })).text()).toContain(
      '&lt;script&gt;alert(1)',
    )
  })
  it('is framed by nobody, runs no script, and loads nothing from elsewhere', async () => {
    const answer = await fetch(`${ready}/install/outlook`)
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(await answer.text()).not.toMatch(/<script|<img|style=|src=/)
  })
  it('sends one to a pane that stands by itself, as one is asked to try', async () => {
    const page = await open(`${ready}/outlook/panel.html`)
    await page.getByRole('button', { name: 'Im Browser anmelden' }).waitFor()
    expect(errors).toEqual([])
  })
  it.each([
    ['de', 1280, 'light'],
    ['de', 320, 'dark'],
    ['en', 1280, 'dark'],
    ['en', 320, 'light'],
  ] as const)('fit their window: %s, %i px, %s', async (language, width, scheme) => {
    for (const [name, address] of [
      ['list', `${ready}/install`],
      ['outlook', `${ready}/install/outlook`],
      ['not-ready', `${plain}/install/outlook`],
      ['thunderbird', `${ready}/install/thunderbird`],
      ['thunderbird-here', `${plain}/install/thunderbird`],
    ]) {
      const page = await open(address!, language, width, scheme)
      await page.screenshot({ path: join(pictures, `install-${name}-${language}-${width}-${scheme}.png`), fullPage: true })
      expect([name, await fits(page)]).toEqual([name, true])
    }
    expect(errors).toEqual([])
  })
})
