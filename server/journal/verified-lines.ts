import { fill, type Language, texts } from '@postakte/shared/texts/texts'
import type { Finding, FindingKind } from './finding'
import { printedJson } from './printed'
import type { Verification } from './verify'

export interface VerifiedLines {
  finding(kind: FindingKind, facts: Finding['facts']): string
  summary(result: Verification, now: Date): string[]
}

/** What `postakte journal verify` prints: sentences, or JSON lines of which the last is the summary. */
export const verifiedLines = (asJson: boolean, language: Language): VerifiedLines => (asJson ? jsonLines : sentences(language))

const jsonLines: VerifiedLines = {
  finding: (kind, facts) => printedJson({ finding: kind, ...facts }),
  summary: (result) => [printedJson({ ok: result.findings === 0, ...result })],
}

const sentences = (language: Language): VerifiedLines => ({
  finding: (kind, facts) => fill(texts[language].journal.findings[kind], facts),
  summary(result, now) {
    const words = texts[language].journal
    const facts = Object.fromEntries(Object.entries(result).map(([name, value]) => [name, String(value ?? '–')]))
    return [
      fill(result.findings === 0 ? words.sound : words.unsound, facts),
      ...(waitsTooLong(result, now) ? [fill(words.unsealedLong, facts)] : []),
      ...(result.head === null ? [] : [fill(words.head, facts)]),
    ]
  },
})

/** A server that runs has sealed it within a second. */
const waitsTooLong = ({ unsealedSince }: Verification, now: Date): boolean =>
  unsealedSince !== null && Date.parse(unsealedSince) < now.getTime() - 60_000
