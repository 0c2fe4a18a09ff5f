import { shownAddress } from '@postakte/shared/mail/address'
import { Problem } from '@postakte/shared/model/problem'
import type { Language } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { explainMail, findingText } from '../intake/explain'
import { lookUp } from '../intake/look-up'
import { ownFromPlain, readOwn } from '../intake/own'
import type { Decision, Finding, Hop, Target } from '../intake/pipeline/decision'

export interface MailLine {
  readonly id: string
  readonly subject: string
  readonly fromAddress: string
  readonly fromName: string
  readonly at: string
  readonly state: string
  readonly direction: string
  readonly class: string
}

const columns = `m.id::text as id, m.subject, m.from_address as "fromAddress", m.from_name as "fromName", to_char(coalesce(m.sent_at, m.received_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, m.state, m.direction, m.class`

/** Addresses are kept as keys (ACE); people see letters. */
const shown = <T extends MailLine>(line: T): T => ({ ...line, fromAddress: shownAddress(line.fromAddress) })

async function linesOf(
  db: Query,
  state: 'filed' | 'ask' | 'unmatched' | 'ignored' | 'todo',
  order: 'sender' | 'waiting',
): Promise<MailLine[]> {
  if (state === 'todo') {
    return db.query<MailLine>(
      `select ${columns} from todos t join mails m on m.id = t.mail_id where t.done_at is null order by ${order === 'sender' ? 't.sender_address, t.waiting_since' : 't.waiting_since'}, t.id limit 200`,
    )
  }
  return db.query<MailLine>(
    `select ${columns} from mails m where m.state = $1 order by ${order === 'sender' ? 'm.from_address, m.id' : 'm.id desc'} limit 200`,
    [state],
  )
}

/** The queue ('todo') or the mails of a state, by sender address or by waiting time. */
export async function listMails(db: Query, state: Parameters<typeof linesOf>[1], order: 'sender' | 'waiting'): Promise<MailLine[]> {
  return (await linesOf(db, state, order)).map(shown)
}

export async function stateCounts(db: Query): Promise<Record<string, number>> {
  const rows = await db.query<{ state: string; n: number }>(
    `select state, count(*)::int as n from mails group by state union all select 'todo', count(*)::int from todos where done_at is null
     union all select 'quarantined', count(*)::int from sightings where state = 'quarantined' union all select 'waiting', count(*)::int from sightings where state = 'received'`,
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

interface StoredDecision {
  readonly kind: Decision['kind']
  readonly under?: readonly Target[]
  readonly suggestions?: readonly Target[]
  readonly findings?: readonly Finding[]
  readonly hops?: readonly Hop[]
  readonly suspicious?: readonly string[]
  readonly partly?: readonly string[]
  readonly attachments?: readonly {
    readonly filename: string | null
    readonly contentType: string
    readonly size: number
  }[]
}

/** One mail with everything that says why: hops, findings as sentences, names of the records, sightings. */
export async function mailDetail(db: Query, id: string, language: Language): Promise<Record<string, unknown>> {
  const [row] = await db.query<MailLine & { decision: StoredDecision; preview: string; trust: number; messageId: string | null }>(
    `select ${columns}, m.decision, m.preview, m.trust, m.message_id as "messageId" from mails m where m.id = $1::text::bigint`,
    [id],
  )
  if (!row) throw new Problem('not-found', { path: `mail ${id}` })
  const { decision, ...mail } = row
  const filed = await db.query<Target & { rule: string; because: Record<string, string>; removed: boolean }>(
    `select case when contact_id is not null then 'contact' when case_id is not null then 'case' else 'opportunity' end as kind, coalesce(contact_id, case_id, opportunity_id)::text as id, rule, because, removed_at is not null as removed from filings where mail_id = $1::text::bigint order by filings.id`,
    [id],
  )
  const sightings = await db.query(
    `select source, folder, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from sightings where mail_id = $1::text::bigint order by id limit 50`,
    [id],
  )
  const named = await namesOf(db, [...filed, ...(decision.under ?? []), ...(decision.suggestions ?? [])])
  const withName = (target: Target) => ({
    ...target,
    name: named.get(`${target.kind}:${target.id}`) ?? target.id,
  })
  return {
    ...shown(mail),
    kind: decision.kind,
    filed: filed.map((one) => ({
      ...withName(one),
      because: findingText({ rule: one.rule, facts: one.because }, language),
      removed: one.removed,
    })),
    candidates: decision.kind === 'ask' ? (decision.under ?? []).map(withName) : [],
    suggestions: (decision.suggestions ?? []).map(withName),
    findings: (decision.findings ?? []).map((finding) => findingText(finding, language)),
    hops: decision.hops ?? [],
    suspicious: decision.suspicious ?? [],
    partly: decision.partly ?? [],
    attachments: decision.attachments ?? [],
    sightings,
  }
}

/** Names people know: contact's name and number, case's number and title, opportunity's title. */
export async function namesOf(db: Query, targets: readonly Target[]): Promise<Map<string, string>> {
  if (targets.length === 0) return new Map()
  const rows = await db.query<{ key: string; name: string }>(
    `with t as (select kind, id from jsonb_to_recordset($1::text::jsonb) as x(kind text, id bigint))
     select 'contact:' || c.id as key, c.name || coalesce(' [KD=' || c.number || ']', '') as name from contacts c join t on t.kind = 'contact' and t.id = c.id
     union select 'case:' || c.id, c.title || ' [VG=' || c.number || '-' || c."check" || ']' from cases c join t on t.kind = 'case' and t.id = c.id
     union select 'opportunity:' || o.id, o.title from opportunities o join t on t.kind = 'opportunity' and t.id = o.id`,
    [json(targets.map(({ kind, id }) => ({ kind, id })))],
  )
  return new Map(rows.map(({ key, name }) => [key, name]))
}

export async function originalOf(db: Query, mailId: string): Promise<Uint8Array> {
  const [row] = await db.query<{ bytes: Uint8Array }>(
    `select o.bytes from mails m join originals o on o.sha256 = m.sha256 where m.id = $1::text::bigint`,
    [mailId],
  )
  if (!row) throw new Problem('not-found', { path: `mail ${mailId}` })
  return row.bytes
}

type OwnConfig = Parameters<typeof readOwn>[1]

/** What the rules say today, beside what is stored; writes nothing. */
export async function runAgain(db: Query, config: OwnConfig, mailId: string, language: Language): Promise<Record<string, unknown>> {
  const own = ownFromPlain(await readOwn(db, config))
  const { decision } = await explainMail(await originalOf(db, mailId), own, async (clues) => (await lookUp(db, [clues])).of(clues))
  const targets = decision.kind === 'file' ? decision.under : decision.kind === 'ask' ? decision.between : []
  const named = await namesOf(db, targets)
  return {
    kind: decision.kind,
    under: targets.map((target) => ({
      ...target,
      name: named.get(`${target.kind}:${target.id}`) ?? target.id,
    })),
    findings: decision.findings.map((finding) => findingText(finding, language)),
  }
}
