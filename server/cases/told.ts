import type { ApiTx } from '../http/api/call'
import type { LoadedCase } from './case-row'

/** Tells journal and everybody who sees the case; who no longer does hears only that it is gone. `now` null: nobody sees it here. */
export function tell(
  tx: ApiTx,
  action: string,
  before: LoadedCase | null,
  now: Pick<LoadedCase, 'id' | 'number' | 'title' | 'audience'> | null,
  facts: Readonly<Record<string, unknown>> = {},
): void {
  const { id, number, title } = (now ?? before)!
  const change = action.slice('case.'.length)
  tx.journal({ action, kind: 'case', recordId: id, facts: { number, title, ...facts } })
  if (now) tx.event({ kind: 'case', audiences: [now.audience], data: { id, change } })
  if (before && before.audience !== now?.audience) tx.event({ kind: 'case', audiences: [before.audience], data: { id, change: 'gone' } })
}
