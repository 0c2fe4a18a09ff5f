import type { Language } from '@postakte/shared/texts/texts'
import { createRoot, type Root } from 'react-dom/client'
import { Panel } from '../app/panel'
import { panelParts } from '../app/start-panel'
import type { Card } from '../app/use-lookup'
import { FakeHost } from '../host/fake-host'
import { answersOfWorld } from '../testing/answers'
import { base } from '../testing/world'
import { filedAtCase, type GalleryState, galleryStates, galleryTokens } from './states'

/** ?state=known&language=de&theme=light: that state alone; without a state: links to all. */
const asked = new URLSearchParams(location.search)
const language = (asked.get('language') ?? 'de') as Language
const theme = (asked.get('theme') ?? 'light') as 'light' | 'dark'
const root = document.getElementById('root')!
const state = galleryStates[asked.get('state') ?? '']
let drawn: Root | null = null

async function show(shown: GalleryState): Promise<void> {
  drawn?.unmount()
  document.documentElement.dataset.ready = 'false'
  const { item, signedIn, prepare, picks = {}, clicks = [], types } = shown
  const host = new FakeHost()
  host.show(item)
  const parts = panelParts(host, { base, language, fetch: async (input, init) => answer(new Request(input, init), shown) })
  await parts.session.start()
  if (signedIn) await parts.session.signIn(galleryTokens)
  prepare?.(parts)
  document.documentElement.style.colorScheme = theme
  drawn = createRoot(root)
  drawn.render(<Panel parts={parts} theme={theme} />)
  for (const [name, value] of Object.entries(picks)) enter(await until(() => listNamed(name, value)), value)
  for (const click of clicks) (await until(() => buttonNamed(click))).click()
  if (types !== undefined) enter(await until(focusedField), types)
  await settled()
  document.documentElement.dataset.ready = 'true'
}

/** By what it says or is called, in either language; only what is seen. */
const buttonNamed = (names: readonly string[]) =>
  [...document.querySelectorAll('button')].find(
    (button) => button.checkVisibility() && names.some((name) => startsWith(nameOf(button), name)),
  )

/** Once it has what is to be chosen. */
const listNamed = (name: string, value: string) =>
  [...document.querySelectorAll('select')].find(
    ({ ariaLabel, options }) => ariaLabel?.endsWith(name) && [...options].some((option) => option.value === value),
  )
const focusedField = () => (document.activeElement instanceof HTMLInputElement ? document.activeElement : undefined)

/** As React hears it from a user. */
function enter(field: HTMLInputElement | HTMLSelectElement, value: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')!.set!.call(field, value)
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
}

const nameOf = (button: HTMLButtonElement) => button.ariaLabel ?? button.querySelector('strong')?.textContent ?? button.textContent ?? ''

/** 'Wiedervorlage' is not 'Wiedervorlagen'. */
const startsWith = (text: string, name: string) => text.startsWith(name) && (name.endsWith(' ') || !/^\p{L}/u.test(text.slice(name.length)))

/** For whoever counts what was asked for. */
const allAsked: string[] = []
Object.assign(window, { asked: allAsked })

async function answer(request: Request, { card, answers = {} }: GalleryState): Promise<Response> {
  const asked = `${request.method} ${new URL(request.url).pathname}`
  allAsked.push(asked)
  if (asked === 'GET /api/events') return card === 'away' ? Response.error() : events()
  if (card === null) return new Promise(() => {})
  if (card === 'away') throw new TypeError('away')
  if (card === 'error') return Response.json(notAllowed, { status: 403 })
  const known: Readonly<Record<string, unknown>> = {
    ...answersOfWorld,
    'POST /api/lookup': { validator: 'v1', card },
    'POST /api/mails/filings': filedNow,
    'PUT /api/presence': present(card),
    ...answers,
  }
  const given = known[asked]
  const said = typeof given === 'function' ? await given({ body: request.body === null ? null : await request.json() }) : given
  if (said !== undefined) return said instanceof Response ? said : Response.json(said)
  return request.method === 'DELETE' ? new Response(null, { status: 204 }) : new Promise(() => {})
}

/** A line that stays open. */
const events = () =>
  new Response(new ReadableStream({ start: (line) => line.enqueue(new TextEncoder().encode('event: hello\ndata: {}\n\n')) }), {
    headers: { 'Content-Type': 'text/event-stream' },
  })

const notAllowed = {
  code: 'not-allowed',
  title: language === 'de' ? 'Das dürfen Sie nicht sehen. Fragen Sie Ihre Verwaltung.' : 'You may not see that. Ask your administrator.',
  status: 403,
}
const filedNow = { results: [{ outcome: 'filed', mailId: '55', filings: filedAtCase.filings }], others: [] }
const present = (card: Card) => ({
  at: { mailId: '55', caseId: null, messageKey: null },
  others: card.others.map((one) => ({ ...one, mailId: '55', caseId: null, messageKey: null })),
  again: 30,
})

function list(): void {
  for (const name of Object.keys(galleryStates)) {
    const link = document.createElement('a')
    link.href = `?state=${name}&language=${language}&theme=${theme}`
    link.textContent = name
    const line = document.createElement('p')
    line.append(link)
    root.append(line)
  }
}

/** Nothing changes on the page any more, and no screen is on its way. */
async function settled(): Promise<void> {
  let still = 0
  const watch = new MutationObserver(() => {
    still = 0
  })
  watch.observe(root, { subtree: true, childList: true, attributes: true, characterData: true })
  while (still < 6) {
    await new Promise(requestAnimationFrame)
    still = document.querySelector('.screen.bone') || root.childElementCount === 0 ? 0 : still + 1
  }
  watch.disconnect()
}

async function until<T>(found: () => T | undefined): Promise<T> {
  for (;;) {
    const value = found()
    if (value !== undefined) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

// Another state on the same page: the pictures need some hundred.
Object.assign(window, { showState: (name: string) => show(galleryStates[name]!) })
if (state) await show(state)
else list()
