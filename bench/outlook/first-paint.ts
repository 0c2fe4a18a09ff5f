import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Db } from '@postakte/server/db/db'
import { bareApp } from '@postakte/server/testing/bare-app'
import { chromiumPath } from '@postakte/server/testing/components'
import { build } from 'esbuild'
import { type Browser, chromium, type Route } from 'playwright-core'
import { median } from '../random'
import { round2 } from '../reading'

const origin = 'https://postakte.example'
const panel = join(import.meta.dirname, '../../panel')
const office = join(
  dirname(createRequire(join(import.meta.dirname, '../../addin-outlook/main.ts')).resolve('@microsoft/office-js/package.json')),
  'dist',
)

/** Until something stands in the pane of Outlook, on a processor a quarter as fast, beside a page that has React and one sentence. */
export async function benchFirstPaint(db: Db, rounds: number) {
  const routes = bareApp(db, { POSTAKTE_URL: origin })
  const react = await reactAlone()
  const answer = async (route: Route) => {
    const url = new URL(route.request().url())
    if (url.hostname === 'appsforoffice.microsoft.com') return officeFile(route, url)
    if (url.pathname === '/react.html') return route.fulfill({ contentType: 'text/html', body: reactPage })
    if (url.pathname === '/react.js') return route.fulfill({ contentType: 'text/javascript', body: react })
    const response = await routes.request(url.pathname, { headers: { 'Accept-Encoding': 'identity' } })
    const body = Buffer.from(await response.arrayBuffer())
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
  }
  const browser = await chromium.launch({ executablePath: chromiumPath()!, args: ['--no-sandbox'] })
  try {
    const found: { readonly pane: Painted; readonly react: Painted }[] = []
    for (let round = 0; round <= rounds; round++)
      found.push({
        pane: await paint(browser, answer, '/outlook/panel.html', 'button'),
        react: await paint(browser, answer, '/react.html', 'p'),
      })
    const counted = found.slice(1)
    const of = (value: (one: (typeof found)[number]) => number) => round2(median(counted.map(value)))
    return {
      rounds,
      firstPaintMs: of(({ pane }) => pane.firstMs),
      reactAloneFirstPaintMs: of(({ react: alone }) => alone.firstMs),
      ratio: of(({ pane, react: alone }) => pane.firstMs / alone.firstMs),
      firstContentMs: of(({ pane }) => pane.contentMs),
      reactAloneFirstContentMs: of(({ react: alone }) => alone.contentMs),
      usableMs: of(({ pane }) => pane.readyMs),
      reactAloneUsableMs: of(({ react: alone }) => alone.readyMs),
    }
  } finally {
    await browser.close()
  }
}

interface Painted {
  /** Anything at all: the skeleton. */
  readonly firstMs: number
  /** A text or a picture: what Chromium calls contentful. */
  readonly contentMs: number
  readonly readyMs: number
}

async function paint(browser: Browser, answer: (route: Route) => Promise<void>, path: string, css: string): Promise<Painted> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } })
  const page = await context.newPage()
  await context.route('**/*', answer)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(origin + path, { waitUntil: 'commit' })
  await page.waitForSelector(css)
  const readyMs = await page.evaluate(() => performance.now())
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  const [firstMs, contentMs] = await page.evaluate(() =>
    ['first-paint', 'first-contentful-paint'].map((name) => performance.getEntriesByName(name)[0]!.startTime),
  )
  await context.close()
  return { firstMs: firstMs!, contentMs: contentMs!, readyMs }
}

const reactPage =
  '<!doctype html><meta charset="utf-8"><title>React</title><div id="root"></div><script type="module" src="/react.js"></script>'

async function reactAlone(): Promise<string> {
  const contents = `import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
createRoot(document.getElementById('root')).render(createElement('p', null, 'Postakte'))`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: panel },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles[0]!.text
}

/** Microsoft's own script, as its network hands it out. */
function officeFile(route: Route, url: URL): Promise<void> {
  const name = url.pathname.toLowerCase().replace('/lib/1/hosted/', '')
  try {
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(office, name)) })
  } catch {
    return route.fulfill({ status: 404 })
  }
}
