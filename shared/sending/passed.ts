import { findingKey, type SendingFinding } from './findings'

/** Those that the user has not let through already. */
export const notPassed = <T extends SendingFinding>(findings: readonly T[], passed: readonly string[]): readonly T[] =>
  findings.filter((one) => !passed.includes(findingKey(one)))
