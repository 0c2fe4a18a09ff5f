import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { frameSandbox } from '@postakte/shared/showing/frame'
import { type DocumentOptions, mailDocument } from '@postakte/shared/showing/mail-document'
import { contentPolicy } from '@postakte/shared/showing/policy'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, leftOut } from '../../testing/components'
import { attachmentAnswer } from '../attachment-headers'
import { cleanHtml } from '../clean-html'
import { documentHeaders } from '../document-headers'
import { safeType } from '../safe-type'
import { Oracle } from './oracle'

const pictures = join(import.meta.dirname, '../../../.reports/pictures')
const dot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const mail = `<body bgcolor="#ffffff"><div class=WordSection1><p style="font-family:Calibri;font-size:11pt">Guten Tag Frau Berger,</p>
<p>bitte stellen Sie mein Abo um: <a href="https://huber-verlag.example/abo?nr=10023">zur Kundennummer 10023</a>. Die Rechnung liegt bei
<a href="https://evil.example/login">https://bank.example</a>.</p>
<p style="color:#fff">Weiß auf Weiß</p><p style="background:#103060;color:#fff">Hinweis in Farbe</p>
<table width=900 border=1 cellpadding=4><tr><td width=450>Heft</td><td width=450>Donaudampfschifffahrtsgesellschaftskapitaen${'x'.repeat(80)}</td></tr></table>
<img src="https://bilder.example.org/logo.png" alt="Logo" width=200><img src="cid:bild@huber" width=40>
<blockquote type="cite"><p>Am 2. März schrieb Jana Berger: Welches Abo meinen Sie?</p></blockquote></div></body>`

const documentOf = (options: DocumentOptions, html = mail) => {
  const clean = cleanHtml(html, { language: options.language })!
  return mailDocument({ kind: 'html', html: clean.html, notes: ['cut'], blockedPictures: clean.blockedPictures, ownPictures: [] }, options)
}

/** The frame as the panel has it, over the whole window. */
async function framed(page: Page, document: string): Promise<Frame> {
  await page.evaluate(
    ({ document: srcdoc, sandbox }) =>
      new Promise((done) => {
        const frame = window.document.createElement('iframe')
        frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0'
        frame.setAttribute('sandbox', sandbox)
        frame.srcdoc = srcdoc
        frame.addEventListener('load', done)
        window.document.body.replaceChildren(frame)
      }),
    { document, sandbox: frameSandbox },
  )
  return page.frames().at(-1)!
}

describe.skipIf(leftOut("a mail's document", 'Chromium', chromiumPath()))("a mail's document in a browser", () => {
  let browser: Browser
  let server: Server
  let address = ''
  const files: Record<string, { headers: Record<string, string>; body: Uint8Array | string }> = {}

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    server = createServer((request, answer) => {
      const file = files[request.url!]
      for (const [name, value] of Object.entries(file?.headers ?? { 'content-type': 'text/html' })) answer.setHeader(name, value)
      answer.end(file?.body ?? '<!doctype html><title>Postakte</title><body>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({
      executablePath: chromiumPath()!,
      args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  const open = async (width: number, colorScheme: 'light' | 'dark') => {
    const page = await (await browser.newContext({ viewport: { width, height: 700 }, colorScheme })).newPage()
    await page.goto(`${address}/`)
    return page
  }

  it.each([
    ['de', 320, 'light'],
    ['de', 900, 'dark'],
    ['en', 320, 'dark'],
  ] as const)('fits its frame and can be read: %s, %i px, %s', async (language, width, scheme) => {
    const page = await open(width, scheme)
    const frame = await framed(page, documentOf({ language }))
    expect(await frame.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(await frame.textContent('.label')).toBe(language === 'de' ? 'E-Mail-Inhalt' : 'Content of the e-mail')
    const ink = (text: string) => frame.locator(`p:has-text("${text}")`).evaluate((element) => getComputedStyle(element).color)
    expect(await ink('Weiß auf Weiß')).toBe(scheme === 'light' ? 'rgb(0, 0, 0)' : 'rgb(232, 232, 232)')
    expect(await ink('Hinweis in Farbe')).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(232, 232, 232)')
    await page.screenshot({ path: join(pictures, `mail-${language}-${width}-${scheme}.png`) })
  })

  it('needs no more of the policy of the page around it than its own', async () => {
    files['/panel'] = { headers: { 'content-type': 'text/html', 'content-security-policy': contentPolicy(false) }, body: '<body>' }
    const page = await open(500, 'light')
    const html = `<p style="color: #cc0000">Rot</p><img src="${dot}">`
    for (const [path, works] of [
      ['/panel', true],
      ['/strict', false],
    ] as const) {
      if (!works)
        files[path] = { headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" }, body: '<body>' }
      await page.goto(`${address}${path}`)
      const frame = await framed(
        page,
        mailDocument({ kind: 'html', html, notes: [], blockedPictures: 0, ownPictures: [] }, { language: 'de' }),
      )
      const seen = await frame.evaluate(() => ({
        border: getComputedStyle(document.querySelector('main')!).borderTopWidth === '1px',
        red: getComputedStyle(document.querySelector('main p')!).color === 'rgb(204, 0, 0)',
        picture: document.images[0]!.naturalWidth === 1,
      }))
      expect(seen).toEqual({ border: works, red: works, picture: works })
    }
  })

  it('opens the older mail by a click, though nothing may run in the frame', async () => {
    const frame = await framed(await open(500, 'light'), documentOf({ language: 'de' }))
    expect(await frame.locator('blockquote').isVisible()).toBe(false)
    await frame.click('summary:has-text("Zitierte Nachricht")')
    expect(await frame.locator('blockquote').isVisible()).toBe(true)
  })

  it('lets no style of the mail count, though both cleanings were off', async () => {
    const raw = '<style>.label,.note,main{display:none}</style><p>Inhalt</p>'
    const shown = mailDocument({ kind: 'html', html: raw, notes: ['cut'], blockedPictures: 0, ownPictures: [] }, { language: 'de' })
    const frame = await framed(await open(500, 'light'), shown)
    expect(await frame.locator('.label').isVisible()).toBe(true)
    expect(await frame.locator('.note').isVisible()).toBe(true)
  })

  it('opens a link in a window of its own that knows nothing of where it comes from', async () => {
    const page = await open(500, 'light')
    files['/seite'] = { headers: { 'content-type': 'text/html' }, body: '<title>Seite</title><body>' }
    const link = `<a href="${address}/seite">zur Seite</a>`
    const frame = await framed(page, documentOf({ language: 'de' }, link))
    const [popup] = await Promise.all([page.waitForEvent('popup'), frame.click('a')])
    await popup.waitForLoadState()
    expect(await popup.evaluate(() => [window.opener, document.referrer, document.title])).toEqual([null, '', 'Seite'])
    expect(page.url()).toBe(`${address}/`)
  })

  it('runs nothing when our own origin serves it, though it were the raw mail', async () => {
    files['/mail'] = {
      headers: { ...documentHeaders(false) },
      body: '<title>alt</title><p>Inhalt</p><script>document.title="neu"</script><img src=x: onerror="document.title=1">',
    }
    const page = await open(500, 'light')
    await page.goto(`${address}/mail`)
    expect(await page.textContent('p')).toBe('Inhalt')
    expect(await page.title()).toBe('alt')
    expect(await page.evaluate(() => window.origin)).toBe('null')
  })

  it('shows a PDF in its own viewer, and saves a page', async () => {
    const pdf = Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/MediaBox[0 0 99 99]/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>',
    )
    const page = Buffer.from('<script>document.title="neu"</script>')
    for (const [name, claimed, body] of [
      ['rechnung.pdf', 'application/pdf', pdf],
      ['rechnung.html', 'text/html', page],
      ['rechnung.png', 'image/png', page],
    ] as const)
      files[`/${name}`] = { ...attachmentAnswer(name, safeType(body, claimed, name), body.length, { kind: 'whole' }), body }
    const tab = await open(500, 'light')
    await tab.goto(`${address}/rechnung.pdf`)
    await expect.poll(() => tab.frames().some((frame) => frame.url().startsWith('chrome-extension://'))).toBe(true)
    for (const name of ['rechnung.html', 'rechnung.png']) {
      const other = await open(500, 'light')
      const [download] = await Promise.all([other.waitForEvent('download'), other.goto(`${address}/${name}`).catch(() => null)])
      expect(download.suggestedFilename()).toBe(name)
    }
  })

  it('shows pictures of the mail itself at once, and those of the Internet only after a click', async () => {
    const oracle = await Oracle.start()
    const page = await oracle.page()
    const loaded: boolean[] = []
    for (const id of [1, 2]) {
      const clean = cleanHtml(`<img src="cid:bild@huber" alt=a><img src="http://${oracle.probe(id).host}/x.png" alt=b>`, {
        language: 'de',
      })!
      const remote = id === 2
      const html = await page.evaluate(
        ({ html, dot, remote }) => (window as any).clean(html, { own: (cid: string) => (cid === 'bild@huber' ? dot : null), remote }),
        { html: clean.html, dot, remote },
      )
      const shown = { kind: 'html', html, notes: [], blockedPictures: clean.blockedPictures, ownPictures: [] } as const
      const frame = await framed(page, mailDocument(shown, { language: 'de', remotePictures: remote }))
      loaded.push(await frame.evaluate(() => document.images[0]!.naturalWidth === 1))
      expect(await frame.locator('img').count()).toBe(2)
    }
    expect(loaded).toEqual([true, true])
    expect([...(await oracle.close())]).toEqual([2])
  })
})
