import type { RecordRef } from '@postakte/shared/api/record-ref'
import type { Target } from './targets'

/** A record of any kind as something to choose. */
export function targetOf(record: RecordRef): Target {
  if (record.kind === 'contact') return target('contact', record.contact.id, record.contact.name, record.contact.number ?? '')
  if (record.kind === 'case') return target('case', record.case.id, record.case.title, record.case.number)
  return target('opportunity', record.opportunity.id, record.opportunity.title, '')
}

const target = (kind: RecordRef['kind'], id: string, title: string, detail: string): Target => ({
  key: `${kind} ${id}`,
  ref: { kind, id },
  title,
  detail,
})
