import { Problem } from '@postakte/shared/model/problem'

/** A problem that brings more than a sentence: the wrong fields, or the record as it is now. */
export class ProblemWith extends Problem {
  readonly more: Readonly<Record<string, unknown>>
  constructor(code: string, more: Readonly<Record<string, unknown>>, facts: Readonly<Record<string, string>> = {}) {
    super(code, facts)
    this.more = more
  }
}

/** An edit of a version that is no longer the newest. */
export const changedMeanwhile = (current: unknown) => new ProblemWith('changed-meanwhile', { current })
export const notFound = () => new Problem('record-unknown')
