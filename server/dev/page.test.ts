import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, leftOut } from '../testing/components'
import { mailBytes } from '../testing/mail'
import { freePort } from '../testing/postgres'

const pictures = join(import.meta.dirname, '../../.reports/pictures')

/** The real server on the embedded database with the demo world, in a real Chromium. */
describe.skipIf(leftOut("developers' page", 'Chromium', chromiumPath()))('the page that shows what happened to each mail', () => {
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
      env: { PATH: process.env.PATH, POSTAKTE_DATA: folder, POSTAKTE_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    password = await new Promise<string>((resolve) => {
      let text = ''
      server.stdout!.on('data', (chunk: Buffer) => {
        text += chunk
        const found = /Kennwort: (\S+)/.exec(text)
        if (found) resolve(found[1]!)
      })
    })
    browser = await chromium.launch({
      executablePath: chromiumPath()!,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
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
    await page.fill('#password', password)
    await page.click('#login-button')
    await page.waitForSelector('.mail')
    return page
  }

  it('refuses a wrong password with a sentence', async () => {
    const page = await (await browser.newContext({ locale: 'de' })).newPage()
    await page.goto(address)
    await page.fill('#password', 'falsch')
    await page.click('#login-button')
    await page.waitForFunction(() => document.querySelector('#login-error')?.textContent?.includes('Kennwort stimmt nicht'))
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
    await page.waitForSelector('#preview li:has-text("karin.lang.hb@gmx.de gehört Karin Lang")')
    await page.click('#preview button')
    await page.waitForSelector('#preview p:has-text("Aufgenommen")')
    await page.click('#states button:has-text("Abgelegt")')
    await page.waitForSelector('.mail:has-text("Frisch gefallen")')
  })

  it('says that the server is gone', async () => {
    const page = await open('de', 1280, 'light')
    await page.route('**/dev/api/**', (route) => route.abort())
    await page.selectOption('#order', 'sender')
    await page.waitForSelector('#error:has-text("Der Server antwortet nicht")')
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
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
})
