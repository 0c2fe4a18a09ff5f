import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenItem, ReadMail } from '@postakte/panel/host/mail-host'
import { startApi, type TestApi } from '@postakte/server/testing/api'
import { startBrowser } from '@postakte/server/testing/browser'
import { openMigrated } from '@postakte/server/testing/databases'
import { templateInstallation } from '@postakte/shared/outlook/installation'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { StandIn, type StandInOptions } from './stand-in'

export const annasQuestion: ReadMail = {
  kind: 'read',
  key: 'frage',
  messageId: 'liefertermin@huber-verlag.example',
  thread: [],
  people: [
    { address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'from' },
    { address: 'service@sonnberg.example', name: 'Kundenservice', role: 'to' },
  ],
  subject: 'Ab wann gilt das neue Abo?',
  sentAt: '2026-03-02T09:12:00.000Z',
  attachments: [],
  mailbox: null,
}
/** Another mail: each has its own key, Message-ID and subject. */
export const mailNamed = (key: string, more: Partial<ReadMail> = {}): ReadMail => ({
  ...annasQuestion,
  key,
  messageId: `${key}@huber-verlag.example`,
  subject: `Frage: ${key}`,
  ...more,
})

interface PaneOptions extends Partial<StandInOptions> {
  readonly login?: string | null
  readonly beside?: OpenItem | null
}

/** A day at work: the pane that the real server hands out in the emulated Outlook, the server on the embedded database, several panes one after the other. */
export class Day {
  readonly api: TestApi
  /** The server cannot be reached. */
  away = false
  /** Answers to requests that it knows wait. */
  hold: ((request: Request) => Promise<void> | undefined) | null = null
  /** Requests that the server carries out, and whose answers never arrive. */
  lose: ((request: Request) => boolean) | null = null
  private readonly browser: Browser
  private readonly manifest: string
  private readonly open: StandIn[] = []

  private constructor(browser: Browser, api: TestApi, manifest: string) {
    this.browser = browser
    this.api = api
    this.manifest = manifest
  }

  /** `db`: migrated, empty or with the world; else an embedded one. */
  static async begin(db = openMigrated('world')): Promise<Day> {
    const browser = await startBrowser()
    const api = await startApi(await db, { POSTAKTE_URL: templateInstallation.base })
    return new Day(browser, api, await (await api.send(null, 'GET', '/install/outlook/manifest.xml')).text())
  }

  /** A pane, signed in already unless `login` is null, opened beside that mail. */
  async pane({ login = 'nora', beside = null, ...more }: PaneOptions = {}): Promise<StandIn> {
    const standIn = await StandIn.start(this.browser, {
      manifest: this.manifest,
      server: (request) => (this.away ? null : this.answer(request)),
      ...more,
    })
    this.open.push(standIn)
    // As a sign-in of yesterday left it.
    const tokens = login && { accessToken: this.api.token(login), refreshToken: '', accessUntil: '2100-01-01T00:00:00Z' }
    if (tokens) await standIn.keep(`${standIn.wire.user.address}.tokens`, JSON.stringify(tokens))
    await standIn.show(beside)
    await standIn.openPane()
    return standIn
  }

  /** What went wrong in a pane's page, and calls that the emulated Outlook does not know. */
  faults(): readonly string[] {
    return this.open.flatMap(({ errors, wire }) => [...errors, ...wire.unknown])
  }

  /** At the end of a test: panes are closed, the server is there again. */
  async evening(): Promise<void> {
    this.away = false
    this.hold = null
    this.lose = null
    for (const one of this.open.splice(0)) await one.close()
  }

  async end(): Promise<void> {
    await this.browser.close()
    await this.api.close()
  }

  /** Where mails with that subject lie, by whom: as the database has it. */
  async lying(subject: string): Promise<readonly string[]> {
    const rows = await this.api.db.query<{ name: string }>(
      `select coalesce(k.title, c.name, o.title) as name from filings f join mails m on m.id = f.mail_id
         left join cases k on k.id = f.case_id left join contacts c on c.id = f.contact_id left join opportunities o on o.id = f.opportunity_id
       where m.subject like $1 and f.removed_at is null and f.filed_by is not null order by name`,
      [subject],
    )
    return rows.map(({ name }) => name)
  }

  async answer(request: Request): Promise<Response | null> {
    await this.hold?.(request.clone())
    const isLost = this.lose?.(request) ?? false
    const response = await this.api.routes.request(request, {}, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
    return isLost ? null : response
  }
}

export const pictures = join(import.meta.dirname, '../../.reports/pictures')
export const pictureOf = async (standIn: StandIn, name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true })
  await standIn.page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** Of one file of journeys: begins once, has its evening after each of them, and nothing that went wrong meanwhile is passed over. */
export function eachDay(begun: (day: Day) => void | Promise<void>): void {
  let day: Day | undefined
  beforeAll(async () => {
    day = await Day.begin()
    await begun(day)
  }, 240_000)
  afterEach(async () => {
    const faults = day!.faults()
    await day!.evening()
    expect(faults).toEqual([])
  })
  afterAll(() => day?.end())
}
