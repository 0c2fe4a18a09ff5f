import type { filingRoutes } from '@postakte/shared/api/filings'
import type { AnswerOf } from '@postakte/shared/api/route'
import type { TargetRef } from '@postakte/shared/api/shapes'
import type { Language } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import { json } from '../db/json'
import type { ApiTx } from '../http/api/call'
import type { Me } from '../users/me'
import { openAnsweredCases } from './answered'
import { filingsOf } from './lying'
import { putFilings } from './put'
import { audiencesOf, lockMails, settleMails } from './settle'
import { type OpenTarget, openTargets } from './targets'
import { tellRecords } from './tell-records'

type Changed = AnswerOf<typeof filingRoutes.removeFilings>

interface Caller {
  readonly me: Me
  readonly language: Language
}

/** A filing of a mail as it stands, removed or not. */
interface Standing {
  readonly id: string
  readonly mailId: string
  readonly target: OpenTarget
  readonly attachments: number[] | null
  readonly removed: boolean
}

/** Takes mails away from where they lie. The filings stay as tombstones: no rule files there again. */
export const removeFilings = (tx: ApiTx, caller: Caller, filingIds: readonly string[]): Promise<Changed> =>
  changing(tx, caller, filingIds, (standing) => remove(tx, caller.me, standing))

/** The undoing of that: they lie there again, and by the person who says so, who need not see the mail any more meanwhile. */
export async function restoreFilings(tx: ApiTx, { me, language }: Caller, filingIds: readonly string[]): Promise<Changed> {
  const restored = await tx.query<Standing & { audiences: number[] }>(
    `select filing_id::text as id, mail_id::text as "mailId", jsonb_build_object('kind', kind, 'id', target_id::text, 'audience', audience) as target, audiences from restore_filings(${ids})`,
    [json(filingIds)],
  )
  note(tx, 'filing.restore', restored, restored)
  const before = new Map(restored.map(({ mailId, audiences }) => [mailId, audiences]))
  return settled(tx, { me, language }, filingIds, { before, standing: await standingOf(tx, filingIds) })
}

/** Away from there and to another record, with the attachments that were chosen. */
export async function moveFilings(tx: ApiTx, caller: Caller, filingIds: readonly string[], to: TargetRef): Promise<Changed> {
  const [target] = await openTargets(tx, caller.me, [to])
  return changing(tx, caller, filingIds, async (standing) => {
    const moving = standing.filter(({ removed, target: { kind, id } }) => !removed && (kind !== target!.kind || id !== target!.id))
    await remove(tx, caller.me, moving)
    const perMail = new Map(moving.map(({ mailId, attachments }) => [mailId, { mailId, target: target!, attachments }]))
    await openAnsweredCases(tx, await putFilings(tx, caller.me, [...perMail.values()]))
    if (moving.length > 0) tellRecords(tx, [target!])
  })
}

async function remove(tx: ApiTx, me: Me, standing: readonly Standing[]): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `update filings set removed_at = now(), removed_by = $2::int where id = any(${ids}) and removed_at is null returning id::text as id`,
    [json(standing.map(({ id }) => id)), me.id],
  )
  note(tx, 'filing.remove', standing, rows)
}

/** What all changes of filings have around them: what the caller sees of them, locked; and afterwards states, to-dos, events. */
async function changing(
  tx: ApiTx,
  caller: Caller,
  filingIds: readonly string[],
  change: (standing: readonly Standing[]) => Promise<void>,
): Promise<Changed> {
  const mailIds = [...new Set((await standingOf(tx, filingIds)).map(({ mailId }) => mailId))]
  await lockMails(tx, mailIds)
  const before = await audiencesOf(tx, mailIds)
  const standing = await standingOf(tx, filingIds)
  await change(standing)
  return settled(tx, caller, filingIds, { before, standing })
}

interface Touched {
  readonly before: ReadonlyMap<string, number[]>
  readonly standing: readonly Standing[]
}

async function settled(tx: ApiTx, { language }: Caller, filingIds: readonly string[], { before, standing }: Touched): Promise<Changed> {
  const mailIds = [...new Set(standing.map(({ mailId }) => mailId))]
  const mails = await settleMails(tx, mailIds, before)
  tellRecords(
    tx,
    standing.map(({ target }) => target),
  )
  const filings = await filingsOf(tx, mailIds, language)
  return {
    results: filingIds.map((filingId) => resultOf(filingId, standing)),
    mails: mails.map(({ mailId, state }) => ({ id: mailId, state, filings: filings.filter((one) => one.mailId === mailId) })),
  }
}

const standingOf = (tx: Query, filingIds: readonly string[]) =>
  tx.query<Standing>(
    `select f.id::text as id, f.mail_id::text as "mailId", f.attachments, f.removed_at is not null as removed,
       jsonb_build_object('kind', case when f.contact_id is not null then 'contact' when f.case_id is not null then 'case' else 'opportunity' end,
         'id', coalesce(f.contact_id, f.case_id, f.opportunity_id)::text, 'audience', coalesce(c.audience, o.audience, 0)) as target
     from filings f left join cases c on c.id = f.case_id left join opportunities o on o.id = f.opportunity_id where f.id = any(${ids}) and f.mail_id is not null order by f.id`,
    [json(filingIds)],
  )

function resultOf(filingId: string, standing: readonly Standing[]): Changed['results'][number] {
  const one = standing.find(({ id }) => id === filingId)
  return one ? { filingId, outcome: 'done', mailId: one.mailId } : { filingId, outcome: 'unknown', mailId: null }
}

function note(tx: ApiTx, action: string, standing: readonly Standing[], changed: readonly { readonly id: string }[]): void {
  for (const { id } of changed) {
    const { mailId, target } = standing.find((one) => one.id === id)!
    tx.journal({ action, kind: 'mail', recordId: mailId, facts: { filing: id, [target.kind]: target.id } })
  }
}

const ids = `array(select jsonb_array_elements_text($1::text::jsonb)::bigint)`
