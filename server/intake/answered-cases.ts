import { type Outcome, type Reply, receiveReplies } from '../cases/replies'
import { cameAt } from '../cases/reply-policy'
import { isThanks } from '../cases/thanks'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { writeEvents } from '../events/write'
import type { FilingRow } from '../filings/add'
import { type JournalEntry, writeJournal } from '../journal/journal'
import { type Decided, decisionJson, type Written } from './carry-out'
import type { Decision, Finding, Target } from './pipeline/decision'

/** What the mails of a batch did to the cases that they answer. */
export interface Answers {
  readonly outcomes: readonly Outcome[]
  /** The filing of an answer that goes to another case than was found; null for any other. */
  filing(mailId: string, target: Target): FilingRow | null
}

/** Before the filings are written: opens cases, starts new ones. Nothing is asked when no mail belongs to a case. */
export async function answerCases(tx: Query, written: Written, tagKey: string): Promise<Answers & { readonly written: Written }> {
  const filed = written.flatMap(({ id, one }) => casesOf(one.decision).map((caseId) => ({ mailId: id, caseId, one })))
  const touched = filed.map(({ caseId }) => caseId)
  const outcomes = await receiveReplies(tx, tagKey, touched, filed.flatMap(replyOf))
  const moved = new Map(outcomes.filter(({ effect }) => effect === 'follows').map((one) => [`${one.mailId} ${one.asked.id}`, one]))
  return {
    written,
    outcomes,
    filing: (mailId, { kind, id }) => {
      const outcome = kind === 'case' ? moved.get(`${mailId} ${id}`) : undefined
      if (!outcome) return null
      return { mail_id: mailId, case_id: outcome.into.id, rule: 'case-follows', because: { ...factsOf(outcome), instead: id } }
    },
  }
}

const casesOf = (decision: Decision) =>
  decision.kind === 'file' ? decision.under.filter(({ kind }) => kind === 'case').map(({ id }) => id) : []

/** Only what a person from outside wrote; a machine's mail opens nothing. */
function replyOf({ mailId, caseId, one: { reading, receivedAt } }: { mailId: string; caseId: string; one: Decided }): Reply[] {
  const { clues, sentAt } = reading
  if (clues.direction !== 'in' || (clues.class !== 'normal' && clues.class !== 'invitation')) return []
  const thanks = clues.class === 'normal' && reading.attachments.length === 0 && isThanks(reading.preview, reading.fromName)
  return [{ mailId, caseId, cameAt: cameAt(sentAt, receivedAt), occurredAt: sentAt ?? receivedAt, isThanks: thanks }]
}

const factsOf = ({ asked, into }: Outcome) => ({ case: asked.number, next: into.number })

const rules = {
  'open-again': 'case-open-again',
  reopen: 'case-reopened',
  follows: 'case-follows',
  'stays-closed': 'case-stays-closed',
} as const

/** After the filings: the mail says what it did, and whoever has the case open sees it. */
export async function tellAnswered(tx: Query, { written, outcomes }: Answers & { readonly written: Written }): Promise<void> {
  if (outcomes.length === 0) return
  const decided = new Map(written.map(({ id, one }) => [id, one]))
  await tx.query(
    `update mails m set decision = d.decision from jsonb_to_recordset($1::text::jsonb) as d(mail_id bigint, decision jsonb) where m.id = d.mail_id`,
    [json([...decided].flatMap(([id, one]) => decisionRow(id, one, outcomes)))],
  )
  const changed = [...new Map(outcomes.filter(({ change }) => change !== null).map((one) => [one.into.id, one])).values()]
  await writeJournal(tx, changed.map(journalEntry))
  await writeEvents(
    tx,
    changed.map(({ into: { id, audience } }) => ({ kind: 'case', audiences: [audience], data: { id, change: 'answer' } })),
    null,
  )
}

const journalEntry = ({ change, into, asked }: Outcome): JournalEntry => ({
  userId: null,
  via: 'intake',
  action: `case.${change}`,
  kind: 'case',
  recordId: into.id,
  facts: { number: into.number, answerTo: asked.number },
})

function decisionRow(id: string, { reading, decision }: Decided, outcomes: readonly Outcome[]) {
  const mine = outcomes.filter(({ mailId }) => mailId === id)
  if (mine.length === 0 || decision.kind !== 'file') return []
  const under = decision.under.map((target) => mine.find(({ asked }) => isCase(target, asked.id))?.into.id ?? null)
  const findings = mine.map(
    (one): Finding => ({
      rule: rules[one.effect],
      target: { kind: 'case', id: one.into.id },
      confidence: 1,
      effect: 'for',
      facts: factsOf(one),
    }),
  )
  const told: Decision = {
    ...decision,
    under: decision.under.map((target, at) => (under[at] ? { kind: 'case', id: under[at] } : target)),
    findings: [...decision.findings, ...findings],
  }
  return [{ mail_id: id, decision: decisionJson(reading, told) }]
}

const isCase = (target: Target, id: string) => target.kind === 'case' && target.id === id
