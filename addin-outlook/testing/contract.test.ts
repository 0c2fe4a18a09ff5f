import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HostUnderTest, hostContract } from '@postakte/panel/host/contract'
import { everyAbility, hostElsewhere } from '@postakte/panel/host/host-elsewhere'
import type { OpenItem } from '@postakte/panel/host/mail-host'
import { startBrowser } from '@postakte/server/testing/browser'
import { browserPath, leftOut } from '@postakte/server/testing/components'
import { Problem } from '@postakte/shared/model/problem'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StandIn } from './stand-in'

const manifest = readFileSync(join(import.meta.dirname, '../../manifest.xml'), 'utf8')
const page = `<!doctype html><html><body><script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script><script type="module" src="probe.js"></script></body></html>`

describe.skipIf(leftOut("Outlook's adapter with Microsoft's own Office.js", 'Chromium', browserPath()))(
  'in the emulated Outlook on the web',
  () => {
    let browser: Browser
    let script = ''
    beforeAll(async () => {
      script = await builtProbe()
      browser = await startBrowser()
    })
    afterAll(() => browser?.close())

    const start = async () => {
      const standIn = await StandIn.start(browser, { manifest, file: (path) => (path === 'probe.js' ? script : page) })
      return under(standIn)
    }
    hostContract('Outlook', start)

    it('tells who writes before Outlook is asked anything, then all of the mail under the same key', async () => {
      const { host, open, told, close } = await start()
      await open({ ...mail, thread: ['angebot@sonnberg.example'], mailbox: 'service@sonnberg.example' })
      const [first, second, ...more] = told
      expect(first).toMatchObject({ messageId: mail.messageId, people: mail.people, thread: [], mailbox: null, incomplete: true })
      expect(second).toEqual({ ...first, thread: ['angebot@sonnberg.example'], mailbox: 'service@sonnberg.example', incomplete: undefined })
      expect([second, more]).toEqual([host.current(), []])
      await close()
    })
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
      expect(standIn.box.replies).toEqual([{ messageId: mail.messageId, all: true, html: '<p>Gern</p>' }])
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

const isIncomplete = (item: OpenItem | null) => item?.kind === 'read' && item.incomplete === true

/** The adapter in the pane, as if it were here. */
async function under(
  standIn: StandIn,
): Promise<HostUnderTest & { readonly standIn: StandIn; readonly told: readonly (OpenItem | null)[] }> {
  const told: (OpenItem | null)[] = []
  await standIn.page.exposeFunction('probeChanged', (item: OpenItem | null) => {
    told.push(item)
    tell(item)
  })
  await standIn.openPane()
  await standIn.page.waitForFunction(() => frames[0] !== undefined)
  const { pane } = standIn
  await pane.waitForFunction(() => 'probe' in window)
  const can = await pane.evaluate((all) => all.filter((one) => (window as any).probe.can(one)), everyAbility)
  const call = async (name: string, ...given: readonly unknown[]): Promise<any> => {
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
      [name, [...given]] as [string, any[]],
    )
    if ('code' in outcome) throw new Problem(outcome.code, outcome.facts)
    return outcome.value
  }
  const { host, tell } = hostElsewhere({ program: 'outlook', abilities: new Set(can), call })
  return {
    standIn,
    host,
    told,
    open: async (item) => {
      const before = told.length
      await standIn.show(item)
      await expect.poll(() => told.length > before && !isIncomplete(host.current())).toBe(true)
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
