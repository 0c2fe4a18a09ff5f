import type { Place } from './navigation'
import type { Card } from './use-lookup'

const most = 12

/** The records that a mail is about, the likeliest first: where it lies, who writes, what is open. */
export function placesOf({ contact, cases, opportunities, filings }: Card): readonly Place[] {
  const all: Place[] = [
    ...filings.map(({ target: { kind, id, name } }) => ({ ref: { kind, id }, title: name })),
    ...(contact ? [{ ref: { kind: 'contact' as const, id: contact.id }, title: contact.name }] : []),
    ...cases.map(({ id, title }) => ({ ref: { kind: 'case' as const, id }, title })),
    ...opportunities.map(({ id, title }) => ({ ref: { kind: 'opportunity' as const, id }, title })),
  ]
  return all.filter((one, at) => all.findIndex((other) => keyOfPlace(other) === keyOfPlace(one)) === at).slice(0, most)
}

export const keyOfPlace = ({ ref }: { readonly ref: { readonly kind: string; readonly id: string } }) => `${ref.kind} ${ref.id}`
