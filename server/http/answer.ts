import { problemStatus } from '@postakte/shared/api/problems'
import type { ProblemAnswer } from '@postakte/shared/api/shapes'
import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import type { Context } from 'hono'
import { lastAdmin, sqlState } from '../db/refusals'
import { languageOf } from './language'
import { ProblemWith } from './problem-with'

/** An error as problem+json with a sentence in the user's language; a bug says nothing of its inside but goes to the log. */
export function answerProblem(c: Context, error: unknown): Response {
  const problem = error instanceof Problem ? error : (databaseProblem(error) ?? new Problem('bug'))
  if (problem.code === 'bug')
    process.stderr.write(`${JSON.stringify({ level: 'error', error: String((error as Error)?.stack ?? error).slice(0, 4_000) })}\n`)
  const status = problemStatus[problem.code] ?? 400
  const body: ProblemAnswer = {
    code: problem.code,
    title: problemText(problem, languageOf(c)),
    status,
    ...(problem instanceof ProblemWith ? problem.more : {}),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(body.retryAfter === undefined ? {} : { 'Retry-After': String(body.retryAfter) }),
      ...(status === 503 ? { 'Retry-After': '2' } : {}),
    },
  })
}

/**
 * What the database refused although the route let it through: its policies (denied looks like absent), an id that does not
 * exist, a number or text that no column takes, a database that is away, or two changes that
 * waited for each other.
 */
function databaseProblem(error: unknown): Problem | null {
  const code = sqlState(error)
  if (code === lastAdmin) return new Problem('last-admin')
  if (code === '42501' || code === '23503') return new Problem('record-unknown')
  if (/^22/.test(code)) return new ProblemWith('request-wrong', { fields: [] })
  if (/^(?:CONNECT|ECONN|EPIPE|57P0|57014|53|08|40P01|40001)/.test(code)) return new Problem('server-busy')
  return null
}
