import type { CaseRecord } from '@postakte/shared/api/case-shapes'
import type { ApiTx } from '../http/api/call'
import type { Acting } from '../rights/can'
import { changeState, type StepName } from './states'
import { tell } from './told'

interface StateCall {
  readonly tx: ApiTx
  readonly me: Acting
  readonly params: { readonly caseId: string }
  readonly body?: { readonly version?: number | undefined } | undefined
  readonly query?: { readonly version?: number | undefined } | undefined
}

/** Changes the state and tells of it; what was so already is answered and told to nobody. */
export const stateHandler =
  (step: StepName, action: string) =>
  async ({ tx, me, params, body, query }: StateCall): Promise<CaseRecord> => {
    const { before, now } = await changeState(tx, me, params.caseId, step, body?.version ?? query?.version)
    if (now !== before) tell(tx, action, before, now, { statusBefore: before.status })
    return now
  }
