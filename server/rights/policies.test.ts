import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Query } from '../db/db'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mutantsOf, type Policy, policiesOf, withoutEach } from './testing/policies'
import { outcome, probed, type Trier } from './testing/probes'
import { fillRightsWorld } from './testing/rights-world'

it('takes a policy apart into its clauses', () => {
  expect(withoutEach('((a AND (b OR c)) AND d)').map(({ rest }) => rest)).toEqual([
    'd',
    '((b OR c)) AND d',
    '(a) AND d',
    '(a AND (c)) AND d',
    '(a AND (b)) AND d',
    '(a AND (b OR c))',
  ])
  expect(withoutEach('(EXISTS ( SELECT FROM mails m WHERE ((m.id = todos.mail_id) AND m.x)))').map(({ rest }) => rest)).toEqual(['true'])
})

// The same statements on both: once is enough, on PostgreSQL where it is.
describe.each(databases.slice(-1))('each clause of each policy on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
    await fillRightsWorld(api)
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  /** The world as it was, whatever was tried. */
  async function inVain<T>(work: (tx: Query) => Promise<T>): Promise<T> {
    let result: T | undefined
    await api.db
      .transaction(async (tx) => {
        result = await work(tx)
        throw new Error('enough')
      })
      .catch((error: unknown) => {
        if ((error as Error).message !== 'enough') throw error
      })
    return result as T
  }

  it('is missed by somebody when it is gone', async () => {
    const all = await policiesOf(api.db)
    const survivors: string[] = []
    for (const policy of all) {
      const table = await probed(api.db, policy.table)
      const triers = await triersFor(
        api,
        all.filter((one) => one.table === policy.table),
      )
      const right = await inVain((tx) => outcome(tx, table, policy, triers))
      for (const mutant of mutantsOf(policy)) {
        const wrong = await inVain(async (tx) => {
          await tx.query(mutant.statement)
          return outcome(tx, table, policy, triers)
        })
        if (wrong === right) survivors.push(`${policy.table} ${policy.name} ${mutant.without.replace(/\s+/g, ' ')}`)
      }
    }
    expect(survivors).toEqual([])
  }, 600_000)
})

/** The house, nobody at all, somebody unknown, somebody who has every permission, and for each permission that a table's policies ask for somebody who has all but that one. */
async function triersFor({ db, ids }: TestApi, policies: readonly Policy[]): Promise<Trier[]> {
  const asked = new Set(
    policies.flatMap(({ using, check }) => [...`${using} ${check}`.matchAll(/i_may\('([\w.-]+)'/g)].map((match) => match[1]!)),
  )
  const without = await Promise.all(['nothing', ...asked].map((permission) => allBut(db, permission)))
  return [
    ...[...ids.users].map(([name, id]) => ({ name, id })),
    { name: 'nobody', id: null },
    { name: 'unknown', id: 4_711_000 },
    ...without,
  ]
}

async function allBut(db: Query, permission: string): Promise<Trier> {
  const name = `all but ${permission}`
  await db.query(
    `with r as (insert into roles (name, permissions) values ($1, (select array_agg(distinct p) from roles cross join unnest(permissions) p where p <> $2)) on conflict do nothing returning id),
       u as (insert into users (login, name) values ($1, $1) on conflict do nothing returning id),
       m as (insert into team_members (team_id, user_id) select teams.id, u.id from teams cross join u)
     insert into user_roles (user_id, role_id) select u.id, r.id from u cross join r`,
    [name, permission],
  )
  const [row] = await db.query<{ id: number }>(`select id from users where login = $1`, [name])
  return { name, id: row!.id }
}
