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
    ...card.suggestions.map(({ kind, id, name, number, by }) =>
      one({ kind, id }, name, [number, `${say('suggested')}: ${say(reasons[by])}`].filter((part) => part).join(' · ')),
    ),
    ...card.cases.map(({ id, title, number }) => one({ kind: 'case', id }, title, number)),
    ...card.opportunities.map(({ id, title }) => one({ kind: 'opportunity', id }, title, '')),
    ...(contact ? [one({ kind: 'contact', id: contact.id }, contact.name, contact.number ?? '')] : []),
    ...(contact?.company ? [one({ kind: 'contact', id: contact.company.id }, contact.company.name, contact.company.number ?? '')] : []),
  ]
  return all.filter(({ key }, at) => !lies.has(key) && all.findIndex((other) => other.key === key) === at).slice(0, 12)
}

export const keyOf = ({ kind, id }: TargetRef) => `${kind} ${id}`
const one = (ref: TargetRef, title: string, detail: string): Target => ({ key: keyOf(ref), ref, title, detail })
