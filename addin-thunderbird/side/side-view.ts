import { inDays } from '@postakte/panel/app/days'
import type { PanelTexts } from '@postakte/panel/app/panel-texts'
import { placesOf } from '@postakte/panel/app/places'
import type { Card } from '@postakte/panel/app/use-lookup'
import type { ReadMail } from '@postakte/panel/host/mail-host'
import { targetsOf } from '@postakte/panel/parts/targets'
import type { FiledItem, SideForms, SideView } from './talk'

const statuses = { open: 'caseOpen', waiting: 'caseWaiting', closed: 'caseClosed', archived: 'caseArchived' } as const
const programs = { outlook: 'Outlook', thunderbird: 'Thunderbird', desk: 'Postakte' } as const

const nothing = {
  contactId: null,
  away: false,
  warnings: [],
  others: [],
  who: null,
  first: null,
  candidates: null,
  filed: null,
  targets: null,
  cases: null,
  forms: null,
}

/** Something stands before everything else: a server, a permission, a sign-in. */
export const firstView = (key: string, first: NonNullable<SideView['first']>): SideView => ({ ...nothing, key, first })

/** The mail with all that the server says of it; `late`: that it is away, and what waits for it. */
export function sideView(mail: ReadMail, card: Card, contactId: string | null, texts: PanelTexts, late: readonly string[] = []): SideView {
  const { say } = texts
  return {
    key: mail.key,
    contactId,
    away: late.length > 0,
    warnings: card.mails[0]?.trust === 0 ? [say('forged')] : [],
    others: [...late, ...othersOf(card, texts)],
    who: card.candidates.length > 0 && !card.contact ? null : whoOf(mail, card, contactId, texts),
    first: null,
    candidates: candidatesOf(card, texts),
    filed: { title: say(card.filings.length > 0 ? 'filedAt' : 'filedNot'), why: say('why'), items: filedOf(card, texts) },
    targets: pickOf(card, texts),
    cases: casesOf(card, texts),
    forms: formsOf(card, texts),
  }
}

const joined = (parts: readonly (string | null | undefined)[]) => parts.filter((one) => one).join(' · ')

function othersOf({ others }: Card, { say }: PanelTexts): readonly string[] {
  const sorted = others.toSorted((one, other) => one.doing.localeCompare(other.doing))
  return sorted.slice(0, 3).map(({ user, doing, program }) => say(doing, { name: user.name, program: programs[program] }))
}

function whoOf(mail: ReadMail, { contact }: Card, contactId: string | null, { say }: PanelTexts): SideView['who'] {
  const sender = mail.people.find(({ role }) => role === 'from')
  if (!contact) {
    const name = sender?.name || sender?.address || say('unknown')
    return { name, lines: [...(sender?.name ? [sender.address] : []), say('unknownHow')], phones: [], other: null }
  }
  const { name, company, number, stage, active, owner, phones } = contact
  const facts = [
    number === null ? null : say('number', { number }),
    stage === 'lead' ? say('lead') : null,
    active ? null : say('inactive'),
    owner ? say('owner', { name: owner.name }) : null,
  ]
  return {
    name,
    lines: [company ? say('at', { company: company.name }) : '', joined(facts)].filter((line) => line !== ''),
    phones: phones.slice(0, 3).map((text) => ({ text, label: say('call', { phone: text }) })),
    other: contactId === null ? null : { label: say('notThisOne'), deed: { do: 'choose', contactId: null } },
  }
}

function candidatesOf({ contact, candidates }: Card, { say }: PanelTexts): SideView['candidates'] {
  if (contact || candidates.length === 0) return null
  return {
    title: say('whoIsIt'),
    items: candidates.map(({ id, name, company, number }) => ({
      title: name,
      detail: joined([company?.name, number === null ? null : say('number', { number })]),
      deed: { do: 'choose', contactId: id },
    })),
  }
}

function filedOf({ filings }: Card, { say, when }: PanelTexts): readonly FiledItem[] {
  return filings.map(({ id, target, filedBy, filedAt, because }) => ({
    title: target.name,
    detail: joined([
      target.number,
      filedBy ? say('filedBy', { name: filedBy.name, when: when(filedAt) }) : say('filedByRule', { when: when(filedAt) }),
    ]),
    why: because,
    takeAway: { label: say('takeAway', { name: target.name }), deed: { do: 'take-away', filingId: id, title: target.name } },
  }))
}

function pickOf(card: Card, { say }: PanelTexts): SideView['targets'] {
  const targets = targetsOf(card, say)
  if (targets.length === 0) return null
  return {
    title: say('fileTo'),
    items: targets.map(({ ref, title, detail }) => ({ title, detail, deed: { do: 'file', target: ref, title } })),
  }
}

function casesOf({ cases, contact }: Card, { say }: PanelTexts): SideView['cases'] {
  if (!contact && cases.length === 0) return null
  return {
    title: say('cases'),
    empty: say('noCases'),
    lines: cases.map(({ number, title, status, private: isPrivate, assignee }) => ({
      title,
      detail: joined([number, say(statuses[status]), isPrivate ? say('casePrivate') : null, assignee?.name]),
    })),
  }
}

/** A call or a follow-up belongs somewhere: without a record there is no form. */
function formsOf(card: Card, { say }: PanelTexts): SideForms | null {
  const places = placesOf(card).map(({ title, ref }) => ({ title, ref }))
  if (places.length === 0) return null
  const names = ['logCall', 'followUp', 'about', 'callIn', 'callOut', 'text', 'under', 'whatToDo', 'dueOn', 'save', 'close'] as const
  return { places, tomorrow: inDays(1), words: Object.fromEntries(names.map((name) => [name, say(name)])) as SideForms['words'] }
}
