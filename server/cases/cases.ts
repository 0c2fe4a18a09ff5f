import type { casesRoutes } from '@postakte/shared/api/cases'
import type { BodyOf } from '@postakte/shared/api/route'
import { caseTitleOf } from '@postakte/shared/mail/case-title'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { notFound } from '../http/problem-with'
import type { Acting } from '../rights/can'
import type { LoadedCase } from './case-row'
import { editCase, seeCase, updateCase } from './load'
import { insertCase } from './number'
import { seesCase } from './sees'

/** A new case; its maker is its owner. */
export async function makeCase(tx: Query, me: Acting, key: string, body: BodyOf<typeof casesRoutes.makeCase>): Promise<LoadedCase> {
  const { assigneeId = null, teamId = null, type } = body
  await requireVisibleFolder(tx, body.folderId)
  const sight = { teamId, private: body.private, ownerId: me.id, status: 'open' } as const
  if (assigneeId !== null && !(await seesCase(tx, assigneeId, sight))) throw new Problem('case-assignee-cannot-see')
  const [contactId] = body.contactId ? await livingContacts(tx, [body.contactId]) : []
  const participants = await livingContacts(tx, body.participantIds)
  const id = await insertCase(tx, key, {
    title: body.title ?? (await titleFromMail(tx, body.mailId)),
    contactId: contactId ?? null,
    folderId: body.folderId ?? null,
    private: body.private,
    ownerId: me.id,
    assigneeId,
    teamId,
    type,
  })
  await addParticipants(tx, id, participants)
  return seeCase(tx, me, id)
}

async function titleFromMail(tx: Query, mailId: string | undefined): Promise<string> {
  const [mail] = await tx.query<{ subject: string }>(`select subject from mails where id = $1::text::bigint`, [mailId ?? null])
  if (!mail) throw notFound()
  const title = caseTitleOf(mail.subject)
  if (title === '') throw new Problem('case-title-missing')
  return title
}

export async function changeCase(
  tx: Query,
  me: Acting,
  id: string,
  { version, participantIds, ...body }: BodyOf<typeof casesRoutes.changeCase>,
): Promise<{ before: LoadedCase; now: LoadedCase }> {
  const before = await editCase(tx, me, id, version)
  await requireVisibleFolder(tx, body.folderId)
  const [contactId] = body.contactId ? await livingContacts(tx, [body.contactId]) : [body.contactId]
  const participants = participantIds && (await livingContacts(tx, participantIds))
  const columns = [
    ['title', body.title, ''],
    ['type', body.type, ''],
    ['contact_id', contactId, '::text::bigint'],
    ['folder_id', body.folderId, '::int'],
  ].filter(([, value]) => value !== undefined)
  if (participants) await replaceParticipants(tx, id, participants)
  const set = columns.map(([column, , cast], at) => `${column} = $${at + 3}${cast}`)
  const values = columns.map(([, value]) => value)
  const now = await updateCase(tx, me, before, set, values)
  return { before, now }
}

async function replaceParticipants(tx: Query, id: string, contacts: readonly string[]): Promise<void> {
  await tx.query(
    `delete from case_participants where case_id = $1::text::bigint and contact_id not in (select jsonb_array_elements_text($2::text::jsonb)::bigint)`,
    [id, json(contacts)],
  )
  await addParticipants(tx, id, contacts)
}

async function addParticipants(tx: Query, id: string, contacts: readonly string[]): Promise<void> {
  if (contacts.length === 0) return
  await tx.query(
    `insert into case_participants (case_id, contact_id) select $1::text::bigint, one::bigint from jsonb_array_elements_text($2::text::jsonb) as one on conflict do nothing`,
    [id, json(contacts)],
  )
}

/** The contacts that these became by merging, each once; all must be visible. */
async function livingContacts(tx: Query, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.query<{ asked: string; id: string }>(
    `select id::text as asked, coalesce(merged_into, id)::text as id from contacts where id in (select jsonb_array_elements_text($1::text::jsonb)::bigint)`,
    [json(ids)],
  )
  if (rows.length < new Set(ids).size) throw notFound()
  const living = new Map(rows.map(({ asked, id }) => [asked, id]))
  return [...new Set(ids.map((id) => living.get(id)!))]
}

async function requireVisibleFolder(tx: Query, folderId: number | null | undefined): Promise<void> {
  if (folderId === null || folderId === undefined) return
  const found = await tx.query(`select id from folders where id = $1::int`, [folderId])
  if (found.length === 0) throw notFound()
}
