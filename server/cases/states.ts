import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import type { Acting } from '../rights/can'
import type { LoadedCase } from './case-row'
import { editCase, updateCase } from './load'

export interface Changed {
  readonly before: LoadedCase
  /** The same as before when it was so already. */
  readonly now: LoadedCase
}
/** What a change of state does to a case, or null when it is so already. */
type Step = (one: LoadedCase, me: Acting) => readonly string[] | null

const isDone = ({ status }: LoadedCase) => status === 'closed' || status === 'archived'
const refuseDone = (one: LoadedCase) => {
  if (isDone(one)) throw new Problem('case-closed')
}

/** Whoever owns it; of a case that has no owner yet, whoever works on it. */
function refuseOthers({ owner, assignee }: LoadedCase, me: Acting): void {
  if ((owner ?? assignee)?.id !== me.id) throw new Problem('case-not-yours')
}

const changeOf = (status: string, me: Acting) => [`status = '${status}'`, 'status_at = now()', `status_by = ${me.id}`]

/** `settled_at`: what was there when somebody closed the case waits for no answer; opening it by hand takes that back. */
export const steps = {
  close: (one, me) => (isDone(one) ? null : [...changeOf('closed', me), 'closed_at = now()', 'settled_at = now()']),
  reopen: (one, me) => (isDone(one) ? [...changeOf('open', me), 'closed_at = null', 'settled_at = null'] : null),
  wait: (one, me) => {
    refuseDone(one)
    return one.status === 'waiting' ? null : changeOf('waiting', me)
  },
  waitNoLonger: (one, me) => {
    refuseDone(one)
    return one.status === 'open' ? null : changeOf('open', me)
  },
  archive: (one, me) => {
    if (one.status === 'archived') return null
    return isDone(one) ? changeOf('archived', me) : [...changeOf('archived', me), 'closed_at = now()', 'settled_at = now()']
  },
  unarchive: (one, me) => (one.status === 'archived' ? changeOf('closed', me) : null),
  hide: (one, me) => {
    refuseOthers(one, me)
    const alone = one.assignee === null || one.assignee.id === me.id ? [] : ['assignee_id = null']
    return one.private ? null : ['private = true', `owner_id = ${me.id}`, ...alone]
  },
  show: (one, me) => {
    refuseOthers(one, me)
    return one.private ? ['private = false'] : null
  },
  takeOver: (one, me) => (one.assignee?.id === me.id ? null : [`assignee_id = ${me.id}`]),
} satisfies Record<string, Step>
export type StepName = keyof typeof steps

export async function changeState(tx: Query, me: Acting, id: string, step: StepName, version: number | undefined): Promise<Changed> {
  const before = await editCase(tx, me, id, version)
  const set = steps[step](before, me)
  return { before, now: set === null ? before : await updateCase(tx, me, before, set) }
}
