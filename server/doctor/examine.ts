import { Problem } from '@postakte/shared/model/problem'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { openAsItIs, unopened } from '../db/open-as-it-is'
import { schemaOf } from '../db/schema-version'
import { checkAddress } from './address'
import { checkDatabase } from './database'
import { type Area, badly, type Examined, type Finding, hint } from './finding'
import { checkMailboxes } from './mailboxes'
import { checkPeople } from './people'
import { checkSender } from './sender'
import { checkWork } from './work'

type Check = (examined: Examined) => Promise<readonly Finding[]>

/** In this order; what stands behind the database needs its tables. */
const checks: readonly (readonly [Area, Check])[] = [
  ['sender', checkSender],
  ['mailboxes', checkMailboxes],
  ['people', checkPeople],
  ['work', checkWork],
]

/** Tells each area as soon as it was looked at. Writes nothing but a refresh token that a mail service gave in exchange. */
export async function examine(config: Config, tell: (area: Area, findings: readonly Finding[]) => void): Promise<void> {
  await withDatabase(config, tell, async (db) => {
    tell('database', await checkDatabase({ db, config }))
    if ((await schemaOf(db)) !== 'same') return
    for (const [area, check] of checks) tell(area, await check({ db, config }))
  })
  tell('address', await checkAddress({ config }))
}

/** Without a database the rest is looked at all the same. */
async function withDatabase(config: Config, tell: (area: Area, findings: readonly Finding[]) => void, work: (db: Db) => Promise<void>) {
  let db: Db | undefined
  try {
    db = await openAsItIs(config)
    await work(db)
  } catch (error) {
    const problem = unopened(error, config)
    if (!(problem instanceof Problem)) throw error
    tell('database', [problem.code === 'folder-in-use' ? hint('database-in-use', problem.facts) : badly(problem)])
  } finally {
    await db?.close()
  }
}
