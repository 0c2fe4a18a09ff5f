import { type PanelTexts, panelTexts } from '@postakte/panel/app/panel-texts'
import { Session } from '@postakte/panel/app/session'
import { Outbox } from '@postakte/panel/outbox/outbox'
import browser from 'webextension-polyfill'
import { keepServer, permissionFor, readSettings, type Settings } from '../host/settings'
import { localStore } from '../host/store'
import { tellRefusals } from './refusals'
import { mailSent, sourceLater } from './sent'

/** What every answer of the background works with, once a server is known. */
export interface Parts {
  readonly settings: Settings
  readonly texts: PanelTexts
  readonly session: Session
  readonly outbox: Outbox
}

let made: Promise<Parts> | null = null

/** The background sleeps whenever nothing happens: all of this is read anew at each waking. */
export function parts(): Promise<Parts> {
  made ??= make()
  return made
}

/** Another server, another language, signed in or out by another page: what is known of it is read anew. */
export function forgetParts(): void {
  made = null
  allowed = null
}

async function make(): Promise<Parts> {
  const settings = await readSettings()
  if (settings.server !== null && settings.serverIsGiven) await keepServer(settings.server)
  const session = new Session({ base: settings.server ?? '', store: localStore, language: () => settings.language })
  const outbox = new Outbox(session, localStore, { keepFirst: true, sourceLater, onSent: (one, result) => void mailSent(one, result) })
  await Promise.all([session.start(), outbox.start()])
  const texts = panelTexts(settings.language)
  tellRefusals(outbox, texts)
  return { settings, texts, session, outbox }
}

/** What is missing before anything can be asked of the server. */
export async function missing({ settings, session }: Parts): Promise<'server' | 'permission' | 'signed-out' | 'ended' | null> {
  if (settings.server === null) return 'server'
  if (!(await isAllowed(settings.server))) return 'permission'
  const state = session.state.get()
  return state === 'signed-in' ? null : state === 'ended' ? 'ended' : 'signed-out'
}

let allowed: Promise<boolean> | null = null
const isAllowed = (server: string) => (allowed ??= browser.permissions.contains(permissionFor(server)))

/** The user has given a permission, or taken it. */
export function forgetPermission(): void {
  allowed = null
}
