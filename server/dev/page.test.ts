import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser'
import { browserPath, leftOut } from '../testing/components'
import { mailBytes } from '../testing/mail'
import { freePort } from '../testing/postgres'
import { mostLines } from './mail-list'

const held = {
  id: '7',
  folder: 'INBOX',
  receivedAt: '2026-03-02T10:12:00Z',
  problem: { reason: 'reading took too long or too much memory' },
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

/** Drops a file with this text on the page, or pastes the text, as a browser does. */
const hand = (page: Page, how: 'drop' | 'paste', source: string) =>
  page.evaluate(
    ({ how, source }) => {
      const transfer = new DataTransfer()
      if (how === 'drop') transfer.items.add(new File([source], 'neu.eml'))
      else transfer.setData('text/plain', source)
      const init = { bubbles: true, cancelable: true }
      document.body.dispatchEvent(
        how === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...init, clipboardData: transfer }),
      )
    },
    { how, source },
  )

const pictures = join(import.meta.dirname, '../../.reports/pictures')

/** The real server on the embedded database with the demo world, in a real Chromium. */
describe.skipIf(leftOut("developers' page", 'Chromium', browserPath()))('the page that shows what happened to each mail', () => {
  let server: ChildProcess
  let browser: Browser
  let address = ''
  let password = ''
  const errors: string[] = []

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postakte-page-'))
    const port = await freePort()
    address = `http://127.0.0.1:${port}/`
    mkdirSync(pictures, { recursive: true })
    server = spawn(process.execPath, [join(import.meta.dirname, '../dist/main.js')], {
      env: { PATH: process.env.PATH, POSTAKTE_DATA: folder, POSTAKTE_PORT: String(port), POSTAKTE_LANGUAGE: 'de' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    password = await new Promise<string>((resolve) => {
      let text = ''
      server.stdout!.on('data', (chunk: Buffer) => {
        text += chunk
        const found = /Kennwort: +(\S+)/.exec(text)
        if (found) resolve(found[1]!)
      })
    })
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    server?.kill('SIGTERM')
  })

  const open = async (language: 'de' | 'en', width: number, colorScheme: 'light' | 'dark'): Promise<Page> => {
    const page = await (await browser.newContext({ locale: language, viewport: { width, height: 800 }, colorScheme })).newPage()
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('dialog', (dialog) => {
      errors.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.goto(address)
    await page.fill('#user', 'ada')
    await page.fill('#password', password)
    await page.click('#login-button')
    await page.waitForSelector('.mail')
    return page
  }

  it('refuses a wrong password with a sentence', async () => {
    const page = await (await browser.newContext({ locale: 'de' })).newPage()
    await page.goto(address)
    await page.fill('#user', 'ada')
    await page.fill('#password', 'falsch')
    await page.click('#login-button')
    await page.waitForFunction(() => document.querySelector('#login-error')?.textContent?.includes('Kennwort stimmt nicht'))
  })

  it('tells whoever may not see every mail, and signs out again', async () => {
    const page = await (await browser.newContext({ locale: 'de' })).newPage()
    await page.goto(address)
    await page.fill('#user', 'nora')
    await page.fill('#password', password)
    await page.click('#login-button')
    await page.waitForSelector('#login-error:has-text("fehlt Ihnen das Recht")')
    expect(await page.evaluate(() => sessionStorage.getItem('session'))).toBeNull()
  })

  it('goes on with new tokens when the old ones have run out, and ends when its user signs out', async () => {
    const page = await open('de', 1280, 'light')
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem('session')!) as { refreshToken: string }
      sessionStorage.setItem('session', JSON.stringify({ ...kept, accessToken: 'pa_run-out' }))
    })
    await page.reload()
    await page.waitForSelector('.mail')
    await page.click('#sign-out')
    await page.waitForSelector('#login', { state: 'visible' })
    expect([await page.textContent('#list'), await page.evaluate(() => sessionStorage.getItem('session'))]).toEqual(['', null])
  })

  it('says why a mail lies where it does, in German and in English', async () => {
    const page = await open('de', 1280, 'light')
    await page.click('#states button:has-text("Abgelegt")')
    await page.click('.mail:has-text("Abo-Umstellung [VG=4711-x7k]")')
    await page.waitForSelector('#detail li:has-text("Kennung des Vorgangs 4711 im Betreff")')
    await page.click('#language')
    await page.waitForSelector('#detail li:has-text("Tag of case 4711 in the subject")')
  })

  it('shows a hostile subject as text and runs nothing of a mail', async () => {
    const page = await open('de', 1280, 'light')
    await page.click('.mail:has-text("<img src=x onerror=alert(1)> Anfrage")')
    await page.waitForSelector('#detail h2:has-text("<img src=x")')
    expect(await page.locator('#detail img, #list img, #detail script').count()).toBe(0)
    expect(errors).toEqual([])
  })

  it('explains a dropped mail before it takes it in', async () => {
    const page = await open('de', 1280, 'light')
    const file = join(mkdtempSync(join(tmpdir(), 'postakte-drop-')), 'neu.eml')
    writeFileSync(file, mailBytes({ from: 'Karin Lang <karin.lang.hb@gmx.de>', subject: 'Frisch gefallen', messageId: 'neu@gmx.de' }))
    await page.setInputFiles('#file', file)
    await page.waitForSelector('#detail .verdict:has-text("Würde abgelegt")')
    await page.waitForSelector('#detail li:has-text("karin.lang.hb@gmx.de gehört Karin Lang")')
    await page.click('#detail button:has-text("Aufnehmen")')
    await page.waitForSelector('#detail p:has-text("Aufgenommen")')
    await page.click('#states button:has-text("Abgelegt")')
    await page.waitForSelector('.mail:has-text("Frisch gefallen")')
  })

  it('explains a mail that is dropped or pasted anywhere on the page, and says what is no mail', async () => {
    const page = await open('de', 1280, 'light')
    await hand(page, 'drop', mailBytes({ from: 'X <x@unbekannt.example>', subject: 'Gefallen', messageId: 'fall@x' }).toString())
    await page.waitForSelector('#detail h2:has-text("Gefallen")')
    await hand(page, 'paste', mailBytes({ from: 'X <x@unbekannt.example>', subject: 'Eingefügt', messageId: 'ein@x' }).toString())
    await page.waitForSelector('#detail h2:has-text("Eingefügt")')
    await page.click('#detail button:has-text("Verwerfen")')
    await hand(page, 'paste', 'Guten Tag, das ist nur ein Satz')
    await page.waitForSelector('#error:has-text("kein Quelltext einer Mail")')
  })

  it('makes signs visible that would turn a sender round', async () => {
    const page = await open('de', 1280, 'light')
    await hand(
      page,
      'drop',
      mailBytes({ from: '"\u202enie\u202c" <x@unbekannt.example>', subject: 'Gedreht', messageId: 'dreh@x' }).toString(),
    )
    await page.waitForSelector('#detail h2:has-text("Gedreht")')
    expect(await page.textContent('#detail')).toContain('\ufffdnie\ufffd <x@unbekannt.example>')
  })

  it('shows the original and decides again', async () => {
    const page = await open('de', 1280, 'light')
    await page.click('#states button:has-text("Abgelegt")')
    await page.click('.mail:has-text("Abo-Umstellung [VG=4711-x7k]")')
    await page.click('#detail button:has-text("Original zeigen")')
    await page.waitForSelector('#detail pre:has-text("Message-ID: <demo-0@huber-verlag.example>")')
    await page.click('#detail button:has-text("Noch einmal entscheiden")')
    await page.waitForSelector('#detail .verdict:has-text("Würde abgelegt")')
  })

  it('is walked by keyboard alone', async () => {
    const page = await open('de', 1280, 'light')
    await page.focus('.mail >> nth=0')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'detail')
    const second = await page.textContent('.mail >> nth=1 >> strong')
    expect(await page.textContent('#detail h2')).toBe(second)
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.querySelector('strong')?.textContent)).toBe(second)
  })

  it('holds a mail that cannot be read with its reason, its original and another try', async () => {
    const page = await open('de', 320, 'light')
    await page.route('**/dev/api/quarantine', (route) => route.fulfill({ json: [held] }))
    await page.click('#states button:has-text("Quarantäne")')
    await page.waitForSelector('.mail:has-text("Grund: reading took too long")')
    expect(await page.locator('.mail button').allTextContents()).toEqual(['Noch einmal versuchen', 'Original zeigen', 'Original laden'])
    await page.screenshot({ path: join(pictures, 'quarantine-de-320-light.png'), fullPage: true })
  })

  it('says that the server is gone, and takes it back when it answers again', async () => {
    const page = await open('de', 1280, 'light')
    await page.route('**/dev/api/**', (route) => route.abort())
    await page.selectOption('#order', 'sender')
    await page.waitForSelector('#error:has-text("Der Server antwortet nicht")')
    await page.screenshot({ path: join(pictures, 'error-de-1280-light.png') })
    await page.unroute('**/dev/api/**')
    await page.waitForSelector('#error', { state: 'hidden' })
  })

  it('says that nothing lies here', async () => {
    const page = await open('en', 1280, 'dark')
    await page.route('**/dev/api/mails?*', (route) => route.fulfill({ json: [] }))
    await page.click('#states button:has-text("Unmatched")')
    await page.waitForSelector('#list:has-text("Nothing here")')
    await page.screenshot({ path: join(pictures, 'empty-en-1280-dark.png') })
  })

  it('says how many of a long list it shows, and nothing of the kind of a short one', async () => {
    const page = await open('en', 1280, 'light')
    const lines = (many: number) =>
      Array.from({ length: many }, (_, at) => ({ id: `${at}`, subject: 'x', fromAddress: 'a@b', fromName: '', at: held.receivedAt }))
    let many = mostLines
    await page.route('**/dev/api/counts', (route) => route.fulfill({ json: { unmatched: mostLines + 7, ask: 2 } }))
    await page.route('**/dev/api/mails?*', (route) => route.fulfill({ json: lines(many) }))
    await page.click('#states button:has-text("Unmatched")')
    await page.waitForSelector(`#list:has-text("The first ${mostLines} of ${mostLines + 7} are shown")`)
    many = 0
    await page.click('#states button:has-text("Ambiguous")')
    await page.waitForSelector('#list:has-text("Nothing here")')
    expect(await page.textContent('#list')).not.toContain('are shown')
    many = 1
    await page.click('#states button:has-text("Unmatched")')
    await page.waitForSelector('#list .mail:only-child')
  })

  it('breaks long names instead of growing wider than a phone', async () => {
    const page = await open('de', 320, 'dark')
    const long = `${'Donaudampfschifffahrtsgesellschaft'.repeat(6)} <${'x'.repeat(60)}@${'y'.repeat(60)}.example>`
    await hand(page, 'drop', mailBytes({ from: long, subject: 'Ü'.repeat(300), messageId: 'lang@x' }).toString())
    await page.waitForSelector('#detail h2')
    await page.screenshot({ path: join(pictures, 'long-de-320-dark.png'), fullPage: true })
    expect(await fits(page)).toBe(true)
  })

  it('asks for the password again when the sign-in has ended, and leaves nothing of a mail in the page', async () => {
    const page = await open('de', 1280, 'light')
    await page.route('**/dev/api/**', (route) => route.fulfill({ status: 401, json: { title: 'Bitte melden Sie sich an.' } }))
    await page.click('.mail >> nth=0')
    await page.waitForSelector('#login-error:has-text("abgelaufen")')
    expect([await page.textContent('#list'), await page.textContent('#detail')]).toEqual(['', ''])
    await page.screenshot({ path: join(pictures, 'login-de-1280-light.png') })
  })

  it.each([
    ['de', 1280, 'light'],
    ['de', 320, 'dark'],
    ['en', 1280, 'dark'],
    ['en', 320, 'light'],
  ] as const)('fits its window: %s, %i px, %s', async (language, width, scheme) => {
    const page = await open(language, width, scheme)
    await page.click('.mail >> nth=0')
    await page.waitForSelector('#detail h2')
    await page.screenshot({ path: join(pictures, `mails-${language}-${width}-${scheme}.png`), fullPage: true })
    expect(await fits(page)).toBe(true)
  })
})
