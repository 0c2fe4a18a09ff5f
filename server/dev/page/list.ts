import { button, by, make } from '../../pages/elements'
import { askJson } from './ask'
import { goToDetail, openMail, showPick } from './detail'
import { guarded } from './guarded'
import { type Held, heldCard } from './held'
import { type Mail, shownSender } from './mail-sections'
import { type State, view } from './view'
import { count, fill, moment, words } from './words'

type Line = Pick<Mail, 'subject' | 'fromAddress' | 'fromName' | 'at'> & { readonly id: string }
type Counts = Readonly<Partial<Record<State | 'waiting', number>>>

/** What the list shows, to leave it alone (and the keyboard in it) when nothing changed. */
let shown = ''

/** Asks for the numbers and the list of the chosen state; an answer for a state that was left meanwhile is dropped. */
export async function refresh(): Promise<void> {
  const { state } = view
  const order = by<HTMLSelectElement>('order').value
  const path = state === 'quarantined' ? '/dev/api/quarantine' : `/dev/api/mails?state=${state}&order=${order}`
  const [counts, entries] = await Promise.all([askJson<Counts>('/dev/api/counts'), askJson<(Line | Held)[]>(path)])
  if (view.state !== state || by<HTMLSelectElement>('order').value !== order) return
  showCounts(counts)
  const now = JSON.stringify([view.language, state, counts[state], entries])
  if (now !== shown) showEntries(entries, counts[state] ?? 0)
  shown = now
}

/** The buttons of the states: made once a language, so that the keyboard stays where it is. */
export function labelStates(): void {
  const states = Object.keys(words().states) as State[]
  by('states').replaceChildren(...states.map((state) => stateButton(state)))
  markState()
}

function stateButton(state: State): HTMLElement {
  const element = button(words().states[state], () => chooseState(state))
  element.dataset.state = state
  return element
}

function chooseState(state: State): void {
  view.state = state
  view.open = null
  view.dropped = null
  markState()
  showPick()
  void guarded(refresh)
}

function markState(): void {
  for (const element of by('states').querySelectorAll<HTMLElement>('button'))
    element.setAttribute('aria-current', String(element.dataset.state === view.state))
  const waiting = by<HTMLSelectElement>('order').querySelector('option')
  if (waiting) waiting.textContent = view.state === 'todo' ? words().orders.waiting : words().newest
  by('order').parentElement!.hidden = view.state === 'quarantined'
}

function showCounts(counts: Counts): void {
  for (const element of by('states').querySelectorAll<HTMLElement>('button')) {
    const state = element.dataset.state as State
    element.textContent = `${words().states[state]} ${count(counts[state] ?? 0)}`
  }
  const waiting = counts.waiting ?? 0
  by('waiting').hidden = waiting === 0
  by('waiting').textContent = fill(words().waiting, { count: count(waiting) })
}

/** So many lines the server sends at the least before it cuts (mostLines in mail-list.ts). A shorter list is whole: the number beside it may be of another moment. */
const fullList = 200

function showEntries(entries: readonly (Line | Held)[], total: number): void {
  const list = by('list')
  const focused = (document.activeElement as HTMLElement | null)?.dataset.id
  const cut =
    entries.length >= fullList && total > entries.length
      ? [make('p', fill(words().more, { shown: count(entries.length), count: count(total) }), 'quiet')]
      : []
  const cards = entries.map((entry) => ('problem' in entry ? heldCard(entry, refresh) : lineButton(entry)))
  list.replaceChildren(...(cards.length === 0 ? [make('p', words().empty, 'quiet')] : cards), ...cut)
  markOpen()
  if (focused) focusLine(focused)
}

function lineButton(line: Line): HTMLElement {
  const element = button('', () => void guarded(() => choose(line.id)), 'mail')
  element.dataset.id = line.id
  const small = make('small')
  small.append(make('span', shownSender(line)), make('span', moment(line.at)))
  element.append(make('strong', line.subject || words().noSubject), small)
  element.addEventListener('keydown', moveFocus)
  return element
}

async function choose(id: string): Promise<void> {
  view.open = id
  view.dropped = null
  markOpen()
  await openMail(id)
  if (view.open === id) goToDetail()
}

export function markOpen(): void {
  for (const element of by('list').querySelectorAll<HTMLElement>('.mail'))
    element.setAttribute('aria-current', String(view.open !== null && element.dataset.id === view.open))
}

export function focusLine(id: string): void {
  by('list')
    .querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
    ?.focus()
}

/** Arrow keys walk through the list. */
function moveFocus(event: KeyboardEvent): void {
  const line = event.currentTarget as HTMLElement
  const next = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key]
  if (!(next instanceof HTMLButtonElement)) return
  event.preventDefault()
  next.focus()
}
