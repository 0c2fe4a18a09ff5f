import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { optionValue } from '../options'
import type { RecordKey } from './erase'
import type { Wanted } from './show'

/** What the options of `postakte journal show` ask for. */
export async function wantedRows(db: Query, args: readonly string[]): Promise<Wanted> {
  const given = (name: string) => (args.includes(name) ? (optionValue(args, name) ?? '') : null)
  const record = given('--record')
  const login = given('--user')
  const since = given('--since')
  return {
    ...(record === null ? {} : { record: recordNamed(record) }),
    ...(login === null ? {} : { userId: await userNamed(db, login) }),
    ...(since === null ? {} : { since: instantNamed(since) }),
  }
}

function recordNamed(given: string): RecordKey {
  const [, kind, recordId] = /^([a-z][a-z-]*):(.+)$/.exec(given) ?? []
  if (kind === undefined || recordId === undefined) throw new Problem('journal-record-wrong', { given })
  return { kind, recordId }
}

async function userNamed(db: Query, login: string): Promise<number> {
  const [user] = await db.query<{ id: number }>('select id from users where login = $1', [login])
  if (!user) throw new Problem('journal-user-unknown', { login })
  return user.id
}

/** A date alone begins at midnight UTC, as the times are printed. */
function instantNamed(given: string): Date {
  const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(given) ? Date.parse(given) : Number.NaN
  if (Number.isNaN(time)) throw new Problem('journal-since-wrong', { given })
  return new Date(time)
}
