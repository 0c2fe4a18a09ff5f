import type { RouteShape } from '@postakte/shared/api/route'
import { Problem } from '@postakte/shared/model/problem'
import type { Context } from 'hono'
import { base64 } from '../../db/db'
import { tokenHash } from '../../users/me'
import { languageOf } from '../language'
import type { ApiParts, OneStatement, StatementRow } from './call'
import { bearerToken, denied, signedIn } from './caller'
import { inputOf } from './input'

/**
 * One round trip to the database for the whole call: its function checks the token and the permission, enters and answers.
 * What it set is local to the statement's own transaction; the next caller on the connection finds nothing of it.
 */
export async function answerByStatement(
  c: Context,
  route: RouteShape,
  { statement, parameters, answer }: OneStatement<RouteShape, never>,
  parts: ApiParts,
): Promise<Response> {
  const token = base64(tokenHash(bearerToken(c)))
  const spoken = languageOf(c)
  const asked = { ...(await inputOf(c, route, spoken, parts.config)), language: spoken, parts } as never
  const permission = route.permission === 'signed-in' ? null : route.permission
  const [row] = await parts.db.alone<StatementRow>(statement, [token, permission, ...parameters(asked)])
  if (row!.problem === 'not-allowed') throw await denied(route, await signedIn(c, parts), parts)
  if (row!.problem !== null) throw new Problem(row!.problem)
  return new Response(answer(row as never, row!.language ?? spoken), { headers: json })
}

const json = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
