import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Db } from '@postakte/server/db/db'
import { startApi, type TestApi } from '@postakte/server/testing/api'
import { startDovecot, type TestDovecot } from '@postakte/server/testing/dovecot'
import { noras } from '@postakte/server/testing/passwords'
import { freePort } from '@postakte/server/testing/postgres'
import { deviceRoutes } from '@postakte/shared/api/device'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { buildAddIn } from '../build.mjs'
import { backToMail } from './mail-window'
import { clickSide } from './side-panel-hands'
import { Thunderbird } from './thunderbird'

/** A working day: Postakte's server, a mail server, a Thunderbird with the built add-on in it. */
export interface House {
  readonly api: TestApi
  readonly dovecot: TestDovecot
  readonly thunderbird: Thunderbird
  readonly base: string
  /** Folder of the built add-on. */
  readonly addIn: string
  /** The server cannot be reached while it is. */
  away: boolean
  /** Requests that came in, in order: method and path. */
  readonly asked: string[]
  /** Answers to these paths wait until it is called. */
  hold: { readonly path: string; readonly until: Promise<void> } | null
  /** The field on the options page as it stood when the user signed in. */
  givenServer: { readonly value: string; readonly disabled: boolean; readonly note: string } | null
  close(): Promise<void>
}

export const user = 'nora'

/** What is waited for comes within this, or it does not come. */
export const soon = { timeout: 45_000 } as const

export interface HouseOptions {
  readonly more?: Readonly<Record<string, string | number | boolean>>
  /** The company has said by policy where the server is, in German. */
  readonly byPolicy?: boolean
  /** Migrated, empty or with the world; absent: a new embedded one. */
  readonly openDb?: () => Promise<Db>
  /** Further entry points of the add-on's build. */
  readonly pages?: Readonly<Record<string, string>>
  /** Where mails are sent to; absent: nowhere. */
  readonly smtpPort?: number
  /** Of the server at that address, beside the usual ones. */
  readonly settings?: (base: string) => Promise<Readonly<Record<string, string>>>
}

export async function openHouse({
  more = {},
  pages = {},
  byPolicy = false,
  openDb = embedded,
  smtpPort,
  settings = async () => ({}),
}: HouseOptions = {}): Promise<House> {
  const addIn = mkdtempSync(join(tmpdir(), 'postakte-xpi-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const [api, dovecot] = await Promise.all([
    openDb().then(async (db) => startApi(db, { POSTAKTE_URL: base, ...(await settings(base)) })),
    startDovecot(),
    buildAddIn(addIn, pages),
  ])
  const house = { api, dovecot, base, addIn, away: false, hold: null, givenServer: null, asked: [] as string[] } as unknown as {
    -readonly [K in keyof House]: House[K]
  }
  const server = await serve(house, port)
  house.thunderbird = await Thunderbird.start({
    imapPort: dovecot.port,
    smtpPort: smtpPort ?? (await freePort()),
    user,
    name: 'Nora Stein',
    address: 'n.stein@sonnberg.example',
    more,
    ...(byPolicy ? { policy: { server: base, language: 'de' } } : {}),
  })
  house.close = async () => {
    await house.thunderbird.stop()
    server.closeAllConnections()
    server.close()
    await Promise.all([api.close(), dovecot.stop()])
    rmSync(addIn, { recursive: true, force: true })
  }
  return house
}

/** Prepared once for a run of the tests; there is none outside of one. */
const embedded = async () => (await import('@postakte/server/testing/databases')).openMigrated('world')

async function serve(house: House, port: number): Promise<Server> {
  const listener = getRequestListener((request, env) => house.api.routes.fetch(request, env))
  const server = createServer(async (request, response) => {
    if (house.away) return void request.socket.destroy()
    house.asked.push(`${request.method} ${request.url}`)
    if (house.hold && request.url === house.hold.path) await house.hold.until
    await listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  if ((server.address() as AddressInfo).port !== port) throw new Error('another port')
  return server
}

/** What Nora does in the browser: signs in there, compares the code, and confirms it. */
export async function confirmCode(house: House, userCode: string): Promise<void> {
  const { api } = house
  const { accessToken } = await api.call('nora', sessionRoutes.signIn, {
    body: { login: 'nora', password: noras, program: 'desk', name: 'Browser' },
  })
  const response = await api.send(null, 'POST', deviceRoutes.confirmDevice.path, { userCode }, { Authorization: `Bearer ${accessToken}` })
  if (!response.ok) throw new Error(await response.text())
}

/** As after the sign-in of the first day, in a house with a policy: the server is allowed, the tokens are there. A mail must be shown. */
export async function signInAtOnce(house: House): Promise<void> {
  const { thunderbird, api } = house
  const client = { login: user, password: noras, program: 'thunderbird', name: 'Thunderbird' } as const
  const { accessToken, refreshToken, accessUntil } = await api.call(user, sessionRoutes.signIn, { body: client })
  await clickSide(thunderbird, 'first')
  await thunderbird.page('options.html', () => until('the page', () => document.querySelector('#connect')?.textContent))
  house.givenServer = await thunderbird.page('options.html', () => {
    const { value, disabled } = document.querySelector<HTMLInputElement>('#server')!
    return { value, disabled, note: document.querySelector('#server-note')!.textContent! }
  })
  await thunderbird.clickIn('options.html', '#connect')
  await thunderbird.page('options.html', () => until('the connection', () => !document.querySelector<HTMLElement>('#account')!.hidden))
  await thunderbird.page(
    'options.html',
    (tokens) => (window as any).browser.storage.local.set({ 'panel.tokens': tokens }) as Promise<void>,
    JSON.stringify({ accessToken, refreshToken, accessUntil }),
  )
  await backToMail(thunderbird)
}
