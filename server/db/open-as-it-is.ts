import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import type { Config } from '../config'
import type { Db } from './db'
import { embedded } from './open'
import { openPostgres } from './postgres'

type Where = Pick<Config, 'DATABASE_URL' | 'POSTAKTE_DATA'>

/** The configured database for those who only look: nothing is made, nothing is brought up to date. */
export async function openAsItIs({ DATABASE_URL, POSTAKTE_DATA }: Where): Promise<Db> {
  if (DATABASE_URL !== undefined) return openPostgres(DATABASE_URL, { max: 1 })
  if (!existsSync(join(POSTAKTE_DATA, 'pg'))) throw new Problem('database-no-folder', { folder: POSTAKTE_DATA })
  return embedded(POSTAKTE_DATA)
}

/** SQLSTATE (PostgreSQL manual, appendix A) or the socket's code → the sentence that says what to do. */
export function unopened(error: unknown, { DATABASE_URL }: Where): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const unreachable = /^(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|ECONNRESET|CONNECT_TIMEOUT|CONNECTION_\w+|28\w{3}|3D000|57P0\d)$/
  if (DATABASE_URL === undefined || !unreachable.test(code)) return error
  return new Problem('database-unreachable', { host: new URL(DATABASE_URL).host, reason: message || code }, error)
}
