import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../../testing/components'
import { pageScript } from './shown-page'

/** Hosts that only payloads name; `.example` exists nowhere, so nothing of this reaches anybody. */
const hostOf = (id: number) => `p${id}.evil.example`

/**
 * A Chromium that tells afterwards what a page did: scripts by a message that they post, and everything that came as far as
 * the network by Chromium's own log of it: requests of sandboxed frames, DNS prefetches and preconnects too, which no
 * interception sees.
 */
export class Oracle {
  readonly scripts = new Set<number>()
  private readonly context: BrowserContext
  private readonly server: Server
  private readonly log: string

  private constructor(context: BrowserContext, server: Server, log: string) {
    this.context = context
    this.server = server
    this.log = log
  }

  static async start(): Promise<Oracle> {
    const folder = mkdtempSync(join(tmpdir(), 'postakte-oracle-'))
    const log = join(folder, 'net.json')
    const script = await pageScript()
    const server = createServer((_, answer) =>
      answer
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(`<!doctype html><title>host</title><body><script>${script}</script>`),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    // Its own profile: an incognito one, as tests mostly have, never prefetches.
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: chromiumPath()!,
      ignoreDefaultArgs: ['--disable-background-networking'],
      args: ['--no-sandbox', '--disable-gpu', '--disable-component-update', '--disable-sync', `--log-net-log=${log}`],
    })
    const oracle = new Oracle(context, server, log)
    await context.exposeBinding('hit', (_, id) => void oracle.scripts.add(Number(id)))
    // In every window, those that a click opens too.
    await context.addInitScript(() => {
      if (top === self) addEventListener('message', (event) => (window as any).hit(event.data))
    })
    return oracle
  }

  async page(): Promise<Page> {
    const page = await this.context.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss())
    await page.goto(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`)
    return page
  }

  probe(id: number) {
    return { id, js: `top.postMessage(${id},\`*\`)`, host: hostOf(id), url: `http://${hostOf(id)}` }
  }

  /** Ends the browser; says which payloads came as far as the network. */
  async close(): Promise<Set<number>> {
    await this.context.close()
    this.server.close()
    return new Set([...readFileSync(this.log, 'utf8').matchAll(/\bp(\d+)\.evil\.example/g)].map((match) => Number(match[1])))
  }
}
