import type { Language } from '@postakte/shared/texts/texts'
import browser from 'webextension-polyfill'
import { localStore } from './store'

export interface Settings {
  /** Address of the server, without a slash at the end; null: none yet. */
  readonly server: string | null
  /** The company gave it: it is not the user's to change. */
  readonly serverIsGiven: boolean
  readonly language: Language
  /** The side panel, until the user unfolds it. */
  readonly foldedAtFirst: boolean
}

/** The server that the company gave stands before what the user chose, its language after that. */
export async function readSettings(): Promise<Settings> {
  const [policy, own, chosen, language] = await Promise.all([
    readPolicy(),
    ownServer(),
    localStore.get('server'),
    localStore.get('language'),
  ])
  const given = policy.server ?? own
  return {
    server: given ?? chosen,
    serverIsGiven: given !== null,
    language: languageOf(language ?? policy.language ?? browser.i18n.getUILanguage()),
    foldedAtFirst: policy.folded,
  }
}

/** Tokens are one server's own: where another one is named now, those for the one before are dropped. */
export async function keepServer(address: string): Promise<void> {
  if ((await localStore.get('server')) === address) return
  await localStore.set('tokens', null)
  await localStore.set('hand-over', null)
  await localStore.set('server', address)
}

export const languageOf = (tag: string): Language => (tag.toLowerCase().startsWith('de') ? 'de' : 'en')

/** What the administrators of a company have set (docs/thunderbird.md). Without a policy Thunderbird rejects. */
async function readPolicy() {
  const { server, language, folded } = (await browser.storage.managed.get(null).catch(() => ({}))) as Record<string, unknown>
  return {
    server: typeof server === 'string' ? serverAddress(server) : null,
    language: typeof language === 'string' ? language : null,
    folded: folded === true,
  }
}

/** An add-on that a server handed out names that server (server/thunderbird/own-add-on.ts); the add-on site's names none. */
async function ownServer(): Promise<string | null> {
  const { server } = (await (await fetch(browser.runtime.getURL('server.json'))).json()) as { server: unknown }
  return typeof server === 'string' ? serverAddress(server) : null
}

/** As it is kept; null: no address that mails may be sent to. Plain HTTP is for a server on the same machine only. */
export function serverAddress(text: string): string | null {
  const trimmed = text.trim()
  const url = URL.parse(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
  if (!url || `${url.origin}/` !== url.href) return null
  const here = url.hostname === '127.0.0.1' || url.hostname === 'localhost'
  return url.protocol === 'https:' || (url.protocol === 'http:' && here) ? url.origin : null
}

/** Host patterns know no port. */
export const permissionFor = (server: string): { origins: string[] } => {
  const { protocol, hostname } = new URL(server)
  return { origins: [`${protocol}//${hostname}/*`] }
}
