import { findingText } from '@postakte/shared/texts/finding-text'
import { fill, type Language, texts } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import { json } from '../db/json'

/** A filing as the API shows it (shared/api/filed.ts). */
export interface ShownFiling {
  readonly id: string
  readonly mailId: string
  readonly target: {
    readonly kind: 'contact' | 'case' | 'opportunity'
    readonly id: string
    readonly name: string
    readonly number: string | null
  }
  readonly filedBy: { readonly id: number; readonly name: string } | null
  readonly filedAt: string
  readonly because: string
  readonly rule: string
  readonly attachments: number[] | null
}

/** Where these mails lie, as far as the caller sees it. */
export async function filingsOf(tx: Query, mailIds: readonly string[], language: Language): Promise<ShownFiling[]> {
  const [row] = await tx.query<{ filings: Kept[] | null }>(
    `select filings_of(array(select jsonb_array_elements_text($1::text::jsonb)::bigint)) as filings`,
    [json(mailIds)],
  )
  return withSentences(row!.filings ?? [], language)
}

interface Kept extends Omit<ShownFiling, 'because'> {
  /** Null when they name a case that is not for the caller. */
  readonly facts: Readonly<Record<string, string>> | null
}

/** Of what the database's filings_of says: rule and facts become a sentence. */
export const withSentences = (kept: readonly Kept[], language: Language): ShownFiling[] =>
  kept.map(({ facts, ...filing }) => ({ ...filing, because: becauseText({ ...filing, facts }, language) }))

export function becauseText({ rule, facts, filedBy }: Pick<Kept, 'rule' | 'facts' | 'filedBy'>, language: Language): string {
  const words = texts[language].activities
  if (rule === 'person' && filedBy !== null) return fill(words.filedBy, { name: filedBy.name })
  return facts === null ? words.filedByRule : findingText({ rule, facts }, language)
}
