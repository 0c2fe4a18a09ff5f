import type { Hit, HitKind } from '@postakte/shared/api/search'
import type { Query } from '../db/db'
import { instantOf } from '../db/instant'
import { json } from '../db/json'
import { type MailLineRow, mailLineColumns, mailLineOf } from '../mails/mail-line'
import { type Acting, can, type RightsRecord } from '../rights/can'
import { caseRefSql, contactRefSql } from '../rights/records'
import type { Place } from './places'

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never

/** A record that was found, before anybody looked where the words stand. */
export interface FoundRecord {
  readonly hit: Without<Hit, 'title' | 'excerpt'>
  readonly title: string
  /** Null: it stands in the mail's original. */
  readonly text: string | null
}

interface Row extends FoundRecord {
  readonly id: string
  readonly rights: RightsRecord
}

/** What was found as the caller sees it, in the same order; read under row-level security. */
export async function loadRecords(tx: Query, me: Acting, places: readonly Place[]): Promise<FoundRecord[]> {
  const ids = (kind: HitKind) => places.filter((place) => place.kind === kind).map(({ id }) => id)
  const rows = [
    ...(await mailsOf(tx, ids('mail'))),
    ...(await activitiesOf(tx, ids('activity'))),
    ...(await casesOf(tx, ids('case'))),
    ...(await contactsOf(tx, ids('contact'))),
  ]
  const seen = new Map(rows.filter(({ rights }) => can(me, 'see', rights)).map((row) => [`${row.hit.kind}:${row.id}`, row]))
  return places.flatMap(({ kind, id }) => seen.get(`${kind}:${id}`) ?? [])
}

const among = (column: string) => `${column} in (select one::bigint from jsonb_array_elements_text($1::text::jsonb) as one)`

async function mailsOf(tx: Query, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const rows = await tx.query<MailLineRow & { at: string }>(
    `select ${mailLineColumns}, ${instantOf('coalesce(m.sent_at, m.received_at)')} as at from mails m where ${among('m.id')}`,
    [json(ids)],
  )
  return rows.map(({ at, ...row }) => ({
    id: row.id,
    rights: { kind: 'mail', audiences: row.audiences },
    hit: { kind: 'mail', at, mail: mailLineOf(row) },
    title: row.subject,
    text: null,
  }))
}

interface ActivityRow {
  readonly id: string
  readonly kind: 'call' | 'note' | 'meeting'
  readonly at: string
  readonly title: string
  readonly text: string
  readonly audiences: number[]
  readonly user: { readonly id: number; readonly name: string }
}

async function activitiesOf(tx: Query, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const rows = await tx.query<ActivityRow>(
    `select a.id::text as id, a.kind, ${instantOf('a.occurred_at')} as at, coalesce(a.title, '') as title, coalesce(a.text, '') as text, to_jsonb(a.audiences) as audiences,
       jsonb_build_object('id', u.id, 'name', u.name) as user from activities a join users u on u.id = a.user_id where ${among('a.id')} and a.deleted_at is null`,
    [json(ids)],
  )
  return rows.map(({ id, kind, at, title, text, audiences, user }) => ({
    id,
    rights: { kind: 'activity', activityKind: kind, audiences, userId: user.id },
    hit: { kind: 'activity', at, activity: { id, kind, user } },
    title,
    text,
  }))
}

interface CaseRow {
  readonly id: string
  readonly at: string
  readonly audience: number
  readonly ref: { readonly case: Extract<Hit, { kind: 'case' }>['case'] }
}

async function casesOf(tx: Query, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const rows = await tx.query<CaseRow>(
    `select c.id::text as id, ${instantOf('c.created_at')} as at, c.audience, ${caseRefSql('c')} as ref from cases c where ${among('c.id')}`,
    [json(ids)],
  )
  return rows.map(({ id, at, audience, ref }) => ({
    id,
    rights: { kind: 'case', audience, status: ref.case.status },
    hit: { kind: 'case', at, case: ref.case },
    title: ref.case.title,
    text: ref.case.number,
  }))
}

interface ContactRow {
  readonly id: string
  readonly at: string
  readonly ref: { readonly contact: Extract<Hit, { kind: 'contact' }>['contact'] }
}

async function contactsOf(tx: Query, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const rows = await tx.query<ContactRow>(
    `select c.id::text as id, ${instantOf('c.created_at')} as at, ${contactRefSql('c')} as ref from contacts c where ${among('c.id')}`,
    [json(ids)],
  )
  return rows.map(({ id, at, ref }) => ({
    id,
    rights: { kind: 'contact' },
    hit: { kind: 'contact', at, contact: ref.contact },
    title: ref.contact.name,
    text: ref.contact.number ?? '',
  }))
}
