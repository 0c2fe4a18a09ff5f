import type { RecordRef } from '@postakte/shared/api/record-ref'
import type { ApiTx } from '../http/api/call'
import type { Activity, Under } from './activities'

type Change = 'logged' | 'changed' | 'refiled' | 'taken-away' | 'deleted'

/** Tells whoever has one of its records open. Each record has its own event: nobody hears of a record that is not for them. */
export function announce(tx: ApiTx, activity: Activity, change: Change, under: readonly Under[] = activity.under): void {
  for (const { ref, audience } of under)
    tx.event({
      kind: 'activity',
      audiences: audience === null ? activity.audiences : [audience],
      data: { activityId: activity.answer.id, change, ...idOf(ref) },
    })
}

/** The records that it lay under before and lies under no more. */
export function takenFrom(before: Activity, now: Activity): Under[] {
  const kept = new Set(now.under.map(({ ref }) => JSON.stringify(idOf(ref))))
  return before.under.filter(({ ref }) => !kept.has(JSON.stringify(idOf(ref))))
}

function idOf(ref: RecordRef) {
  if (ref.kind === 'contact') return { contactId: ref.contact.id }
  return ref.kind === 'case' ? { caseId: ref.case.id } : { opportunityId: ref.opportunity.id }
}
