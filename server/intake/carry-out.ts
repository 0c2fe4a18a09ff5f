import type { Query } from '../db/db'
import { json } from '../db/json'
import type { Decision, Finding, Target } from './pipeline/decision'
import { sameTarget } from './pipeline/relation'
import type { Reading } from './reading'

/** A mail that was read and decided, and the sighting that brought it. */
export interface Decided {
  readonly sightingId: string
  /** base64 */
  readonly sha256: string
  readonly receivedAt: string
  readonly reading: Reading
  readonly decision: Decision
  readonly threadKey: string
}

export const states = { file: 'filed', ask: 'ask', unmatched: 'unmatched', ignore: 'ignored' } as const

/**
 * Writes a batch: mails, activities, filings, to-dos, thread ids, and the sightings' state. A mail that another sighting
 * brought before (or another server at this moment) only gains the sighting: nothing that a person did is touched.
 */
export async function carryOut(tx: Query, batch: readonly Decided[]): Promise<void> {
  const firsts = [...new Map([...batch].reverse().map((one) => [one.reading.identity, one])).values()].sort((one, other) =>
    one.reading.identity < other.reading.identity ? -1 : 1,
  )
  const fresh = await insertMails(tx, firsts)
  const written = firsts.flatMap((one) => {
    const id = fresh.get(one.reading.identity)
    return id === undefined ? [] : [{ id, one }]
  })
  await Promise.all([
    insertActivities(tx, written),
    insertFilings(tx, written),
    insertTodos(tx, written),
    insertThreadIds(tx, batch),
    markProcessed(tx, batch),
  ])
}

type Written = readonly { readonly id: string; readonly one: Decided }[]

async function insertMails(tx: Query, firsts: readonly Decided[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; identity: string }>(
    `insert into mails (identity, message_id, sha256, thread_key, from_address, from_name, subject, sent_at, received_at, direction, class, trust, preview, decision, state)
     select decode(identity, 'base64'), message_id, decode(sha256, 'base64'), thread_key, from_address, from_name, subject, sent_at, received_at, direction, class, trust, preview, decision, state
     from jsonb_to_recordset($1::text::jsonb) as m(identity text, message_id text, sha256 text, thread_key text, from_address text, from_name text, subject text, sent_at timestamptz, received_at timestamptz,
       direction text, class text, trust smallint, preview text, decision jsonb, state text)
     on conflict (identity) do nothing returning id::text as id, translate(encode(identity, 'base64'), E'\\n', '') as identity`,
    [json(firsts.map(mailRow))],
  )
  return new Map(rows.map(({ id, identity }) => [identity, id]))
}

function mailRow({ sha256, receivedAt, reading, decision, threadKey }: Decided) {
  const { clues } = reading
  return {
    identity: reading.identity,
    message_id: reading.messageId,
    sha256,
    thread_key: threadKey,
    from_address: clues.direction === 'in' ? (clues.outside[0]?.address ?? reading.fromAddress) : reading.fromAddress,
    from_name: reading.fromName,
    subject: reading.subject,
    sent_at: reading.sentAt,
    received_at: receivedAt,
    direction: clues.direction,
    class: clues.class,
    trust: clues.trust,
    preview: reading.preview,
    decision: decisionJson(reading, decision),
    state: states[decision.kind],
  }
}

/** Kept with the mail: why, small. Empty lists are left out. */
export function decisionJson(reading: Reading, decision: Decision): Record<string, unknown> {
  const under = decision.kind === 'file' ? decision.under : decision.kind === 'ask' ? decision.between : []
  const all: Record<string, unknown> = {
    kind: decision.kind,
    under,
    suggestions: decision.kind === 'file' ? decision.suggestions : [],
    findings: decision.findings.map(({ rule, target, confidence, effect, facts }) => ({
      rule,
      ...(target ? { target } : {}),
      confidence,
      ...(effect === 'for' ? {} : { effect }),
      facts,
    })),
    hops: reading.hops,
    suspicious: reading.clues.suspicious,
    partly: reading.partly,
    attachments: reading.attachments,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !Array.isArray(value) || value.length > 0))
}

async function insertActivities(tx: Query, written: Written): Promise<void> {
  if (written.length === 0) return
  await tx.query(
    `insert into activities (kind, mail_id, occurred_at) select 'mail', mail_id, occurred_at from jsonb_to_recordset($1::text::jsonb) as a(mail_id bigint, occurred_at timestamptz) on conflict do nothing`,
    [json(written.map(({ id, one }) => ({ mail_id: id, occurred_at: one.reading.sentAt ?? one.receivedAt })))],
  )
}

async function insertFilings(tx: Query, written: Written): Promise<void> {
  const rows = written.flatMap(({ id, one }) =>
    one.decision.kind === 'file' ? one.decision.under.map((target) => filingRow(id, target, one.decision.findings)) : [],
  )
  if (rows.length === 0) return
  await tx.query(
    `insert into filings (mail_id, contact_id, case_id, opportunity_id, rule, because)
     select mail_id, contact_id, case_id, opportunity_id, rule, because
     from jsonb_to_recordset($1::text::jsonb) as f(mail_id bigint, contact_id bigint, case_id bigint, opportunity_id bigint, rule text, because jsonb) on conflict do nothing`,
    [json(rows)],
  )
}

export function filingRow(mailId: string, target: Target, findings: readonly Finding[]) {
  const best = findings
    .filter((finding) => finding.target !== null && sameTarget(finding.target, target))
    .sort((one, other) => other.confidence - one.confidence)[0]
  return {
    mail_id: mailId,
    [`${target.kind}_id`]: target.id,
    rule: best?.rule ?? 'person',
    because: best?.facts ?? {},
  }
}

async function insertTodos(tx: Query, written: Written): Promise<void> {
  const rows = written.flatMap(({ id, one }) => {
    if (one.decision.kind !== 'ask' && one.decision.kind !== 'unmatched') return []
    return [
      {
        mail_id: id,
        kind: one.decision.kind,
        candidates: one.decision.kind === 'ask' ? one.decision.between : [],
        sender_address: one.reading.fromAddress,
        waiting_since: one.receivedAt,
      },
    ]
  })
  if (rows.length === 0) return
  await tx.query(
    `insert into todos (mail_id, kind, candidates, sender_address, waiting_since) select mail_id, kind, candidates, sender_address, waiting_since
     from jsonb_to_recordset($1::text::jsonb) as t(mail_id bigint, kind text, candidates jsonb, sender_address text, waiting_since timestamptz) on conflict do nothing`,
    [json(rows)],
  )
}

async function insertThreadIds(tx: Query, batch: readonly Decided[]): Promise<void> {
  const ids = new Map<string, string>()
  for (const { reading, threadKey } of batch)
    for (const id of [reading.messageId, ...reading.clues.thread.slice(0, 12)]) if (id !== null && !ids.has(id)) ids.set(id, threadKey)
  if (ids.size === 0) return
  const rows = [...ids].sort(([one], [other]) => (one < other ? -1 : 1)).map(([message_id, thread_key]) => ({ message_id, thread_key }))
  await tx.query(
    `insert into thread_ids (message_id, thread_key) select message_id, thread_key from jsonb_to_recordset($1::text::jsonb) as t(message_id text, thread_key text) on conflict do nothing`,
    [json(rows)],
  )
}

async function markProcessed(tx: Query, batch: readonly Decided[]): Promise<void> {
  await tx.query(
    `update sightings s set state = 'processed', mail_id = m.id, problem = null
     from jsonb_to_recordset($1::text::jsonb) as d(sighting_id bigint, identity text) join mails m on m.identity = decode(d.identity, 'base64') where s.id = d.sighting_id`,
    [json(batch.map(({ sightingId, reading }) => ({ sighting_id: sightingId, identity: reading.identity })))],
  )
}
