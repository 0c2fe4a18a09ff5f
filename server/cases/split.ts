import type { caseMergeRoutes } from '@postakte/shared/api/case-merges'
import type { BodyOf } from '@postakte/shared/api/route'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { notFound } from '../http/problem-with'
import type { Acting } from '../rights/can'
import type { LoadedCase } from './case-row'
import { putLink } from './links'
import { editCase, seeCase, updateCase } from './load'
import { insertCase } from './number'
import { seesCase } from './sees'

/** Some of a case's mails and activities into a new case for the same contact and team; where they were, no rule files them again. */
export async function splitCase(
  tx: Query,
  me: Acting,
  key: string,
  id: string,
  { version, title, activityIds }: BodyOf<typeof caseMergeRoutes.splitCase>,
): Promise<{ from: LoadedCase; made: LoadedCase }> {
  const from = await editCase(tx, me, id, version)
  const sight = { teamId: from.team?.id ?? null, private: from.private, ownerId: me.id, status: 'open' } as const
  const newId = await insertCase(tx, key, {
    title: title ?? from.title,
    contactId: from.contact?.id ?? null,
    teamId: sight.teamId,
    assigneeId: from.assignee && (await seesCase(tx, from.assignee.id, sight)) ? from.assignee.id : null,
    folderId: from.folder?.id ?? null,
    private: from.private,
    ownerId: me.id,
    type: from.type,
  })
  await copyParticipants(tx, id, newId)
  await moveFilings(tx, me, { from: id, into: newId, number: from.number }, [...new Set(activityIds)])
  await putLink(tx, me, id, newId, 'related')
  await updateCase(tx, me, from, [])
  return { from, made: await seeCase(tx, me, newId) }
}

const copyParticipants = (tx: Query, from: string, into: string) =>
  tx.query(
    `insert into case_participants (case_id, contact_id) select $2::text::bigint, contact_id from case_participants where case_id = $1::text::bigint on conflict do nothing`,
    [from, into],
  )

/** First there, then away here: in between nobody loses sight of it. */
async function moveFilings(
  tx: Query,
  me: Acting,
  { from, into, number }: { from: string; into: string; number: string },
  activityIds: readonly string[],
): Promise<void> {
  if (activityIds.length === 0) return
  const these = `case_id = $1::text::bigint and removed_at is null and activity_id in (select jsonb_array_elements_text($2::text::jsonb)::bigint)`
  await tx.query(
    `insert into filings (activity_id, mail_id, occurred_at, case_id, rule, because, filed_by)
     select activity_id, mail_id, occurred_at, $3::text::bigint, 'case-split', $4::text::jsonb, $5::int from filings where ${these}`,
    [from, json(activityIds), into, json({ case: number }), me.id],
  )
  const moved = await tx.query(`update filings set removed_by = $3::int, removed_at = now() where ${these} returning id`, [
    from,
    json(activityIds),
    me.id,
  ])
  if (moved.length !== activityIds.length) throw notFound()
}
