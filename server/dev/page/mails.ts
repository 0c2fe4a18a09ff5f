import { deDev } from '@postakte/shared/texts/de-dev'
import { deExplain } from '@postakte/shared/texts/de-explain'
import { enDev } from '@postakte/shared/texts/en-dev'
import { enExplain } from '@postakte/shared/texts/en-explain'

/** Everything that comes from a mail goes into the page by textContent alone. */

interface Line {
  readonly id: string
  readonly subject: string
  readonly fromAddress: string
  readonly fromName: string
  readonly at: string
}
interface Named {
  readonly name: string
}
interface Detail extends Line {
  readonly kind: 'file' | 'ask' | 'unmatched' | 'ignore'
  readonly class: keyof typeof deExplain.classes
  readonly direction: keyof typeof deExplain.directions
  readonly trust: number
  readonly preview: string
  readonly filed: readonly (Named & { because: string; removed: boolean })[]
  readonly candidates: readonly Named[]
  readonly suggestions: readonly Named[]
  readonly findings: readonly string[]
  readonly hops: readonly {
    kind: keyof typeof deExplain.hops
    by: { address: string } | null
    dateUtc: string | null
    comment: string
  }[]
  readonly partly: readonly string[]
  readonly attachments: readonly { filename: string | null; contentType: string; size: number }[]
  readonly sightings: readonly { source: string; folder: string; at: string }[]
}
interface Held {
  readonly id: string
  readonly folder: string
  readonly receivedAt: string
  readonly problem: { readonly reason: string }
}
interface Explained {
  readonly decision: Detail['kind']
  readonly from: { address: string; name: string }
  readonly subject: string
  readonly findings: readonly { because: string }[]
  readonly hops: Detail['hops']
}

type State = keyof typeof deDev.states
const language = {
  now: (localStorage.getItem('language') ?? (navigator.language.startsWith('en') ? 'en' : 'de')) as 'de' | 'en',
}
const view = {
  state: 'todo' as State,
  open: null as string | null,
  token: sessionStorage.getItem('token') ?? '',
}
const words = () => (language.now === 'de' ? deDev : enDev)
const explainWords = () => (language.now === 'de' ? deExplain : enExplain)

const by = <T extends HTMLElement>(id: string) => document.getElementById(id) as T

function make<K extends keyof HTMLElementTagNameMap>(tag: K, text = '', className = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.textContent = text
  if (className) element.className = className
  return element
}

class Refused extends Error {
  readonly status: number
  constructor(status: number, title: string) {
    super(title)
    this.status = status
  }
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${view.token}`,
    'Accept-Language': language.now,
    ...(init.headers as Record<string, string>),
  }
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw new Refused(0, words().offline)
  })
  if (response.ok) return response
  const problem = (await response.json().catch(() => ({ title: String(response.status) }))) as {
    title: string
  }
  throw new Refused(response.status, problem.title)
}
const askJson = async <T>(path: string, init?: RequestInit): Promise<T> => (await ask(path, init)).json() as Promise<T>

/** Runs an action; what goes wrong is said in words, and the sign-in comes back when it has ended. */
async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work()
    by('error').hidden = true
  } catch (error) {
    if (error instanceof Refused && error.status === 401) showLogin('')
    else {
      by('error').hidden = false
      by('error').textContent = (error as Error).message
    }
  }
}

const moment = (iso: string) =>
  new Intl.DateTimeFormat(language.now === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(iso))
const bytes = (size: number) =>
  `${new Intl.NumberFormat(language.now === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 1 }).format(size / 1024)} KB`

async function refresh(): Promise<void> {
  const counts = await askJson<Record<string, number>>('/dev/api/counts')
  by('states').replaceChildren(...(Object.keys(words().states) as State[]).map((state) => stateButton(state, counts[state] ?? 0)))
  if (view.state === 'quarantined') showHeld(await askJson<Held[]>('/dev/api/quarantine'))
  else showLines(await askJson<Line[]>(`/dev/api/mails?state=${view.state}&order=${by<HTMLSelectElement>('order').value}`))
}

function stateButton(state: State, count: number): HTMLElement {
  const button = make('button', `${words().states[state]} ${count}`)
  button.setAttribute('aria-current', String(view.state === state))
  button.addEventListener('click', () => {
    view.state = state
    view.open = null
    showPick()
    void guarded(refresh)
  })
  return button
}

function showLines(lines: readonly Line[]): void {
  const list = by('list')
  const focused = (document.activeElement as HTMLElement | null)?.dataset.id
  list.replaceChildren(...(lines.length === 0 ? [make('p', words().empty, 'quiet')] : lines.map(lineButton)))
  if (focused) list.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus()
}

function lineButton(line: Line): HTMLElement {
  const button = make('button', '', 'mail')
  button.dataset.id = line.id
  button.setAttribute('aria-current', String(view.open === line.id))
  const small = make('small')
  small.append(make('span', shownSender(line)), make('span', moment(line.at)))
  button.append(make('strong', line.subject || words().noSubject), small)
  button.addEventListener('click', () => {
    view.open = line.id
    for (const other of by('list').querySelectorAll('.mail'))
      other.setAttribute('aria-current', String((other as HTMLElement).dataset.id === line.id))
    void guarded(() => openMail(line.id))
  })
  button.addEventListener('keydown', (event) => moveFocus(event, button))
  return button
}

/** A name that looks like an address never hides the true one. */
const shownSender = ({ fromName, fromAddress }: Line) => (fromName === '' || fromName.includes('@') ? fromAddress : fromName)

/** Arrow keys walk through the list. */
function moveFocus(event: KeyboardEvent, button: HTMLElement): void {
  const next = event.key === 'ArrowDown' ? button.nextElementSibling : event.key === 'ArrowUp' ? button.previousElementSibling : null
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}

function showHeld(held: readonly Held[]): void {
  by('list').replaceChildren(
    ...(held.length === 0
      ? [make('p', words().empty, 'quiet')]
      : held.map((one) => {
          const card = make('div', '', 'mail')
          const button = make('button', words().retry)
          button.addEventListener('click', () =>
            guarded(async () => {
              await ask(`/dev/api/quarantine/${one.id}/retry`, { method: 'POST' })
              await refresh()
            }),
          )
          card.append(make('strong', one.problem.reason), make('small', `${one.folder}, ${one.receivedAt}`), button)
          return card
        })),
  )
}

function showPick(): void {
  by('detail').replaceChildren(make('p', words().pick, 'quiet'))
}

async function openMail(id: string): Promise<void> {
  const mail = await askJson<Detail>(`/dev/api/mails/${id}`)
  const detail = by('detail')
  detail.replaceChildren(...heading(mail), ...sections(mail), buttons(mail))
  if (window.innerWidth <= 760) detail.scrollIntoView()
  detail.focus({ preventScroll: true })
}

function heading(mail: Detail): HTMLElement[] {
  const texts = explainWords()
  const verdict = make(
    'p',
    {
      file: words().states.filed,
      ask: words().states.ask,
      unmatched: words().states.unmatched,
      ignore: words().states.ignored,
    }[mail.kind],
    `verdict ${mail.kind}`,
  )
  const about = `${texts.classes[mail.class]}, ${texts.directions[mail.direction]}. ${texts.trusts[mail.trust as 0] ?? ''}`
  return [
    make('h2', mail.subject || words().noSubject),
    make('p', `${mail.fromName.includes('@') ? '' : mail.fromName} <${mail.fromAddress}> · ${moment(mail.at)}`, 'quiet'),
    verdict,
    make('p', about, mail.trust === 0 ? 'doubt' : 'quiet'),
    make('p', mail.preview),
  ]
}

function sections(mail: Detail): HTMLElement[] {
  const texts = words()
  return [
    ...listed(
      texts.filedUnder,
      mail.filed.map((one) => `${one.name}: ${one.because}${one.removed ? ` ${texts.removed}` : ''}`),
    ),
    ...listed(
      texts.candidates,
      mail.candidates.map(({ name }) => name),
    ),
    ...listed(
      texts.suggestions,
      mail.suggestions.map(({ name }) => name),
    ),
    ...listed(texts.why, mail.findings),
    ...listed(texts.hops, mail.hops.map(hopText)),
    ...listed(
      texts.attachments,
      mail.attachments.map((file) => `${file.filename ?? file.contentType} (${bytes(file.size)})`),
    ),
    ...(mail.partly.length > 0 ? [make('p', texts.partly.replace('{limits}', mail.partly.join(', ')), 'doubt')] : []),
    ...listed(
      texts.sightings,
      mail.sightings.map((one) => `${one.folder} (${one.source}), ${moment(one.at)}`),
    ),
  ]
}

const hopText = (hop: Detail['hops'][number]) =>
  `${explainWords().hops[hop.kind]}, ${words().from} ${hop.by?.address ?? '–'}${hop.dateUtc ? `, ${moment(hop.dateUtc)}` : ''}${hop.comment ? `: „${hop.comment.slice(0, 300)}“` : ''}`

function listed(title: string, items: readonly string[]): HTMLElement[] {
  if (items.length === 0) return []
  const list = make('ul')
  list.append(...items.map((item) => make('li', item)))
  return [make('h3', title), list]
}

function buttons(mail: Detail): HTMLElement {
  const row = make('div', '', 'row')
  const result = make('div')
  const add = (label: string, work: () => Promise<void>) => {
    const button = make('button', label)
    button.addEventListener('click', () => guarded(work))
    row.append(button)
  }
  add(words().again, async () => {
    const again = await askJson<{ kind: Detail['kind']; under: Named[]; findings: string[] }>(`/dev/api/mails/${mail.id}/again`, {
      method: 'POST',
    })
    result.replaceChildren(...listed(words().againResult, [...again.under.map(({ name }) => name), ...again.findings]))
  })
  add(words().original, async () => {
    const text = await (await ask(`/dev/api/mails/${mail.id}/original`)).text()
    result.replaceChildren(make('pre', text.slice(0, 200_000)))
  })
  add(words().download, async () => {
    const link = make('a')
    link.href = URL.createObjectURL(await (await ask(`/dev/api/mails/${mail.id}/original`)).blob())
    link.download = `mail-${mail.id}.eml`
    link.click()
  })
  const all = make('div')
  all.append(row, result)
  return all
}

async function explainFile(file: File): Promise<void> {
  by('preview').replaceChildren(make('p', words().working))
  const explained = await askJson<Explained>('/dev/api/explain', { method: 'POST', body: file })
  const take = make('button', words().take, 'first')
  take.addEventListener('click', () =>
    guarded(async () => {
      const { receipt } = await askJson<{ receipt: 'stored' | 'known' }>('/dev/api/mails', {
        method: 'POST',
        body: file,
      })
      by('preview').replaceChildren(make('p', words().taken[receipt]))
      await refresh()
    }),
  )
  by('preview').replaceChildren(
    make('strong', explained.subject || words().noSubject),
    make('p', `${explained.from.name} <${explained.from.address}>`, 'quiet'),
    ...listed(words().why, [...explained.hops.map(hopText), ...explained.findings.map(({ because }) => because)]),
    take,
  )
}

function wireDrop(): void {
  const zone = by('drop')
  zone.addEventListener('dragover', (event) => {
    event.preventDefault()
    zone.classList.add('over')
  })
  zone.addEventListener('dragleave', () => zone.classList.remove('over'))
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    zone.classList.remove('over')
    const file = event.dataTransfer?.files[0]
    if (file) void guarded(() => explainFile(file))
  })
  by<HTMLInputElement>('file').addEventListener('change', (event) => {
    const file = (event.target as HTMLInputElement).files?.[0]
    if (file) void guarded(() => explainFile(file))
  })
}

function label(): void {
  const texts = words()
  document.documentElement.lang = language.now
  by('banner').textContent = texts.banner
  by('sort-label').textContent = texts.order
  const order = by<HTMLSelectElement>('order')
  const chosen = order.value || 'waiting'
  order.replaceChildren(...(['waiting', 'sender'] as const).map((one) => Object.assign(make('option', texts.orders[one]), { value: one })))
  order.value = chosen
  by('language').textContent = texts.switchTo
  by('login-label').textContent = texts.loginLabel
  by('login-button').textContent = texts.loginButton
  by('drop-hint').textContent = texts.dropHint
  by('file-label').textContent = texts.choose
  if (view.open === null) showPick()
}

function showLogin(message: string): void {
  by('main').hidden = true
  by('login').hidden = false
  by('login-error').textContent = message
  by('password').focus()
}

async function enter(): Promise<void> {
  if (view.token === '') return showLogin('')
  by('login').hidden = true
  by('main').hidden = false
  await guarded(refresh)
}

by('login').addEventListener('submit', async (event) => {
  event.preventDefault()
  try {
    const { token } = await askJson<{ token: string }>('/login', {
      method: 'POST',
      body: JSON.stringify({ password: by<HTMLInputElement>('password').value.trim() }),
    })
    view.token = token
    sessionStorage.setItem('token', token)
    await enter()
  } catch (error) {
    showLogin((error as Error).message)
  }
})
by('language').addEventListener('click', () => {
  language.now = language.now === 'de' ? 'en' : 'de'
  localStorage.setItem('language', language.now)
  label()
  if (view.token !== '')
    void guarded(async () => {
      await refresh()
      if (view.open !== null) await openMail(view.open)
    })
})
by('order').addEventListener('change', () => void guarded(refresh))
wireDrop()
label()
void enter()
setInterval(() => {
  if (view.token !== '' && !by('main').hidden && document.visibilityState === 'visible') void guarded(refresh)
}, 5_000)
