import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { OpenItem, ReadMail } from '@postakte/panel/host/mail-host'
import { panePolicy } from '@postakte/shared/outlook/page-policy'
import type { Browser, BrowserContext, Frame, Page, Route } from 'playwright-core'
import { allBelow, readXml } from '../manifest/xml'
import type { Box } from './host-calls'
import { type BoxItem, boxItem, initialData } from './mail-box'
import { newerOffice } from './newer-office'
import { ajaxStub, outlookPage } from './outlook-page'
import { answerTo, control, conversation, eventText, type WireParts } from './wire'

const office = join(dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')), 'dist')
const outlook = 'https://outlook.office.com'

export interface StandInOptions {
  readonly manifest: string
  /** Pages of a test in place of the server's; a path below /outlook/ → the file. */
  readonly file?: (path: string) => string
  /** The server that hands the pane out and answers it; null: it cannot be reached. */
  readonly server?: (request: Request) => Promise<Response | null> | null
  readonly user?: { readonly name: string; readonly address: string }
  readonly language?: 'de-DE' | 'en-US'
  readonly mailbox?: string
  /** What happens at the server reaches the pane. */
  readonly live?: boolean
}

/** An Outlook on the web of our own: Microsoft's own Office.js in a real browser, everything behind it emulated. */
export class StandIn {
  readonly box: Box
  readonly wire: WireParts
  /** What went wrong in the pane's page. */
  readonly errors: string[] = []
  readonly context: BrowserContext
  readonly page: Page
  private readonly items = new Map<string, BoxItem>()
  private readonly kept = new Map<string, string>()
  private readonly paneUrl: string
  private readonly eventsUrl: string
  /** The function that the manifest names for sending. */
  readonly eventFunction: string
  /** Where the page for events stands alone. */
  readonly eventsAddress = `${outlook}/events/`

  private constructor(context: BrowserContext, page: Page, options: StandInOptions) {
    this.context = context
    this.page = page
    this.paneUrl = urlOf(options.manifest, 'Pane.Url')
    this.eventsUrl = urlOf(options.manifest, 'Sending.Page')
    this.eventFunction = functionOf(options.manifest)
    const user = options.user ?? { name: 'Nora Stein', address: 'n.stein@sonnberg.example' }
    this.box = { open: null, selected: [], loaded: null, user, masterCategories: [], settings: {}, replies: [] }
    this.wire = {
      box: this.box,
      user,
      language: options.language ?? 'de-DE',
      mailbox: options.mailbox ?? '1.12',
      faults: new Map(),
      calls: [],
      unknown: [],
      opened: [],
      listening: new Set(),
      completed: [],
    }
  }

  static async start(browser: Browser, options: StandInOptions): Promise<StandIn> {
    const context = await browser.newContext({ locale: options.language ?? 'de-DE', viewport: { width: 1000, height: 800 } })
    // What runs TypeScript may have put names on functions.
    await context.addInitScript('globalThis.__name ??= (work) => work')
    const page = await context.newPage()
    const one = new StandIn(context, page, options)
    page.on('pageerror', (error) => one.errors.push(error.message))
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) one.errors.push(message.text())
    })
    await page.exposeFunction('outlookAnswers', (text: string) => answerTo(text, one.wire))
    await context.route('**/*', (route) => one.serve(route, options))
    return one
  }

  /** The pane has a storage (this Chromium gives none to a frame of another site), and in it what an earlier day left. */
  async keep(name: string, value: string): Promise<void> {
    if (this.kept.size === 0)
      await this.page.exposeFunction('paneKept', (key: string, text: string | null) => {
        if (text === null) this.kept.delete(key)
        else this.kept.set(key, text)
      })
    this.kept.set(`postakte.${name}`, value)
  }

  /** Opens the pane as its button does; again: as when Outlook is loaded anew. */
  async openPane(): Promise<void> {
    if (this.kept.size > 0) await this.context.addInitScript(storage, { origin: new URL(this.paneUrl).origin, kept: [...this.kept] })
    await this.page.goto(`${outlook}/mail/`)
    await this.page.waitForFunction(() => frames[0] !== undefined)
  }

  get pane(): Frame {
    return this.page.frames().find((frame) => frame !== this.page.mainFrame())!
  }

  /** The user opens a mail or a draft in the list; null closes it. The pane is told when it listens. */
  async show(item: OpenItem | null): Promise<void> {
    this.box.open = item && this.itemOf(item)
    this.box.selected = this.box.open?.kind === 'read' ? [this.box.open] : []
    await this.tell('olkItemSelectedChanged', this.box.open ? initialData(this.box.open, this.wire.user) : null)
    await this.tell('olkSelectedItemsChanged', { type: 'olkSelectedItemsChanged' })
  }

  /** The user selects several mails in the list: none is open then. */
  async select(mails: readonly ReadMail[]): Promise<void> {
    this.box.open = null
    this.box.selected = mails.map((mail) => this.itemOf(mail)).filter((item) => item.kind === 'read')
    await this.tell('olkItemSelectedChanged', null)
    await this.tell('olkSelectedItemsChanged', { type: 'olkSelectedItemsChanged' })
  }

  private async tell(name: string, data: unknown): Promise<void> {
    if (!this.wire.listening.has(name)) return
    await this.page.evaluate((text) => (window as unknown as { tellPane(text: string): void }).tellPane(text), eventText(name, data))
  }

  /** Categories that the list shows at a mail. */
  categories(messageId: string): readonly string[] {
    const found = [...this.items.values()].find((item) => item.kind === 'read' && item.mail.messageId === messageId)
    return found?.kind === 'read' ? found.categories : []
  }

  /** The line that Outlook shows over the open mail. */
  notice(): string | null {
    return this.box.open?.kind === 'read' ? this.box.open.notice : null
  }

  close(): Promise<void> {
    return this.context.close()
  }

  private itemOf(item: OpenItem): BoxItem {
    const known = this.items.get(item.key) ?? boxItem(item, this.items.size)
    this.items.set(item.key, known)
    return known
  }

  private async serve(route: Route, options: StandInOptions): Promise<void> {
    const url = new URL(route.request().url())
    if (url.origin === outlook)
      return route.fulfill({
        contentType: 'text/html',
        body: this.hostPage(route.request().url() === this.eventsAddress ? this.eventsUrl : this.paneUrl),
      })
    if (url.hostname === 'ajax.aspnetcdn.com') return route.fulfill({ contentType: 'text/javascript', body: ajaxStub })
    if (url.hostname === 'appsforoffice.microsoft.com') return this.serveOffice(route, url)
    if (url.origin !== new URL(this.paneUrl).origin) return route.abort()
    if (options.file && url.pathname.startsWith('/outlook/')) return this.servePage(route, url, options.file)
    const response = await options.server?.(await requestOf(route))
    if (!response) return route.abort('connectionrefused')
    const head = { status: response.status, headers: Object.fromEntries(response.headers) }
    if (options.live && url.pathname === '/api/events')
      // The pane may be closed by then.
      return route.fulfill({ ...head, body: await untilSomethingHappens(response) }).catch(() => {})
    await route.fulfill({ ...head, body: Buffer.from(await response.arrayBuffer()) })
  }

  private serveOffice(route: Route, url: URL): Promise<void> {
    const path = join(office, url.pathname.toLowerCase().replace('/lib/1/hosted/', ''))
    if (!existsSync(path)) return route.fulfill({ status: 404 })
    const isNewer = Number(this.wire.mailbox.split('.')[1]) > 12 && path.endsWith('/office.js')
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(path, 'utf8') + (isNewer ? newerOffice : '') })
  }

  private servePage(route: Route, { pathname }: URL, file: (path: string) => string): Promise<void> {
    const contentType = pathname.endsWith('.js') ? 'text/javascript' : 'text/html'
    return route.fulfill({
      contentType,
      headers: { 'Content-Security-Policy': panePolicy() },
      body: file(pathname.slice('/outlook/'.length)),
    })
  }

  private hostPage(frame: string): string {
    const { language } = this.wire
    const name = {
      baseFrameName: `_xdm_${conversation}`,
      hostInfo: `Outlook|Web|16.01|${language}|${control}|||0`,
      xdmInfo: `${conversation}|${control}|${outlook}`,
      flights: '[]',
      disabledChangeGates: '[]',
      serializerVersion: '1',
    }
    return outlookPage(`${frame}?et=&_host_Info=Outlook$Web$16.01$${language}$${control}$$$0`, JSON.stringify(name))
  }
}

/** In the pane: what is kept outlives the page. */
function storage(given: { readonly origin: string; readonly kept: readonly [string, string][] }) {
  if (location.origin !== given.origin) return
  const kept = new Map(given.kept)
  const { paneKept } = window as unknown as { paneKept(key: string, text: string | null): void }
  const value = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => {
      kept.set(key, text)
      paneKept(key, text)
    },
    removeItem: (key: string) => {
      kept.delete(key)
      paneKept(key, null)
    },
  }
  Object.defineProperty(window, 'localStorage', { value, configurable: true })
}

/** Address of a page, as a new Outlook reads it: of the innermost overrides. */
function urlOf(manifest: string, id: string): string {
  const url = allBelow(readXml(manifest))
    .filter(({ name, attributes }) => name === 'bt:Url' && attributes.id === id)
    .at(-1)
  if (!url) throw new Error(`the manifest names no ${id}`)
  return url.attributes.DefaultValue!
}

function functionOf(manifest: string): string {
  const event = allBelow(readXml(manifest)).find(({ name, attributes }) => name === 'LaunchEvent' && attributes.Type === 'OnMessageSend')
  return event?.attributes.FunctionName ?? ''
}

/** A route of the browser hands out whole answers only: the line is cut after each change, and the pane connects again and goes on there. */
async function untilSomethingHappens({ body }: Response): Promise<string> {
  let text = ''
  for await (const part of body!.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)) {
    text += part
    if (text.includes('event: change\n') && text.endsWith('\n\n')) break
  }
  return text
}

async function requestOf(route: Route): Promise<Request> {
  const request = route.request()
  const body = request.postDataBuffer()
  return new Request(request.url(), {
    method: request.method(),
    headers: await request.allHeaders(),
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
}
