import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HostUnderTest, hostContract } from '@postakte/panel/host/contract'
import type { HostAbility, MailHost, OpenItem } from '@postakte/panel/host/mail-host'
import { chromiumPath, leftOut } from '@postakte/server/testing/components'
import { Problem } from '@postakte/shared/model/problem'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StandIn } from './stand-in'

const manifest = readFileSync(join(import.meta.dirname, '../../manifest.xml'), 'utf8')
const page = `<!doctype html><html><body><script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script><script type="module" src="probe.js"></script></body></html>`

describe.skipIf(leftOut("Outlook's adapter with Microsoft's own Office.js", 'Chromium', chromiumPath()))(
  'in the emulated Outlook on the web',
  () => {
    let browser: Browser
    let script = ''
    beforeAll(async () => {
      script = await builtProbe()
      browser = await chromium.launch({ executablePath: chromiumPath()!, args: ['--no-sandbox'] })
    })
    afterAll(() => browser?.close())

    const start = async () => {
      const standIn = await StandIn.start(browser, { manifest, file: (path) => (path === 'probe.js' ? script : page) })
      return under(standIn)
    }
    hostContract('Outlook', start)

    it('says so in time when Outlook never answers, and does nothing twice', async () => {
      const { host, open, standIn, close } = await start()
      await open(mail)
      standIn.wire.faults.set(157, 'silent')
      const marking = host.mark(host.current()!.key, 'not-filed').then(
        () => 'done',
        (error: Problem) => error.code,
      )
      expect(await marking).toBe('host-no-answer')
      await host.mark(host.current()!.key, 'filed')
      expect(standIn.categories(mail.messageId)).toEqual(['Abgelegt'])
      await close()
    })
    it('hands the source out as put together, with what Outlook tells, when it does not give the original', async () => {
      const { host, open, close } = await start()
      await open(mail)
      const { bytes, how } = await host.source(host.current()!.key)
      const text = new TextDecoder().decode(bytes)
      expect(how).toBe('rebuilt')
      expect(text).toContain('Message-ID: <plan@huber-verlag.example>')
      expect(text).toContain("filename*=utf-8''Plan.pdf")
      expect(text).toContain('X-Postakte-Rebuilt: Outlook')
      await close()
    })
    it('opens a reply form, and says what Outlook refuses', async () => {
      const { host, open, standIn, close } = await start()
      await open(mail)
      await host.reply(host.current()!.key, { all: true, html: '<p>Gern</p>' })
      expect(standIn.box.replies).toEqual([{ messageId: mail.messageId, all: true }])
      await close()
    })
  },
)

const mail = {
  kind: 'read' as const,
  key: 'plan',
  messageId: 'plan@huber-verlag.example',
  thread: [],
  people: [{ address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'from' as const }],
  subject: 'Plan',
  sentAt: '2026-03-02T09:12:00.000Z',
  attachments: [{ name: 'Plan.pdf', size: 40, inline: false }],
  mailbox: 'n.stein@sonnberg.example',
}

async function builtProbe(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'probe.ts'), formats: ['es'], fileName: 'probe' },
      // One file: what the adapter loads late is in it, too.
      rollupOptions: { output: { codeSplitting: false } },
    },
  })
  const [{ output }] = (Array.isArray(made) ? made : [made]) as unknown as [{ output: { code: string }[] }]
  return output[0]!.code
}

/** The adapter in the pane, as if it were here. */
async function under(standIn: StandIn): Promise<HostUnderTest & { readonly standIn: StandIn }> {
  let current: OpenItem | null = null
  let changes = 0
  const listeners = new Set<() => void>()
  await standIn.page.exposeFunction('probeChanged', (item: OpenItem | null) => {
    current = item
    changes++
    for (const listener of listeners) listener()
  })
  await standIn.openPane()
  await standIn.page.waitForFunction(() => frames[0] !== undefined)
  const { pane } = standIn
  await pane.waitForFunction(() => 'probe' in window)
  const abilities = (await pane.evaluate(() =>
    ['selected-mails', 'draft', 'reply', 'mark', 'silent-sign-in'].filter((one) => (window as any).probe.can(one)),
  )) as HostAbility[]
  const call = async (name: string, ...given: unknown[]): Promise<any> => {
    const outcome = await pane.evaluate(
      async ([what, args]) => {
        const host = (window as any).probe
        const bytes = (value: any) =>
          value?.bytes ? { ...value, bytes: value.bytes instanceof Uint8Array ? [...value.bytes] : new Uint8Array(value.bytes) } : value
        const work = what!.startsWith('store.') ? host.store[what!.slice(6)] : host[what!]
        return work(...args!.map(bytes)).then(
          (value: unknown) => ({ value: bytes(value) }),
          (error: any) => ({ code: error.code ?? String(error), facts: error.facts }),
        )
      },
      [name, given] as [string, any[]],
    )
    if ('code' in outcome) throw new Problem(outcome.code, outcome.facts)
    return outcome.value
  }
  const host: MailHost = {
    program: 'outlook',
    can: (what) => abilities.includes(what),
    current: () => current,
    onChange: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    selected: () => call('selected'),
    source: async (key) => {
      const { bytes, how } = await call('source', key)
      return { bytes: new Uint8Array(bytes), how }
    },
    insert: (key, content) => call('insert', key, content),
    attach: (key, file) => call('attach', key, { ...file, bytes: [...file.bytes] }),
    reply: (key, how) => call('reply', key, how),
    mark: (key, state) => call('mark', key, state),
    openPage: (address) => call('openPage', address),
    silentToken: (registration) => call('silentToken', registration),
    store: { get: (name) => call('store.get', name), set: (name, value) => call('store.set', name, value) },
  }
  return {
    standIn,
    host,
    open: async (item) => {
      const before = changes
      await standIn.show(item)
      await expect.poll(() => changes).toBeGreaterThan(before)
    },
    draft: async () => {
      const { open } = standIn.box
      if (open?.kind !== 'draft') throw new Error('no draft is open')
      return { text: open.text, files: open.files.map(({ name }) => name) }
    },
    isMarked: async (messageId) => standIn.categories(messageId).length > 0,
    close: async () => {
      const { errors } = standIn
      await standIn.close()
      expect([errors, standIn.wire.unknown]).toEqual([[], []])
    },
  }
}
