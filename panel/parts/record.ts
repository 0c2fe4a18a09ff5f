import type { RecordRef } from '@postakte/shared/api/record-ref'
import type { PanelTexts } from '../app/panel-texts'
import { keyOf, named, type Target } from './targets'

/** A record of any kind as something to choose. */
export function targetOf(record: RecordRef, say: PanelTexts['say']): Target {
  if (record.kind === 'contact') return target({ kind: 'contact', id: record.contact.id }, record.contact.name, record.contact.number, say)
  if (record.kind === 'case') return target({ kind: 'case', id: record.case.id }, record.case.title, record.case.number, say)
  return target({ kind: 'opportunity', id: record.opportunity.id }, record.opportunity.title, null, say)
}

const target = (ref: Target['ref'], title: string, number: string | null, say: PanelTexts['say']): Target => ({
  key: keyOf(ref),
  ref,
  title,
  detail: named(ref.kind, number, say),
})
