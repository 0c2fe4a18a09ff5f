import type { TargetRef } from '@postakte/shared/api/shapes'
import type { PanelTexts } from '../app/panel-texts'
import type { Card } from '../app/use-lookup'
import type { PickItem } from './pick-list'

export interface Target extends PickItem {
  readonly ref: TargetRef
}

const reasons = { tag: 'byTag', thread: 'byThread', domain: 'byDomain' } as const

/**
 * Where the mail may go by one click, the likeliest first: what the server suggests, the open cases and opportunities, the contact.
 * Where it lies already is left out.
 */
export function targetsOf(card: Card, say: PanelTexts['say']): readonly Target[] {
  const lies = new Set(card.filings.map(({ target }) => keyOf(target)))
  const contact = card.contact
  const all: Target[] = [
    ...card.suggestions.map(({ kind, id, name, number, by }) => ({
      ...one({ kind, id }, name, [named(kind, number, say), `${say('suggested')}: ${say(reasons[by])}`].join(' · ')),
      suggested: true,
    })),
    ...card.cases.map(({ id, title, number }) => one({ kind: 'case', id }, title, named('case', number, say))),
    ...card.opportunities.map(({ id, title }) => one({ kind: 'opportunity', id }, title, say('opportunity'))),
    ...[contact, contact?.company].flatMap((who) =>
      who ? one({ kind: 'contact', id: who.id }, who.name, named('contact', who.number, say)) : [],
    ),
  ]
  return all.filter(({ key }, at) => !lies.has(key) && all.findIndex((other) => other.key === key) === at).slice(0, 12)
}

export const keyOf = ({ kind, id }: TargetRef) => `${kind} ${id}`
/** 'Vorgang 4711' */
export const named = (kind: TargetRef['kind'], number: string | null, say: PanelTexts['say']): string =>
  number === null ? say(kind) : `${say(kind)} ${number}`
const one = (ref: TargetRef, title: string, detail: string): Target => ({ key: keyOf(ref), ref, title, detail })
