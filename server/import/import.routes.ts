import type { importRoutes, Upserted } from '@postakte/shared/api/import'
import type { Problem } from '@postakte/shared/model/problem'
import { type Language, problemText } from '@postakte/shared/texts/texts'
import { tell } from '../cases/told'
import { exportContacts } from '../contacts/export/export'
import type { ApiTx, Handlers } from '../http/api/call'
import { putCase } from './case'
import { type Outcome, putContacts, type Row } from './contacts'
import { putOpportunity } from './opportunity'

export const importHandlers: Handlers<typeof importRoutes> = {
  putContact: ({ tx, language, params: { externalId }, body }) => putOne(tx, language, { ...body, externalId }),

  putCompany: ({ tx, language, params: { externalId }, body }) => putOne(tx, language, { ...body, kind: 'company', externalId }),

  importContacts: async ({ tx, language, body }) => {
    const outcomes = await putContacts(tx, body.contacts)
    told(tx, outcomes)
    return { contacts: outcomes.map((one) => spoken(one, language)) }
  },
  putOpportunity: async ({ tx, me, params: { externalId }, body }) => {
    const { result, before, now } = await putOpportunity(tx, me, externalId, body)
    if (result !== 'unchanged') {
      tx.journal({ action: 'opportunity.import', kind: 'opportunity', recordId: now.id, facts: { externalId, result, title: now.title } })
      const audiences = [...new Set([before?.audience ?? now.audience, now.audience])]
      tx.event({ kind: 'opportunity', audiences, data: { id: now.id, action: 'opportunity.import' } })
    }
    return { externalId, result, id: now.id, problem: null, hints: [] }
  },
  putCase: async ({ tx, me, parts, params: { externalId }, body }) => {
    const { result, before, now } = await putCase(tx, me, parts.config.secretKey, externalId, body)
    if (result !== 'unchanged') tell(tx, 'case.import', before, now, { externalId, result })
    return { externalId, result, id: now.id, problem: null, hints: [] }
  },
  exportContacts,
}

/** One that is refused is a problem of the whole request. */
async function putOne(tx: ApiTx, language: Language, row: Row): Promise<Upserted> {
  const outcomes = await putContacts(tx, [row])
  const [outcome] = outcomes as [Outcome]
  if (outcome.problem) throw outcome.problem
  told(tx, outcomes)
  return spoken(outcome, language)
}

const spoken = ({ problem, hints, ...rest }: Outcome, language: Language): Upserted => {
  const say = (one: Problem) => ({ code: one.code, title: problemText(one, language) })
  return { ...rest, problem: problem && say(problem), hints: hints.map(say) }
}

/** Each record in the journal; others learn of a batch by one event. */
function told(tx: ApiTx, outcomes: readonly Outcome[]): void {
  const touched = outcomes.filter(({ result }) => result === 'made' || result === 'changed')
  for (const { id, externalId, result } of touched)
    tx.journal({ action: 'contact.import', kind: 'contact', recordId: id!, facts: { externalId, result } })
  if (touched.length > 0)
    tx.event({
      kind: 'contact',
      audiences: [0],
      data: { ...(touched.length === 1 ? { id: touched[0]!.id } : {}), action: 'contact.import' },
    })
}
