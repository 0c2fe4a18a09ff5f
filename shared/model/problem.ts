/**
 * Something that the user can mend. Carries a code; shared/texts has its sentence in both languages (what happened, what to do).
 * Everything else that is thrown is a bug.
 */
export class Problem extends Error {
  readonly code: string
  readonly facts: Readonly<Record<string, string>>
  constructor(code: string, facts: Readonly<Record<string, string>> = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(facts)}`, cause === undefined ? undefined : { cause })
    this.name = 'Problem'
    this.code = code
    this.facts = facts
  }
}
