import type { filingRoutes } from '@postakte/shared/api/filings'
import type { AnswerOf, BodyOf } from '@postakte/shared/api/route'
import type { Language } from '@postakte/shared/texts/texts'
import type { ApiTx } from '../http/api/call'
import { ProblemWith } from '../http/problem-with'
import type { Me } from '../users/me'
import { openAnsweredCases } from './answered'
import { findMails, type MailKey, restOfThreads } from './find-mails'
import { filingsOf } from './lying'
import { putFilings } from './put'
import { audiencesOf, lockMails, settleMails } from './settle'
import { openTargets } from './targets'
import { tellRecords } from './tell-records'

type Wanted = BodyOf<typeof filingRoutes.fileMails>

/** Mails under records, as a person says: each mail has its own result, an unknown record refuses them all. */
export async function fileMails(tx: ApiTx, me: Me, wanted: Wanted, language: Language): Promise<AnswerOf<typeof filingRoutes.fileMails>> {
  if (wanted.attachments !== null && (wanted.mails.length > 1 || wanted.wholeThread)) throw onlyForOne()
  const targets = await openTargets(tx, me, wanted.targets)
  const found = await findMails(tx, me, wanted.mails)
  const asked = [...new Set(found.flatMap((one) => one ?? []))]
  const others = wanted.wholeThread ? await restOfThreads(tx, asked) : []
  const all = [...asked, ...others]
  const before = await audiencesOf(tx, all)
  await lockMails(tx, all)
  const atCases = await putFilings(
    tx,
    me,
    all.flatMap((mailId) => targets.map((target) => ({ mailId, target, attachments: wanted.attachments }))),
  )
  await openAnsweredCases(tx, atCases)
  await settleMails(tx, all, before)
  if (all.length > 0) tellRecords(tx, targets)
  const filings = await filingsOf(tx, all, language)
  const lying = (mailId: string) => ({ outcome: 'filed' as const, mailId, filings: filings.filter((one) => one.mailId === mailId) })
  return {
    results: found.map((mailId, at) => (mailId === null ? notHere(wanted.mails[at]!) : lying(mailId))),
    others: others.map(lying),
  }
}

const notHere = (key: MailKey) => ({ outcome: 'id' in key ? ('unknown' as const) : ('source-needed' as const), mailId: null, filings: [] })

const onlyForOne = () => new ProblemWith('request-wrong', { fields: [{ path: 'body.attachments', message: 'one mail' }] })
