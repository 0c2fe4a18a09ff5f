import type { LiveEvent } from '@postakte/shared/api/live-event'
import type { EventKind } from '@postakte/shared/model/event-kinds'
import type { Query, QueryClient } from '@tanstack/react-query'
import type { Card } from './use-lookup'

/** Beginnings of the addresses of what shows such a thing, beside the records themselves. */
const listsOf: Readonly<Record<EventKind, readonly string[]>> = {
  todo: ['/api/todos'],
  'follow-up': ['/api/follow-ups'],
  case: ['/api/cases', '/api/contacts'],
  contact: ['/api/contacts'],
  opportunity: ['/api/opportunities', '/api/contacts'],
  mail: [],
  activity: ['/api/contacts', '/api/cases', '/api/opportunities'],
  'mail-presence': ['presence'],
  'case-presence': ['presence'],
}

/** What of all that is shown an event may have changed is asked for anew, and nothing else: a busy house has many events. */
export function hear(cache: QueryClient, event: Pick<LiveEvent, 'kind' | 'data'>): void {
  void cache.invalidateQueries({ predicate: (query) => concerns(query, event) })
}

function concerns({ queryKey, state }: Query, { kind, data }: Pick<LiveEvent, 'kind' | 'data'>): boolean {
  const address = String(queryKey[0])
  if (address === 'lookup') return isOnCard((state.data as { card?: Card } | undefined)?.card, kind, data)
  return listsOf[kind].some((list) => address.startsWith(list))
}

/** Ids as an event names them: `id` of its own kind, `caseId`, `mailId` … of others. */
function isOnCard(card: Card | undefined, kind: EventKind, data: LiveEvent['data']): boolean {
  if (!card) return false
  const { contact, cases, opportunities, mails, candidates, todos, filings } = card
  const contacts = [contact?.id, contact?.company?.id, ...candidates.map(({ id }) => id)]
  const shown = new Set([
    ...contacts.map((id) => `contact ${id}`),
    ...cases.map(({ id }) => `case ${id}`),
    ...opportunities.map(({ id }) => `opportunity ${id}`),
    ...mails.map(({ id }) => `mail ${id}`),
    ...todos.map(({ id }) => `todo ${id}`),
    ...filings.map(({ target }) => `${target.kind} ${target.id}`),
  ])
  return Object.entries(data).some(([name, id]) => shown.has(`${name === 'id' ? kind : name.replace(/Id$/, '')} ${id}`))
}
