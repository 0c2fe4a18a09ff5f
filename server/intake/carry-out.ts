import type { Query } from '../db/db'
import { json } from '../db/json'
import { tellOfMails, tellOfTodos } from '../events/intake-events'
import { addFilings, type FilingRow } from '../filings/add'
import { fileAnnounced } from '../sending/arrived'
import { type Answers, answerCases, tellAnswered } from './answered-cases'
import { meetAgain } from './known-again'
import type { Decision, Finding, Target } from './pipeline/decision'
import { sameTarget } from './pipeline/relation'
import type { Reading } from './reading'

/** A mail that was read and decided, and the sighting that brought it. */
export interface Decided {
  readonly sightingId: string
  /** base64 */
  readonly sha256: string
  readonly receivedAt: string
  /** Who may see it while it is under no case or opportunity: the mailbox's team, minus the owner of a personal one, or 0. */
  readonly audience: number
  /** A user's program brought it. */
  readonly handed: boolean
  readonly reading: Reading
  readonly decision: Decision
  readonly threadKey: string
}

export const states = { file: 'filed', ask: 'ask', unmatched: 'unmatched', ignore: 'ignored' } as const

/**
 * Writes a batch: mails, activities, filings, to-dos, thread ids, and the sightings' state. A mail that another sighting
 * brought before (or another server at this moment) only gains the sighting: nothing that a person did is touched.
 */
export async function carryOut(tx: Query, batch: readonly Decided[], tagKey: string): Promise<void> {
  const firsts = [...new Map([...batch].reverse().map((one) => [one.reading.identity, one])).values()].sort((one, other) =>
    one.reading.identity < other.reading.identity ? -1 : 1,
  )
  const fresh = await insertMails(tx, firsts)
  const written = firsts.flatMap((one) => {
    const id = fresh.get(one.reading.identity)
    return id === undefined ? [] : [{ id, one }]
  })
  const answered = await answerCases(tx, written, tagKey)
  const news = new Set(written.map(({ one }) => one))
  const again = batch.filter((one) => !news.has(one))
  const announced = batch.flatMap(carried)
  const tell = async () => {
    const added = await meetAgain(tx, again)
    await tellAnswered(tx, answered)
    if (announced.length === 0) tellOfMails(tx, told(written))
    await tellOfTodos(
      tx,
      added.filter(({ mailId }) => written.every(({ id }) => id !== mailId)),
    )
  }
  // They are carried out in this order; none waits for the answer to the one before it, nor the commit for theirs.
  insertFilings(tx, written, answered)
  insertTodos(tx, written)
  insertThreadIds(tx, batch)
  markProcessed(tx, batch)
  await tell()
  // What was announced is filed where it lies already, and its to-do done.
  if (announced.length > 0) tellOfMails(tx, [...new Set([...told(written), ...(await fileAnnounced(tx, announced))])])
}

/** Only mails of ours are announced, and none that was forged. */
const carried = ({ reading: { sending, clues, identity }, handed, audience }: Decided) =>
  sending === null || clues.direction === 'in' || clues.trust < 1 ? [] : [{ token: sending, identity, handedBy: handed ? -audience : null }]

/** Mails that others wait for: those that became a to-do, or lie at a case or opportunity. */
const told = (written: Written): string[] =>
  written.flatMap(({ id, one: { decision } }) => {
    const isNews = decision.kind === 'file' ? decision.under.some(({ kind }) => kind !== 'contact') : decision.kind !== 'ignore'
    return isNews ? [id] : []
  })

export type Written = readonly { readonly id: string; readonly one: Decided }[]

/** With their activities. */
async function insertMails(tx: Query, firsts: readonly Decided[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; identity: string }>(
    `with fresh as (
       insert into mails (identity, message_id, sha256, thread_key, from_address, from_name, subject, sent_at, received_at, direction, class, trust, preview, decision, state, audience, audiences)
       select decode(identity, 'base64'), message_id, decode(sha256, 'base64'), thread_key, from_address, from_name, subject, sent_at, received_at, direction, class, trust, preview, decision, state, audience, array[audience]
       from jsonb_to_recordset($1::text::jsonb) as m(identity text, message_id text, sha256 text, thread_key text, from_address text, from_name text, subject text, sent_at timestamptz, received_at timestamptz,
         direction text, class text, trust smallint, preview text, decision jsonb, state text, audience int)
       on conflict (identity) do nothing returning id, identity, coalesce(sent_at, received_at) as occurred_at, audience),
     logged as (insert into activities (kind, mail_id, occurred_at, audiences) select 'mail', id, occurred_at, array[audience] from fresh order by id)
     select id::text as id, translate(encode(identity, 'base64'), E'\\n', '') as identity from fresh`,
    [json(firsts.map(mailRow))],
  )
  return new Map(rows.map(({ id, identity }) => [identity, id]))
}

function mailRow({ sha256, receivedAt, audience, reading, decision, threadKey }: Decided) {
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
    audience,
  }
}

/** Kept with the mail: why, small. What is empty is left out. */
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
    marked: reading.clues.marked,
    partly: reading.partly,
    attachments: reading.attachments,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && (!Array.isArray(value) || value.length > 0)))
}

const insertFilings = (tx: Query, written: Written, answered: Answers) =>
  addFilings(
    tx,
    written.flatMap(({ id, one }) =>
      one.decision.kind === 'file'
        ? one.decision.under.map((target) => answered.filing(id, target) ?? filingRow(id, target, one.decision.findings))
        : [],
    ),
  )

export function filingRow(mailId: string, target: Target, findings: readonly Finding[]): FilingRow {
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

function insertTodos(tx: Query, written: Written): void {
  const rows = written.flatMap(({ id, one }) => {
    if (one.decision.kind !== 'ask' && one.decision.kind !== 'unmatched') return []
    return [
      {
        mail_id: id,
        kind: one.decision.kind,
        candidates: one.decision.kind === 'ask' ? one.decision.between : [],
        sender_address: one.reading.fromAddress,
        waiting_since: one.receivedAt,
        team_id: one.audience > 0 ? one.audience : null,
        owner_id: one.audience < 0 ? -one.audience : null,
      },
    ]
  })
  if (rows.length === 0) return
  tx.send(
    `insert into todos (mail_id, kind, candidates, sender_address, waiting_since, team_id, owner_id) select mail_id, kind, candidates, sender_address, waiting_since, team_id, owner_id
     from jsonb_to_recordset($1::text::jsonb) as t(mail_id bigint, kind text, candidates jsonb, sender_address text, waiting_since timestamptz, team_id int, owner_id int) on conflict do nothing`,
    [json(rows)],
  )
}

function insertThreadIds(tx: Query, batch: readonly Decided[]): void {
  const ids = new Map<string, string>()
  for (const { reading, threadKey } of batch)
    for (const id of [reading.messageId, ...reading.clues.thread.slice(0, 12)]) if (id !== null && !ids.has(id)) ids.set(id, threadKey)
  if (ids.size === 0) return
  const rows = [...ids].sort(([one], [other]) => (one < other ? -1 : 1)).map(([message_id, thread_key]) => ({ message_id, thread_key }))
  tx.send(
    `insert into thread_ids (message_id, thread_key) select message_id, thread_key from jsonb_to_recordset($1::text::jsonb) as t(message_id text, thread_key text) on conflict do nothing`,
    [json(rows)],
  )
}

function markProcessed(tx: Query, batch: readonly Decided[]): void {
  tx.send(
    `update sightings s set state = 'processed', mail_id = m.id, problem = null
     from jsonb_to_recordset($1::text::jsonb) as d(sighting_id bigint, identity text) join mails m on m.identity = decode(d.identity, 'base64') where s.id = d.sighting_id`,
    [json(batch.map(({ sightingId, reading }) => ({ sighting_id: sightingId, identity: reading.identity })))],
  )
}
