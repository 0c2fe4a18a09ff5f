import type { mailRoutes } from '@postakte/shared/api/mails'
import type { AnswerOf } from '@postakte/shared/api/route'
import type { TargetRef } from '@postakte/shared/api/shapes'
import { shownAddress } from '@postakte/shared/mail/address'
import { type Language, texts } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import { instantOf } from '../db/instant'
import { type ShownFiling, withSentences } from '../filings/lying'
import type { Finding, Hop, Target } from '../intake/pipeline/decision'
import { recordKey, type SeenRecord, seenOf, seenRecords } from '../rights/records'
import { namedIn, reasons } from '../todos/reasons'
import { seenCaseNumbers } from '../todos/todos'
import type { Me } from '../users/me'
import { duplicatesOf } from './duplicates'
import { loadLine } from './load'
import { mailLineOf } from './mail-line'
import type { MailHead } from './parts'

type MailAnswer = AnswerOf<typeof mailRoutes.getMail>

/** What the database says of a mail; its head is read out of the original. */
export type KeptMail = Omit<MailAnswer, 'to' | 'cc' | 'replyTo' | 'attachments'>

/** The form of `mails.decision`, empty lists left out. */
interface Kept {
  readonly findings?: readonly Finding[]
  readonly suggestions?: readonly Target[]
  readonly hops?: readonly Hop[]
  readonly partly?: readonly string[]
  readonly suspicious?: readonly string[]
}

/** A mail with all that says why, as far as the caller may know it. */
export async function loadMail(tx: Query, me: Me, id: string, language: Language): Promise<KeptMail> {
  const { attachments: _, ...line } = mailLineOf(await loadLine(tx, me, id))
  const { decision, todo, sightings } = await aroundMail(tx, me, id)
  const { findings = [], suggestions = [], hops = [], partly = [], suspicious = [] } = decision
  const visible = await visibleOf(tx, me, findings, suggestions)
  return {
    ...line,
    filings: await allFilingsOf(tx, id, language),
    findings: reasons(findings, visible, language),
    duplicates: await duplicatesOf(tx, id),
    suggestions: visible.those(suggestions).map(nameOf),
    hops: hops.map(({ kind, by, dateUtc, comment }) => ({ kind, by: by && shown(by), at: dateUtc, comment })),
    partly: [...partly],
    suspicious: [...suspicious],
    todo,
    sightings,
  }
}

/** With what reading its original said. */
export function withHead(kept: KeptMail, { to, cc, replyTo, attachments }: MailHead, language: Language): MailAnswer {
  return {
    ...kept,
    to: to.map(shown),
    cc: cc.map(shown),
    replyTo: replyTo.map(shown),
    attachments: attachments.map(({ name, ...rest }, number) => ({ number, name: name ?? unnamed(number, language), ...rest })),
  }
}

export const unnamed = (number: number, language: Language) => `${texts[language].mails.attachment} ${number + 1}`

const shown = ({ address, name }: { readonly address: string; readonly name: string }) => ({ address: shownAddress(address), name })

interface Around {
  readonly decision: Kept
  readonly todo: MailAnswer['todo']
  readonly sightings: MailAnswer['sightings']
}

/** Sightings in mailboxes are for those who see the mailbox's mail; what users handed over for themselves; all for who looks after mailboxes. */
async function aroundMail(tx: Query, me: Me, id: string): Promise<Around> {
  const [row] = await tx.query<Around>(
    `select m.decision,
       (select jsonb_build_object('id', t.id::text, 'kind', t.kind, 'done', t.done_at is not null, 'assignee', case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end)
         from todos t left join users u on u.id = t.assignee_id where t.mail_id = m.id
           order by t.done_at is not null, exists (select from team_members w where w.team_id = t.team_id and w.user_id = $2::int) desc, t.id limit 1) as todo,
       coalesce((select jsonb_agg(jsonb_build_object('source', s.source, 'at', ${instantOf('s.received_at')}, 'mailbox', b.name, 'user', case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end) order by s.id)
         from (select s.* from sightings s left join mailboxes k on k.id = s.mailbox_id where s.mail_id = m.id
           and (s.user_id is null and (m.audience = any((select my_audiences())::integer[]) or k.owner_id = $2::int) or s.user_id = $2::int or $3::boolean) order by s.id limit 50) s
           left join mailboxes b on b.id = s.mailbox_id left join users u on u.id = s.user_id), '[]') as sightings
     from mails m where m.id = $1::text::bigint`,
    [id, me.id, me.permissions.has('mailboxes.manage')],
  )
  return row!
}

async function visibleOf(tx: Query, me: Me, findings: readonly Finding[], suggestions: readonly Target[]) {
  const named = namedIn(findings)
  const seen = await seenRecords(tx, me, [...named.targets, ...suggestions])
  const numbers = await seenCaseNumbers(tx, named.caseNumbers)
  return {
    record: (target: TargetRef) => seen.has(recordKey(target)),
    caseNumber: (number: string) => numbers.has(number),
    those: (targets: readonly TargetRef[]) => seenOf(targets, seen),
  }
}

function nameOf({ ref }: SeenRecord) {
  if (ref.kind === 'contact') return { kind: ref.kind, id: ref.contact.id, name: ref.contact.name, number: ref.contact.number }
  if (ref.kind === 'case') return { kind: ref.kind, id: ref.case.id, name: ref.case.title, number: ref.case.number }
  return { kind: ref.kind, id: ref.opportunity.id, name: ref.opportunity.title, number: null }
}

/** Removed ones, too: who took it away, and when. */
async function allFilingsOf(tx: Query, id: string, language: Language): Promise<MailAnswer['filings']> {
  const [row] = await tx.query<{ filings: Parameters<typeof withSentences>[0] | null; removed: Removed[] }>(
    `select filings_of(array[$1::text::bigint], true) as filings,
       coalesce((select jsonb_agg(jsonb_build_object('id', f.id::text, 'at', ${instantOf('f.removed_at')}, 'by', case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end))
         from filings f left join users u on u.id = f.removed_by where f.mail_id = $1::text::bigint and f.removed_at is not null), '[]') as removed`,
    [id],
  )
  const removals = new Map(row!.removed.map(({ id: filing, ...removed }) => [filing, removed]))
  return withSentences(row!.filings ?? [], language).map((one: ShownFiling) => ({ ...one, removed: removals.get(one.id) ?? null }))
}

interface Removed {
  readonly id: string
  readonly at: string
  readonly by: { readonly id: number; readonly name: string } | null
}
