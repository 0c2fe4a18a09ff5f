import { timelineOf } from '@postakte/server/activities/timeline'
import { listCases } from '@postakte/server/cases/list'
import { listContacts } from '@postakte/server/contacts/list'
import type { Db, Query } from '@postakte/server/db/db'
import { enterParameters, enterStatement } from '@postakte/server/db/db'
import { listOpportunities } from '@postakte/server/opportunities/list'
import { type Me, meOf } from '@postakte/server/users/me'
import { median } from '../random'
import { round2 } from '../reading'
import { type LookupPlan, lengthOf, longTimeline, shortTimeline, tokenOf } from './world'

/** First page of a long timeline beside that of a short one, by turns, as the API does it. */
export async function timelines(db: Db, plan: LookupPlan, times: number) {
  const me = (await meOf(db, tokenOf(1)))!
  const page = (contact: number) => db.as(me, (tx) => timelineOf(tx, me, { kind: 'contact', id: String(contact) }, { limit: 50 }, 'de'))
  const [long, short] = await byTurns([() => page(longTimeline(plan)), () => page(shortTimeline(plan))], times)
  return { activities: lengthOf(plan), longMs: round2(long!), shortMs: round2(short!), ratio: round2(long! / short!), goal: '<= 2' }
}

/** Lists under row-level security beside the same statements asked by the owner of the tables, with their plain filters alone. */
export async function lists(db: Db, times: number) {
  const me = (await meOf(db, tokenOf(1)))!
  const found: Record<string, unknown> = {}
  for (const [name, list] of Object.entries(listed)) {
    const plainly = (tx: Query) => Promise.all([tx.query(enterStatement, enterParameters(me)), list(tx, me)]).then(([, page]) => page)
    const [underPolicies, plain] = await byTurns([() => db.as(me, (tx) => list(tx, me)), () => db.transaction(plainly)], times)
    const ratio = round2(underPolicies! / plain!)
    found[name] = { underPoliciesMs: round2(underPolicies!), plainMs: round2(plain!), ratio, goal: '<= 2' }
  }
  return found
}

const listed: Readonly<Record<string, (tx: Query, me: Me) => Promise<unknown>>> = {
  activeCases: (tx, me) => listCases(tx, me, { status: 'active', order: 'changed', limit: 50 } as never),
  casesOfATeam: (tx, me) => listCases(tx, me, { status: 'any', order: 'changed', team: 3, limit: 50 } as never),
  casesThatWaitLongest: (tx, me) => listCases(tx, me, { status: 'active', order: 'waiting', limit: 50 } as never),
  contacts: (tx) => listContacts(tx, { active: 'yes' } as never, { limit: 50 }),
  opportunities: (tx, me) => listOpportunities(tx, me, {} as never, { limit: 50 }),
}

/** Medians in ms; the first tenth warms up and is not counted. */
async function byTurns(works: readonly (() => Promise<unknown>)[], times: number): Promise<number[]> {
  const took = works.map((): number[] => [])
  for (let turn = -Math.ceil(times / 10); turn < times; turn++)
    for (const [at, work] of works.entries()) {
      const began = performance.now()
      await work()
      if (turn >= 0) took[at]!.push(performance.now() - began)
    }
  return took.map(median)
}
