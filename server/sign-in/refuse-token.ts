import { Problem } from '@postakte/shared/model/problem'

/** The user reads that it failed, the operator why; nobody reads the token. */
export function refuseToken(by: 'microsoft' | 'oidc', reason: string): Problem {
  process.stderr.write(`${JSON.stringify({ level: 'warn', message: 'sign-in refused', by, reason: reason.slice(0, 300) })}\n`)
  return new Problem('sign-in-token-refused')
}
