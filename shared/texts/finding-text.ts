import { shownAddress } from '../mail/address'
import { toUnicode } from '../mail/idna'
import { fill, type Language, texts } from './texts'

/** What a rule found, kept as its name and facts. */
export interface FoundByRule {
  readonly rule: string
  readonly facts: Readonly<Record<string, string>>
}

/** The sentence of a finding; addresses and domains as people write them. */
export function findingText({ rule, facts }: FoundByRule, language: Language): string {
  const { address, domain } = facts
  const shown = {
    ...facts,
    ...(address === undefined ? {} : { address: shownAddress(address) }),
    ...(domain === undefined ? {} : { domain: toUnicode(domain) }),
  }
  return fill(texts[language].findings[rule] ?? rule, shown)
}
