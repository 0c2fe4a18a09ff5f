import { type EventKind, eventKinds, eventPermissions } from '@postakte/shared/model/event-kinds'
import { builtInRoles } from '@postakte/shared/model/permissions'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { can } from '../rights/can'
import { databases } from '../testing/databases'
import type { Listener } from '../testing/listener'
import { startTwoServers, type TwoServers } from '../testing/two-servers'
import { until } from '../testing/until'
import { meOf } from '../users/me'
import { eventsAfter } from './kept'
import { writeEvents } from './write'

describe.each(databases)('rights to events on $name', (database) => {
  let house: TwoServers
  beforeAll(async () => {
    house = await startTwoServers(database)
  })
  afterAll(() => house.close())
  const user = (login: string) => house.ids.users.get(login)!
  const team = (name: string) => house.ids.teams.get(name)!

  const reasons = (listener: Listener) =>
    listener.messages.filter(({ event }) => event === 'bye').map(({ data }) => JSON.parse(data).reason)
  const happensInPersonnel = () => house.happen({ kind: 'case', audiences: [team('Personal')], data: { id: '4730' } })

  it('that were taken away count at once: nothing more is heard, and the stream says why it ends', async () => {
    const taken: Readonly<Record<string, readonly [take: string, giveBack: string, reason: string]>> = {
      'left the team': [
        `delete from team_members where user_id = $1 and team_id = (select id from teams where name = 'Personal')`,
        `insert into team_members (team_id, user_id) select id, $1 from teams where name = 'Personal'`,
        'rights-changed',
      ],
      'lost the role': [
        `delete from user_roles where user_id = $1`,
        `insert into user_roles (user_id, role_id) select $1, id from roles where name = 'lead'`,
        'rights-changed',
      ],
      'is no longer here': [
        `update users set active = false where id = $1`,
        `with back as (update users set active = true where id = $1 returning id)
         update tokens set ended_at = null, end_reason = null where user_id = (select id from back)`,
        'signed-out',
      ],
      'session ended': [
        `update tokens set ended_at = now() where user_id = $1`,
        `update tokens set ended_at = null where user_id = $1`,
        'signed-out',
      ],
      'session expired': [
        `update tokens set expires_at = now() where user_id = $1`,
        `update tokens set expires_at = now() + interval '1 day' where user_id = $1`,
        'signed-out',
      ],
    }
    for (const [what, [take, giveBack, reason]] of Object.entries(taken)) {
      const ruth = await house.listen('ruth', { at: 1 })
      await happensInPersonnel()
      await until(() => ruth.changes().length === 1)
      await house.db.query(take, [user('ruth')])
      await happensInPersonnel()
      await until(() => ruth.ended())
      expect([what, ruth.changes().length, reasons(ruth)]).toEqual([what, 1, [reason]])
      await house.db.query(giveBack, [user('ruth')])
    }
  })
  it('end an idle stream, too', async () => {
    const ruth = await house.listen('ruth')
    await until(() => ruth.lastId() !== null)
    await house.db.query(`update tokens set ended_at = now() where user_id = $1`, [user('ruth')])
    await until(() => ruth.ended())
    expect(reasons(ruth)).toEqual(['signed-out'])
    await house.db.query(`update tokens set ended_at = null where user_id = $1`, [user('ruth')])
  })
  it('of a token that carries less than its user may count', async () => {
    await house.db.query(`update tokens set scopes = '{contacts.read}' where user_id = $1`, [user('tim')])
    const tim = await house.listen('tim')
    await house.happen({ kind: 'case', audiences: [0], data: { id: '1' } }, { kind: 'contact', audiences: [0], data: { id: '2' } })
    await until(() => tim.changes().length > 0)
    expect(tim.changes().map(({ kind }) => kind)).toEqual(['contact'])
    await tim.leave()
    await house.db.query(`update tokens set scopes = null where user_id = $1`, [user('tim')])
  })
  it('are decided alike by the server and by the database, for everybody, every kind and every audience', async () => {
    const audiences = [0, ...['Kundenservice', 'Vertrieb', 'Personal'].map(team), ...['nora', 'ruth', 'ada'].map((login) => -user(login))]
    const lists = [...audiences.map((one) => [one]), [audiences[1]!, audiences[4]!], [audiences[3]!, audiences[6]!], []]
    const events = eventKinds.flatMap((kind) => lists.map((list) => ({ kind, audiences: list, data: {} })))
    const before = (await eventsAfter(house.db, 0, null, 100_000)).at(-1)?.id ?? 0
    await house.db.transaction((tx) => writeEvents(tx, events, null))
    for (const login of house.ids.users.keys()) {
      const me = (await meOf(house.db, house.token(login)))!
      const seen = await house.db.as(me, (tx) => eventsAfter(tx, before, null, 100_000))
      const allowed = events.filter(({ kind, audiences: list }) => can(me, 'see', { kind: 'event', eventKind: kind, audiences: list }))
      const lines = (all: readonly { kind: EventKind; audiences: readonly number[] }[]) =>
        all.map(({ kind, audiences: list }) => `${kind} ${list}`)
      expect([login, lines(seen)]).toEqual([login, lines(allowed)])
    }
  })
  it('of any set of permissions are the same in the database as in shared', async () => {
    const all = [...new Set(Object.values(builtInRoles).flat())]
    await fc.assert(
      fc.asyncProperty(fc.subarray(all), async (scopes) => {
        const kinds = await house.db.as({ id: user('ada'), scopes }, async (tx) => {
          const [row] = await tx.query<{ kinds: string[] }>(`select to_jsonb(my_event_kinds()) as kinds`)
          return row!.kinds
        })
        const mine = eventKinds.filter((kind) => eventPermissions[kind] === null || scopes.includes(eventPermissions[kind]!))
        expect(kinds.toSorted()).toEqual(mine.toSorted())
      }),
      { numRuns: 30 },
    )
  })
})
