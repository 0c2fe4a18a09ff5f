import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../testing/databases'
import { startTwoServers, type TwoServers } from '../testing/two-servers'
import { until } from '../testing/until'
import { startHousekeeping, sweepAll } from './housekeeping'
import { tasks } from './tasks'

describe.each(databases)('housekeeping on $name', (database) => {
  let house: TwoServers
  beforeAll(async () => {
    house = await startTwoServers(database)
  })
  afterAll(() => house.close())
  const task = (name: string) => tasks.find((one) => one.name === name)!
  const sweep = async (name: string, slice?: number) => sweepAll(house.db, task(name), slice)
  const eventsOf = (days: number, count: number, kind = 'case') =>
    house.db.query(
      `insert into events (kind, audiences, data, at) select $1, '{0}', jsonb_build_object('id', n::text), now() - make_interval(days => $2::int) from generate_series(1, $3::int) n`,
      [kind, days, count],
    )
  const count = async (table: string) => (await house.db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n

  it('lets go of events after three days, but not before the webhooks have read them', async () => {
    await eventsOf(4, 25)
    await eventsOf(2, 3)
    expect(await sweep('events', 10)).toBe(0)
    await house.db.query(`insert into settings (key, value) select 'webhooks-read', jsonb_build_object('upTo', max(id)::text) from events`)
    const client = await house.listen('nora', { lastEventId: '3' })
    await until(() => client.changes().length === 25)
    expect(await sweep('events', 10)).toBe(25)
    expect(await count('events')).toBe(3)
    expect(await sweep('events', 10)).toBe(0)
    await client.leave()
  })
  it('makes a client load anew that was away for longer than that, and nobody else', async () => {
    const heard = async (lastEventId: string) => {
      const client = await house.listen('nora', { lastEventId })
      await house.happen({ kind: 'contact', audiences: [0], data: { id: 'end' } })
      await until(() => client.changes().some(({ data }) => data.id === 'end'))
      await client.leave()
      return [client.messages.some(({ event }) => event === 'anew'), client.changes().filter(({ kind }) => kind === 'case').length]
    }
    expect(await heard('24')).toEqual([true, 0])
    expect(await heard('25')).toEqual([false, 3])
  })
  it('lets go of presence within minutes, and of who was present at once', async () => {
    await house.db.query(
      `insert into events (kind, audiences, data, at) values ('mail-presence', '{0}', '{"mailId":"1"}', now() - interval '11 minutes'), ('case-presence', '{0}', '{}', now() - interval '5 minutes')`,
    )
    await sweep('presence events')
    expect(await house.db.query(`select kind from events where kind like '%presence'`)).toEqual([{ kind: 'case-presence' }])
    await house.db.query(
      `insert into presences (user_id, "window", program, doing, case_id, audiences, until) values ($1, 'w1', 'desk', 'reading', $2::text::bigint, '{0}', now() - interval '1 second'), ($1, 'w2', 'desk', 'reading', $2::text::bigint, '{0}', now() + interval '80 seconds')`,
      [house.ids.users.get('nora'), house.id('@case/abo-umstellung')],
    )
    await sweep('presence')
    expect(await house.db.query(`select "window" from presences`)).toEqual([{ window: 'w2' }])
    expect(await count(`events where kind = 'case-presence'`)).toBe(2)
  })
  it('lets go of kept answers after a week', async () => {
    for (const days of [8, 6])
      await house.db.query(
        `insert into idempotency_keys (user_id, key, request, at) values ($1, $2, '', now() - make_interval(days => $3::int))`,
        [house.ids.users.get('nora'), `k${days}`, days],
      )
    await sweep('idempotency keys')
    expect(await house.db.query('select key from idempotency_keys')).toEqual([{ key: 'k6' }])
  })
  it('does it on every server without one in the way of the other', async () => {
    await eventsOf(5, 300)
    await house.db.query(
      `update settings set value = jsonb_build_object('upTo', (select max(id)::text from events)) where key = 'webhooks-read'`,
    )
    const log = pino({ level: 'silent' })
    const both = house.dbs.map((db) => startHousekeeping(db, log, 50))
    await until(async () => (await count(`events where at < now() - interval '4 days'`)) === 0)
    await Promise.all(both.map((one) => one.stop()))
    expect(await count(`events where kind = 'case' and at > now() - interval '3 days'`)).toBe(3)
  })
})
