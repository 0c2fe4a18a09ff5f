import { questionOf } from '@postakte/panel/app/lookup-question'
import { panelTexts } from '@postakte/panel/app/panel-texts'
import { Session } from '@postakte/panel/app/session'
import { type Target, targetsOf } from '@postakte/panel/parts/targets'
import { contactRoutes } from '@postakte/shared/api/contacts'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { fill } from '@postakte/shared/texts/fill'
import browser from 'webextension-polyfill'
import type { FiledSeveral } from '../background/file-several'
import { askBackground } from '../host/ask-background'
import { readyToWork } from '../host/ready'
import { readSettings } from '../host/settings'
import { localStore } from '../host/store'
import { thunderbirdTexts } from '../host/texts'
import { selectedMail } from '../mail/read-mail'
import { make } from '../side/element'

/** Files the mails that were selected in the list, all at one place. `?mails=`: their numbers in this Thunderbird. */
const ids = (new URLSearchParams(location.search).get('mails') ?? '').split(',').map(Number)
/** So many are looked up for what fits them. */
const mostLookedUp = 30
const by = <T extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as T

const { server, language } = await readSettings()
if (server === null || !(await readyToWork(server))) {
  await browser.runtime.openOptionsPage()
  window.close()
}
const { say, problem } = panelTexts(language)
const words = thunderbirdTexts(language)
const session = new Session({ base: server ?? '', store: localStore, language: () => language })
await session.start()
const mails = await Promise.all(ids.map(async (id) => selectedMail(await messenger.messages.get(id))))
document.documentElement.lang = language
by('title').textContent = fill(words.severalTitle, { count: String(mails.length) })
by('search-label').textContent = say('searchContact')
by('undo').textContent = say('undo')
by('mails').replaceChildren(
  ...mails.slice(0, 5).map(({ subject }) => make('li', {}, subject)),
  ...(mails.length > 5 ? [make('li', {}, '…')] : []),
)
by('search').addEventListener('input', () => void search())
const fitting = await fittingTargets().catch((error) => {
  tell([problem(error)])
  return []
})
draw(fitting)

/** What the server would suggest for each, that which fits most of them first. */
async function fittingTargets(): Promise<readonly Target[]> {
  const cards = await Promise.all(
    mails
      .slice(0, mostLookedUp)
      .map((mail) => session.ask(lookupRoutes.lookUpMail, { body: questionOf({ ...mail, thread: [], attachments: [] }, null, null) })),
  )
  const all = cards.flatMap(({ card }) => (card ? targetsOf(card, say) : []))
  const count = ({ key }: Target) => all.filter((other) => other.key === key).length
  return all
    .filter((one, at) => all.findIndex(({ key }) => key === one.key) === at)
    .toSorted((one, other) => count(other) - count(one))
    .slice(0, 8)
    .map((one) => ({ ...one, detail: fill(words.severalFits, { count: String(count(one)), all: String(mails.length) }) }))
}

let asked = 0
async function search(): Promise<void> {
  const turn = ++asked
  const typed = by<HTMLInputElement>('search').value.trim()
  if (typed === '') return draw(fitting)
  const { items } = await session.ask(contactRoutes.listContacts, { query: { search: typed, limit: 8 } })
  if (turn !== asked) return
  draw(
    items.map(({ id, name, number, company }) => ({
      key: id,
      ref: { kind: 'contact', id },
      title: name,
      detail: [company?.name, number].filter((one) => one).join(' · '),
    })),
  )
}

function draw(targets: readonly Target[]): void {
  const line = ({ ref, title, detail }: Target) =>
    make('li', {}, make('button', { type: 'button', click: () => void file(ref, title) }, title, make('span', {}, detail)))
  by('targets').replaceChildren(...targets.map(line))
}

async function file(target: Target['ref'], title: string): Promise<void> {
  by('places').inert = true
  tell([words.severalFiling])
  try {
    const outcome = (await askBackground({ outbox: 'file-several', messageIds: ids, target, title })) as FiledSeveral
    tell(sentencesOf(outcome, title))
    offerUndo(outcome)
  } catch (error) {
    tell([problem(error)])
  } finally {
    by('places').inert = false
  }
}

const sentencesOf = ({ filed, waiting, refused }: FiledSeveral, name: string): readonly string[] => [
  ...(filed > 0 ? [fill(words.severalFiled, { count: String(filed), name })] : []),
  ...(waiting > 0 ? [fill(words.severalWaiting, { count: String(waiting), name })] : []),
  ...refused.map((one) => fill(words.severalRefused, { ...one })),
]

function offerUndo({ filings }: FiledSeveral): void {
  by('undo').hidden = filings.length === 0
  by('undo').onclick = async () => {
    by('undo').hidden = true
    await askBackground({ outbox: 'take-several', messageIds: ids, filings }).then(
      () => tell([say('undone')]),
      (error) => tell([problem(error)]),
    )
  }
}

function tell(lines: readonly string[]): void {
  by('said').replaceChildren(...lines.map((line) => make('p', {}, line)))
}
