import { shownAddress } from '@postakte/shared/mail/address'
import { Problem } from '@postakte/shared/model/problem'
import { findingText } from '@postakte/shared/texts/finding-text'
import type { Language } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import type { Decision, Finding, Hop, Target } from '../intake/pipeline/decision'
import type { Reading } from '../intake/reading'
import { type MailLine, utc } from './mail-list'
import { type Named, namer } from './names'

/** What the page shows of a mail: of one that is kept, of one that was dropped, and of one that is decided again. */
export interface MailDetail extends Omit<MailLine, 'id'> {
  readonly kind: Decision['kind']
  readonly class: string
  readonly direction: string
  readonly trust: number
  readonly preview: string
  readonly filed: readonly (Named & { readonly because: string; readonly removed: boolean })[]
  readonly candidates: readonly Named[]
  readonly suggestions: readonly Named[]
  readonly findings: readonly string[]
  readonly hops: readonly Hop[]
  readonly partly: readonly string[]
  readonly attachments: readonly Pick<Reading['attachments'][number], 'filename' | 'contentType' | 'size'>[]
  readonly sightings: readonly { readonly source: string; readonly folder: string; readonly at: string }[]
}

/** The form of `mails.decision`. */
interface KeptDecision extends Partial<Pick<MailDetail, 'hops' | 'partly' | 'attachments'>> {
  readonly kind: Decision['kind']
  readonly under?: readonly Target[]
  readonly suggestions?: readonly Target[]
  readonly findings?: readonly Finding[]
}

interface KeptFiling extends Target {
  readonly rule: string
  readonly because: Readonly<Record<string, string>>
  readonly removed: boolean
}

type MailRow = MailLine & Pick<MailDetail, 'class' | 'direction' | 'trust' | 'preview'> & { readonly decision: KeptDecision }

/** One mail with everything that says why: hops, findings as sentences, names of the records, sightings. */
export async function mailDetail(db: Query, id: string, language: Language): Promise<MailDetail> {
  const { decision, id: _, ...mail } = await mailRow(db, id)
  const filed = await filingsOf(db, id)
  const suggestions = decision.suggestions ?? []
  const candidates = decision.kind === 'ask' ? (decision.under ?? []) : []
  const named = await namer(db, [...filed, ...candidates, ...suggestions])
  return {
    ...mail,
    fromAddress: shownAddress(mail.fromAddress),
    kind: decision.kind,
    filed: filed.map((one) => ({
      ...named(one),
      because: findingText({ rule: one.rule, facts: one.because }, language),
      removed: one.removed,
    })),
    candidates: candidates.map(named),
    suggestions: suggestions.map(named),
    findings: (decision.findings ?? []).map((finding) => findingText(finding, language)),
    hops: decision.hops ?? [],
    partly: decision.partly ?? [],
    attachments: decision.attachments ?? [],
    sightings: await sightingsOf(db, id),
  }
}

async function mailRow(db: Query, id: string): Promise<MailRow> {
  const [row] = await db.query<MailRow>(
    `select id::text as id, subject, from_address as "fromAddress", from_name as "fromName", ${utc('coalesce(sent_at, received_at)')} as at,
       direction, class, decision, preview, trust from mails where id = $1::text::bigint`,
    [id],
  )
  if (!row) throw new Problem('mail-unknown', { id })
  return row
}

const filingsOf = (db: Query, id: string) =>
  db.query<KeptFiling>(
    `select case when contact_id is not null then 'contact' when case_id is not null then 'case' else 'opportunity' end as kind,
       coalesce(contact_id, case_id, opportunity_id)::text as id, rule, because, removed_at is not null as removed
     from filings where mail_id = $1::text::bigint order by filings.id`,
    [id],
  )

const sightingsOf = (db: Query, id: string) =>
  db.query<MailDetail['sightings'][number]>(
    `select source, folder, ${utc('received_at')} as at from sightings where mail_id = $1::text::bigint order by id limit 50`,
    [id],
  )
