import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser'
import { browserPath, leftOut } from '../testing/components'
import { type OpenIdProvider, oidcClient, startOpenIdProvider } from '../testing/openid-provider'
import { freePort } from '../testing/postgres'

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
const pictures = join(import.meta.dirname, '../../.reports/pictures')

/** The real server on the embedded database with the demo world, a real sign-in service, a real Chromium. */
describe.skipIf(leftOut('page of the hand-over sign-in', 'Chromium', browserPath()))('the page where a program is signed in', () => {
  let server: ChildProcess
  let service: OpenIdProvider
  let browser: Browser
  let address = ''
  let password = ''
  /** Everything that the server printed. */
  let printed = ''
  const errors: string[] = []

  beforeAll(async () => {
    const port = await freePort()
    address = `http://127.0.0.1:${port}`
    mkdirSync(pictures, { recursive: true })
    service = await startOpenIdProvider(`${address}/sign-in/company/return`)
    server = spawn(process.execPath, [join(import.meta.dirname, '../dist/main.js')], {
      env: {
        PATH: process.env.PATH,
        POSTAKTE_DATA: mkdtempSync(join(tmpdir(), 'postakte-sign-in-')),
        POSTAKTE_PORT: String(port),
        POSTAKTE_LANGUAGE: 'de',
        POSTAKTE_URL: address,
        POSTAKTE_OIDC_ISSUER: service.issuer,
        POSTAKTE_OIDC_CLIENT_ID: oidcClient.id,
        POSTAKTE_OIDC_CLIENT_SECRET: oidcClient.secret,
        POSTAKTE_OIDC_LOGIN_CLAIM: 'preferred_username',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    password = await new Promise<string>((resolve) => {
      for (const stream of [server.stdout!, server.stderr!])
        stream.on('data', (chunk: Buffer) => {
          printed += chunk
          const found = /Kennwort: +(\S+)/.exec(printed)
          if (found) resolve(found[1]!)
        })
    })
    browser = await startBrowser()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    server?.kill()
    await service?.stop()
  })

  const post = async (path: string, body: unknown) =>
    (
      await fetch(`${address}${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
    ).json() as never
  /** What a panel does. */
  const start = (
    name = 'Outlook, Büro',
  ): Promise<{ deviceCode: string; userCode: string; verificationUri: string; verificationUriComplete: string }> =>
    post('/api/device', { program: 'outlook', name })
  const poll = ({ deviceCode }: { deviceCode: string }): Promise<{ code?: string; accessToken?: string; refreshToken?: string }> =>
    post('/api/device/token', { deviceCode })
  const whoIs = async (token: string) =>
    ((await (await fetch(`${address}/api/me`, { headers: { Authorization: `Bearer ${token}` } })).json()) as { login: string }).login

  const open = async (url: string, language: 'de' | 'en' = 'de', width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    const context: BrowserContext = await browser.newContext({ locale: language, viewport: { width, height: 800 }, colorScheme })
    const page = await context.newPage()
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) errors.push(message.text())
    })
    await page.goto(url)
    return page
  }
  const signIn = async (page: Page, login = 'nora', word = password) => {
    await page.fill('#login', login)
    await page.fill('#password', word)
    await page.click('#sign-in-button')
  }
  const shown = (page: Page, id: string) => page.waitForSelector(`#${id}`, { state: 'visible' })

  it('asks who one is, shows what wants to sign in, and gives the panel its tokens after a click', { timeout: 120_000 }, async () => {
    const started = await start()
    const page = await open(started.verificationUriComplete)
    expect(await page.evaluate(() => location.hash)).toBe('')
    await signIn(page)
    await shown(page, 'question')
    expect(await page.textContent('#facts')).toContain('Outlook, Büro')
    expect(await page.textContent('#facts .code')).toBe(started.userCode)
    expect(await page.textContent('#who-name')).toBe('Sie sind Nora Stein.')
    expect((await poll(started)).code).toBe('authorization_pending')
    await page.click('#confirm')
    await shown(page, 'result')
    const { accessToken, refreshToken } = await poll(started)
    expect(await whoIs(accessToken!)).toBe('nora')
    const storage = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.documentElement.outerHTML]),
    )
    expect(storage).not.toMatch(/p[ar]_[\w-]{43}/)
    for (const secret of [accessToken!, refreshToken!, password]) expect(printed.replace(/Kennwort: +\S+/, '')).not.toContain(secret)
    const sessions = (await (await fetch(`${address}/api/sessions`, { headers: { Authorization: `Bearer ${accessToken}` } })).json()) as {
      items: { name: string }[]
    }
    // The page signed itself out again.
    expect(sessions.items.map(({ name }) => name)).toEqual(['Outlook, Büro'])
  })
  it('takes a typed code, and one in lower case without the hyphen', async () => {
    const started = await start()
    const page = await open(started.verificationUri)
    await signIn(page)
    await shown(page, 'enter')
    await page.fill('#code', started.userCode.toLowerCase().replace('-', ''))
    await page.keyboard.press('Enter')
    await shown(page, 'question')
    await page.click('#refuse')
    await page.waitForSelector('#result:has-text("Abgelehnt")')
    expect((await poll(started)).code).toBe('access_denied')
  })
  it('says what is wrong with the password and with the code', async () => {
    const page = await open(`${address}/sign-in/device#BCDF-GHJK`)
    await signIn(page, 'nora', 'falsch')
    await page.waitForSelector('#error:has-text("Anmeldung oder Kennwort stimmt nicht")')
    await signIn(page)
    await page.waitForSelector('#error:has-text("Diesen Code gibt es nicht")')
    expect(await page.inputValue('#code')).toBe('BCDF-GHJK')
  })
  it('shows a hostile name as text, and runs nothing that stands behind the #', async () => {
    const started = await start('<img src=x onerror=alert(1)> \u202egnp.exe')
    const page = await open(started.verificationUriComplete)
    await signIn(page)
    await shown(page, 'question')
    expect(await page.locator('#facts img').count()).toBe(0)
    expect(await page.textContent('#facts')).toContain('<img src=x onerror=alert(1)> \ufffdgnp.exe')
    for (const hash of ['<img src=x onerror=alert(1)>', 'problem=__proto__', 'code=', '%E0%A4%A', 'javascript:alert(1)']) {
      const other = await open(`${address}/sign-in/device#${hash}`)
      await shown(other, 'sign-in')
      expect(await other.inputValue('#code')).toBe('')
    }
    expect(errors).toEqual([])
  })
  it('signs in with the company’s account, keeps the code on the way, and puts no token into an address', {
    timeout: 120_000,
  }, async () => {
    service.signsInAs = { sub: 'r-1', preferred_username: 'ruth' }
    const started = await start()
    const page = await open(started.verificationUriComplete, 'en')
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await shown(page, 'company')
    await page.click('#company')
    await shown(page, 'question')
    expect(await page.textContent('#who-name')).toBe('You are Ruth Özdemir.')
    expect(await page.textContent('#facts .code')).toBe(started.userCode)
    await page.click('#confirm')
    await shown(page, 'result')
    const { accessToken } = await poll(started)
    expect(await whoIs(accessToken!)).toBe('ruth')
    expect(addresses.filter((one) => /p[ar]_[\w-]{43}/.test(one))).toEqual([])
    expect(addresses.filter((one) => one.startsWith(address) && /pc_/.test(new URL(one).pathname + new URL(one).search))).toEqual([])
  })
  it('says in words that the company’s service knows somebody whom we do not', async () => {
    service.signsInAs = { sub: 'x-1', preferred_username: 'niemand' }
    const page = await open(`${address}/sign-in/device`)
    await shown(page, 'company')
    await page.click('#company')
    await page.waitForSelector('#error:has-text("Postakte noch nicht")')
  })
  it('is walked by keyboard alone', async () => {
    const started = await start()
    const page = await open(started.verificationUriComplete)
    await page.waitForFunction(() => document.activeElement?.id === 'login')
    await page.keyboard.type('tim')
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'question')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('confirm')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'result')
  })
  it('says that the server is gone', async () => {
    const page = await open(`${address}/sign-in/device`)
    await page.route('**/api/sessions', (route) => route.abort())
    await signIn(page)
    await page.waitForSelector('#error:has-text("Der Server antwortet nicht")')
  })
  it('is framed by nobody, and loads nothing from elsewhere', async () => {
    const { headers } = await fetch(`${address}/sign-in/device`)
    expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(await (await fetch(`${address}/sign-in/device`)).text()).not.toMatch(/https?:|<script>|style=/)
  })

  it.each([
    ['de', 1280, 'light'],
    ['de', 320, 'dark'],
    ['en', 1280, 'dark'],
    ['en', 320, 'light'],
  ] as const)('fits its window: %s, %i px, %s', async (language, width, scheme) => {
    const started = await start('Outlook auf dem zweiten Rechner im Versandbüro, Donaudampfschifffahrtsgesellschaft'.slice(0, 100))
    const page = await open(started.verificationUriComplete, language, width, scheme)
    const picture = (what: string) =>
      page.screenshot({ path: join(pictures, `sign-in-${what}-${language}-${width}-${scheme}.png`), fullPage: true })
    await shown(page, 'company')
    await picture('form')
    await signIn(page)
    await shown(page, 'question')
    await page.evaluate(() => {
      for (const id of ['elsewhere']) document.getElementById(id)!.hidden = false
    })
    await picture('question')
    expect(await fits(page)).toBe(true)
    await page.click('#confirm')
    await shown(page, 'result')
    await picture('result')
    expect(await fits(page)).toBe(true)
  })
})
