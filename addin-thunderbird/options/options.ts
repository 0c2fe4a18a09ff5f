import { HandOver } from '@postakte/panel/app/hand-over'
import { panelTexts } from '@postakte/panel/app/panel-texts'
import { Session } from '@postakte/panel/app/session'
import { Signal } from '@postakte/panel/app/signal'
import { fill } from '@postakte/shared/texts/fill'
import type { Language } from '@postakte/shared/texts/texts'
import browser from 'webextension-polyfill'
import { keepServer, permissionFor, readSettings, serverAddress } from '../host/settings'
import { localStore, prefix } from '../host/store'
import { thunderbirdTexts } from '../host/texts'
import { CompanySignIn } from './company-sign-in'
import { saidOfSignIn } from './sign-in-words'

/** Where the server is, what goes there, the permission for it, and the sign-in. */
const by = <T extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as T
const settings = await readSettings()
const language = new Signal<Language>(settings.language)
/** The server that may be reached; null: none yet. */
const server = new Signal<string | null>(null)
let session: Session | null = null
let handOver: HandOver | null = null
let company: CompanySignIn | null = null
/** The company signs in by its own service. */
let isByCompany = false
const none = { step: 'none' } as const
/** What stands in the way, to be said again in the other language. */
let trouble: () => string = () => ''

by<HTMLInputElement>('server').value = settings.server ?? ''
by<HTMLInputElement>('server').disabled = settings.serverIsGiven
by('connect').addEventListener('click', () => void connect())
by('server').addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Enter' && void connect())
by('language').addEventListener('click', () => {
  language.set(language.get() === 'de' ? 'en' : 'de')
  void localStore.set('language', language.get())
  draw()
})
by('company').addEventListener('click', () => void signInByCompany())
by('sign-in').addEventListener('click', () => void handOver?.begin('Thunderbird'))
by('stop').addEventListener('click', () => void handOver?.stop())
// Another page, or the background, may find that the session has ended, or sign in.
browser.storage.onChanged.addListener((changes) => `${prefix}tokens` in changes && void session?.start())
by('sign-out').addEventListener('click', () => void session?.signOut())
if (settings.server && (await browser.permissions.contains(permissionFor(settings.server)))) await take(settings.server)
draw()

/** Thunderbird asks for the permission in a click only: nothing may be awaited before. */
async function connect(): Promise<void> {
  const address = serverAddress(by<HTMLInputElement>('server').value)
  if (address === null) return show(() => thunderbirdTexts(language.get()).serverWrong)
  const allowed = await browser.permissions.request(permissionFor(address)).catch(() => false)
  if (!allowed) return show(() => thunderbirdTexts(language.get()).notAllowed)
  await keepServer(address)
  by<HTMLInputElement>('server').value = address
  show(() => '')
  await take(address)
}

async function take(address: string): Promise<void> {
  session = new Session({ base: address, store: localStore, language: language.get })
  const opener = {
    program: 'thunderbird',
    store: localStore,
    openPage: (page: string) => messenger.windows.openDefaultBrowser(page),
  } as const
  handOver = new HandOver(session, opener)
  company = new CompanySignIn(session)
  session.state.watch(draw)
  handOver.state.watch(draw)
  company.state.watch(draw)
  server.set(address)
  await session.start()
  isByCompany = await company.offered()
  draw()
  if (session.state.get() === 'signed-out') void handOver.resume()
}

async function signInByCompany(): Promise<void> {
  await company?.begin('Thunderbird')
  // A hand-over that was begun meanwhile asks no longer.
  if (session?.state.get() === 'signed-in') await handOver?.stop()
}

function show(what: () => string): void {
  trouble = what
  draw()
}

function draw(): void {
  const words = thunderbirdTexts(language.get())
  const { say } = panelTexts(language.get())
  document.documentElement.lang = language.get()
  const texts = {
    title: words.optionsTitle,
    language: say('language'),
    how: words.optionsHow,
    'sent-title': words.sentTitle,
    'server-label': words.server,
    'server-note': settings.serverIsGiven ? words.serverGiven : words.serverHint,
    connect: words.connect,
    company: words.companySignIn,
    'sign-in': say('signIn'),
    stop: say('signInStop'),
    'sign-out': words.signOut,
    'code-label': say('signInCode'),
    wait: say('signInWaiting'),
    page: say('signInOpen'),
  }
  for (const [id, text] of Object.entries(texts)) by(id).textContent = text
  // The company's server is allowed already: all that is left is the sign-in.
  by('connect').hidden = settings.serverIsGiven && server.get() !== null
  by('connect').classList.toggle('plain', server.get() !== null)
  const lines = [words.sentHead, words.sentMail, words.sentDraft, words.sentTyped, words.sentPresence, words.sentNowhere]
  by('sent').replaceChildren(...lines.map((line) => Object.assign(document.createElement('li'), { textContent: line })))
  drawAccount()
  by('error').textContent = trouble()
  by('error').hidden = trouble() === ''
}

function drawAccount(): void {
  const words = thunderbirdTexts(language.get())
  const isIn = session?.state.get() === 'signed-in'
  const [step, window] = [handOver?.state.get() ?? none, company?.state.get() ?? none]
  const said = isIn ? words.signedIn : saidOfSignIn({ step, window, isByCompany }, language.get())
  by('account').hidden = server.get() === null
  by('state').textContent = `${fill(words.connected, { server: server.get() ?? '' })} ${said}`
  by('state').classList.toggle('trouble', !isIn && (step.step === 'failed' || (step.step === 'none' && window.step === 'failed')))
  by('waiting').hidden = step.step !== 'waiting'
  by('code').textContent = step.step === 'waiting' ? step.userCode : ''
  by<HTMLAnchorElement>('page').href = step.step === 'waiting' ? step.page : ''
  by('company').hidden = isIn || !isByCompany || step.step === 'waiting'
  by<HTMLButtonElement>('company').disabled = window.step === 'open'
  by('sign-in').hidden = isIn || step.step === 'waiting'
  by('sign-in').classList.toggle('plain', isByCompany)
  by<HTMLButtonElement>('sign-in').disabled = step.step === 'beginning'
  by('stop').hidden = step.step !== 'waiting'
  by('sign-out').hidden = !isIn
}
