import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { galleryStates } from './states'

const executablePath = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync)
/** In CI nothing may be left out: a missing program fails. */
const leftOut = !executablePath && process.env.CI !== 'true'
if (leftOut) console.warn('LEFT OUT: pictures of the panel (no Chromium on this machine)')
const folder = join(import.meta.dirname, '../dist/gallery')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const origin = 'https://gallery.postakte.example'
/** With PICTURES=folder each state is kept as a picture, to be looked at. */
const pictures = process.env.PICTURES

describe.skipIf(leftOut)('every state of the panel', () => {
  let browser: Browser
  beforeAll(async () => {
    await build({ configFile: join(import.meta.dirname, '../vite.config.ts'), root: import.meta.dirname, logLevel: 'error' })
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())

  const looks = [
    { language: 'de', theme: 'light' },
    { language: 'de', theme: 'dark' },
    { language: 'en', theme: 'light' },
    { language: 'en', theme: 'dark' },
  ]
  it.each(looks)(
    'in $language, $theme, 320 and 900 px wide: fits, can be read and has names, and throws nothing',
    async ({ language, theme }) => {
      const found: string[] = []
      const page = await pageOf(browser, 320)
      page.on('pageerror', (error) => found.push(`error: ${error.message}`))
      page.on('console', (message) => message.type() === 'error' && found.push(`console: ${message.text()}`))
      await page.goto(`${origin}/index.html?language=${language}&theme=${theme}`)
      if (language === 'de') await page.evaluate(axe)
      for (const name of Object.keys(galleryStates)) {
        await page.setViewportSize({ width: 320, height: 700 })
        await page.evaluate((shown) => (window as unknown as { showState(name: string): Promise<void> }).showState(shown), name)
        await page.locator('main:visible').waitFor()
        if (name === 'filed-now') await page.getByRole('button', { name: language === 'de' ? 'Rückgängig' : 'Undo' }).waitFor()
        if (language === 'de') found.push(...(await page.evaluate(barriers)).map((barrier) => `${name}: ${barrier}`))
        for (const width of [320, 900]) {
          await page.setViewportSize({ width, height: 700 })
          found.push(...(await page.evaluate(faults)).map((fault) => `${name}, ${width} px: ${fault}`))
          if (!pictures) continue
          mkdirSync(pictures, { recursive: true })
          await page.screenshot({ path: join(pictures, `${name}-${language}-${theme}-${width}.png`), fullPage: true })
        }
      }
      await page.close()
      expect(found).toEqual([])
    },
    180_000,
  )
  it('can be worked through by keyboard alone: Tab to the suggestion, arrows, Enter files', async () => {
    const page = await pageOf(browser, 320)
    await page.goto(`${origin}/index.html?state=known&language=de&theme=light`)
    const first = page.getByRole('button', { name: /Abo-Umstellung/ }).first()
    await first.waitFor()
    for (let press = 0; press < 20 && !(await first.evaluate((one) => one === document.activeElement)); press++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByText('Abgelegt bei „Abo-Umstellung“.').waitFor()
    await page.close()
  })
  it('what comes by itself pushes nothing down: where mails are filed stays under the pointer', async () => {
    const page = await pageOf(browser, 320)
    const topOf = async (state: string) => {
      await page.goto(`${origin}/index.html?state=${state}&language=de&theme=light`)
      const first = page.getByRole('button', { name: /Abo-Umstellung/ }).first()
      await first.waitFor()
      if (state === 'colleagues') await page.getByText('Ruth Özdemir liest').waitFor()
      return (await first.boundingBox())!.y
    }
    expect(await topOf('colleagues')).toBe(await topOf('known'))
    await page.close()
  })
  it('a double click files once: what came under the pointer meanwhile is left alone', async () => {
    const page = await pageOf(browser, 320)
    const names = ['Adressänderung Filiale', 'Jahresabo 2027', 'Anna Huber', 'Huber Verlag GmbH']
    const told: string[] = []
    for (const name of names) {
      await page.goto(`${origin}/index.html?state=known&language=de&theme=light`)
      const target = page.getByRole('list', { name: 'Ablegen' }).getByRole('button', { name }).first()
      await target.scrollIntoViewIfNeeded()
      const { x, y } = (await target.boundingBox())!
      // However long this machine takes, both clicks come within the time of a double click.
      await page.evaluate(() => {
        performance.now = () => 1_000
      })
      await page.mouse.click(x + 40, y + 10)
      await page.getByText(/^Abgelegt bei/).waitFor()
      await page.mouse.click(x + 40, y + 10, { clickCount: 2 })
      await page.waitForTimeout(300)
      told.push((await page.locator('.toast span').textContent()) ?? '')
    }
    expect(told).toEqual(names.map((name) => `Abgelegt bei „${name}“.`))
    await page.close()
  })
  it('a click on the words beside a box is one at the box', async () => {
    const page = await pageOf(browser, 320)
    await page.goto(`${origin}/index.html?state=known&language=de&theme=light`)
    await page.getByText('Den ganzen Verlauf').click()
    expect(await page.getByRole('checkbox', { name: 'Den ganzen Verlauf' }).isChecked()).toBe(true)
    await page.close()
  })
  it('a key that is held down does one thing', async () => {
    const page = await pageOf(browser, 320)
    const hold = async (state: string, button: RegExp) => {
      await page.goto(`${origin}/index.html?state=${state}&language=de&theme=light`)
      await page.getByRole('button', { name: button }).first().focus()
      for (let time = 0; time < 8; time++) {
        await page.keyboard.down('Enter')
        await page.waitForTimeout(50)
      }
      await page.keyboard.up('Enter')
      return page.evaluate(() => (window as unknown as { asked: string[] }).asked.filter((one) => /filings|takeover/.test(one)))
    }
    expect(await hold('known', /^Anna Huber.*Kontakt/)).toEqual(['POST /api/mails/filings'])
    expect(await hold('queue', /Übernehmen/)).toEqual(['POST /api/todos/31/takeover'])
    await page.close()
  })
  it('what has the focus lies behind no notice and no bar', async () => {
    const page = await pageOf(browser, 320)
    await page.goto(`${origin}/index.html?state=queue-gone&language=de&theme=light`)
    await page.getByText('Steht hier nicht mehr.').waitFor()
    await page.locator('button:focus').waitFor()
    await expect.poll(() => page.evaluate(coveredFocus)).toBe(null)
    await page.close()
  })
})

/** Runs in the page: what is seen where the element with the focus is, if that is not itself; null: all of it is seen. */
function coveredFocus(): string | null {
  const focused = document.activeElement!
  const { left, right, top, bottom } = focused.getBoundingClientRect()
  const seen = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y))
  return seen.every((one) => focused.contains(one)) ? null : seen.map((one) => one?.outerHTML.slice(0, 80) ?? 'out of sight').join('; ')
}

async function pageOf(browser: Browser, width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 700 } })
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname
    if (path === '/favicon.ico') return route.fulfill({ status: 204 })
    const type = path.endsWith('.css') ? 'text/css' : path.endsWith('.js') ? 'text/javascript' : 'text/html'
    return route.fulfill({ body: readFileSync(join(folder, path)), headers: { 'Content-Type': `${type}; charset=utf-8` } })
  })
  return page
}

/** Runs in the page, after axe-core: what keeps somebody out. */
async function barriers(): Promise<string[]> {
  const { violations } = await (window as any).axe.run(document.body, { resultTypes: ['violations'] })
  return violations.flatMap(({ id, nodes }: any) =>
    nodes.map((node: any) => `${id}: ${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`),
  )
}

/** Runs in the page: what does not fit, and what has no name for who cannot see. */
function faults(): string[] {
  const found: string[] = []
  const wide = document.documentElement.scrollWidth
  if (wide > innerWidth) found.push(`${wide} px wide`)
  for (const one of document.querySelectorAll<HTMLElement>('button, a, input, select, textarea, h1, h2, strong, p'))
    if (one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
      found.push(`sticks out: ${one.textContent?.slice(0, 40)}`)
  for (const one of document.querySelectorAll<HTMLElement>('button, a, input, select, textarea'))
    if (one.checkVisibility() && !(one.textContent?.trim() || one.ariaLabel || (one as HTMLInputElement).labels?.length))
      found.push(`no name: ${one.outerHTML.slice(0, 80)}`)
  const headings = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility()).length
  if (headings > 1) found.push(`${headings} main headings`)
  return found
}
