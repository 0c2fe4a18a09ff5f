import { casesRoutes } from '@postakte/shared/api/cases'
import { meRoutes } from '@postakte/shared/api/me'
import { peopleRoutes } from '@postakte/shared/api/people'
import { roleRoutes } from '@postakte/shared/api/roles'
import { teamRoutes } from '@postakte/shared/api/teams'
import { permissions } from '@postakte/shared/model/permissions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Query } from '../db/db'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { userLines } from './by-name'

describe.each(databases)('the people of the house, on $name', (database) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await database.open('world'))
  })
  afterAll(async () => {
    await api.close()
    await database.close()
  })

  const user = (login: string) => ({ userId: api.id(`@user/${login}`) })
  const role = (name: string) => Number(api.id(`@role/${name}`))
  const managed = (login: string) => api.call('ada', peopleRoutes.getUser, { params: user(login) })
  /** Code of the problem that it runs into; 'done' when there is none. */
  const outcome = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    )
  const setRoles = async (as: string, login: string, ...names: string[]) =>
    outcome(
      api.call(as, peopleRoutes.setUserRoles, {
        params: user(login),
        body: { version: (await managed(login)).version, roleIds: names.map(role) },
      }),
    )
  const now = async (login: string) => {
    const { roles, active } = await managed(login)
    return { roles: roles.map(({ name }) => name), active }
  }

  it('are listed by name for their colleagues, page by page', async () => {
    const names: string[] = []
    let after: string | undefined
    do {
      const page = await api.call('nora', peopleRoutes.listUsers, { query: { limit: 3, ...(after === undefined ? {} : { after }) } })
      names.push(...page.items.map(({ name }) => name))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(names).toEqual([...names].sort((one, other) => one.toLowerCase().localeCompare(other.toLowerCase())))
    expect(names).toContain('Ruth Özdemir')
    expect(new Set(names).size).toBe(8)
  })
  it('are found by a part of the name or the login, and a percent sign is only a sign', async () => {
    const found = async (search: string) =>
      (await api.call('nora', peopleRoutes.listUsers, { query: { search } })).items.map(({ login }) => login)
    expect(await found('vog')).toEqual(['tim'])
    expect(await found('ÖZDEMIR')).toEqual(['ruth'])
    expect(await found('%')).toEqual([])
    expect(await found('_')).toEqual([])
  })
  it('show their roles to those alone who manage users, and never a password', async () => {
    expect(await outcome(api.call('nora', peopleRoutes.getUser, { params: user('tim') }))).toBe('not-allowed')
    const text = JSON.stringify([await managed('tim'), await api.call('nora', peopleRoutes.listUsers, { query: {} })])
    expect(text).not.toMatch(/argon2|hash"|subject/)
  })
  it('come new with roles and teams', async () => {
    const mona = await api.call('ada', peopleRoutes.makeUser, {
      body: {
        login: 'M.Weber',
        name: 'Mona Weber',
        address: 'M.Weber@Sonnberg.example',
        roleIds: [role('agent')],
        teamIds: [Number(api.id('@team/Vertrieb'))],
      },
    })
    expect(mona).toMatchObject({
      login: 'm.weber',
      address: 'm.weber@sonnberg.example',
      hasPassword: false,
      roles: [{ name: 'agent' }],
      teams: [{ name: 'Vertrieb' }],
    })
    expect(await outcome(api.call('ada', peopleRoutes.makeUser, { body: { login: 'm.weber', name: 'Mona' } }))).toBe('login-taken')
    expect(await outcome(api.call('nora', peopleRoutes.makeUser, { body: { login: 'x', name: 'X' } }))).toBe('not-allowed')
    expect(await outcome(api.call('ada', peopleRoutes.makeUser, { body: { login: 'y', name: 'Y', roleIds: [999] } }))).toBe(
      'record-unknown',
    )
    expect(await outcome(api.call('ada', peopleRoutes.makeUser, { body: { login: 'y', name: 'Y', teamIds: [999] } }))).toBe(
      'record-unknown',
    )
  })
  it('are changed by whoever saw the newest version', async () => {
    const { version } = await managed('lisa')
    const change = (name: string) => api.call('ada', peopleRoutes.changeUser, { params: user('lisa'), body: { version, name } })
    expect((await change('Lisa Frey-Stern')).name).toBe('Lisa Frey-Stern')
    expect(await outcome(change('Lisa Sturm'))).toBe('changed-meanwhile')
    expect((await managed('lisa')).name).toBe('Lisa Frey-Stern')
    const login = { login: 'nora', version: version + 1 }
    expect(await outcome(api.call('ada', peopleRoutes.changeUser, { params: user('lisa'), body: login }))).toBe('login-taken')
    expect(
      await outcome(api.call('ada', peopleRoutes.changeUser, { params: { userId: '2147483647' }, body: { version: 1, name: 'X' } })),
    ).toBe('record-unknown')
  })
  it('take no field that is not theirs to give', async () => {
    for (const extra of [{ passwordHash: 'x' }, { subject: 'x' }, { active: true }, { id: 1 }, { permissions: [] }])
      expect(
        (await api.send('ada', 'PATCH', `/api/users/${user('lisa').userId}`, { version: (await managed('lisa')).version, ...extra }))
          .status,
      ).toBe(400)
  })

  describe('who manage users', () => {
    it('give no role with permissions that they lack themselves', async () => {
      expect(await setRoles('ada', 'otto', 'privacy')).toBe('role-beyond-yours')
      expect(await setRoles('ada', 'otto', 'agent', 'lead')).toBe('done')
      const body = { login: 'spion', name: 'Spion', roleIds: [role('privacy')] }
      expect(await outcome(api.call('ada', peopleRoutes.makeUser, { body }))).toBe('role-beyond-yours')
      expect(await now('otto')).toEqual({ roles: ['agent', 'lead'], active: true })
    })
    it('may leave such a role to who has it', async () => {
      expect(await setRoles('ada', 'dirk', 'privacy', 'agent')).toBe('done')
      expect(await now('dirk')).toEqual({ roles: ['agent', 'privacy'], active: true })
    })
    it('make no role, and change none, to more than they have', async () => {
      const make = (name: string, some: readonly (typeof permissions)[number][]) =>
        api.call('ada', roleRoutes.makeRole, { body: { name, permissions: [...some] } })
      expect(await outcome(make('Alles', permissions))).toBe('role-beyond-yours')
      const small = await make('Klein', ['contacts.read', 'contacts.read'])
      expect(small.permissions).toEqual(['contacts.read'])
      const change = (body: object) =>
        outcome(api.call('ada', roleRoutes.changeRole, { params: { roleId: String(small.id) }, body: { version: small.version, ...body } }))
      expect(await change({ permissions: ['privacy.manage'] })).toBe('role-beyond-yours')
      expect(await change({ name: 'agent' })).toBe('name-taken')
      expect(await change({ permissions: ['mails.read'] })).toBe('done')
      expect(await change({ permissions: [] })).toBe('changed-meanwhile')
    })
    it('copy the roles that come with the product, and change none of them', async () => {
      const { items } = await api.call('ada', roleRoutes.listRoles, {})
      const agent = items.find(({ name }) => name === 'agent')!
      const params = { roleId: String(agent.id) }
      expect(await outcome(api.call('ada', roleRoutes.changeRole, { params, body: { version: 1, permissions: [] } }))).toBe('role-built-in')
      expect(await outcome(api.call('ada', roleRoutes.removeRole, { params }))).toBe('role-built-in')
      const copy = await api.call('ada', roleRoutes.makeRole, { body: { name: 'Unsere Sachbearbeitung', permissions: agent.permissions } })
      expect(new Set(copy.permissions)).toEqual(new Set(agent.permissions))
    })
    it('remove a role only when nobody has it', async () => {
      const made = await api.call('ada', roleRoutes.makeRole, { body: { name: 'Kurz', permissions: ['mails.read'] } })
      const params = { roleId: String(made.id) }
      const { version } = await managed('otto')
      await api.call('ada', peopleRoutes.setUserRoles, { params: user('otto'), body: { version, roleIds: [made.id] } })
      expect(await outcome(api.call('ada', roleRoutes.removeRole, { params }))).toBe('role-in-use')
      expect(await setRoles('ada', 'otto', 'reader')).toBe('done')
      expect(await outcome(api.call('ada', roleRoutes.removeRole, { params }))).toBe('done')
    })
    it('take over nobody who may do more: neither by a password, nor by a login, nor by giving access back', async () => {
      const dirk = user('dirk')
      expect(await outcome(api.call('ada', peopleRoutes.setPassword, { params: dirk, body: { password: 'drei Birnen im Regen' } }))).toBe(
        'user-beyond-yours',
      )
      const { version } = await managed('dirk')
      expect(await outcome(api.call('ada', peopleRoutes.changeUser, { params: dirk, body: { version, login: 'dirk2' } }))).toBe(
        'user-beyond-yours',
      )
      expect(await outcome(api.call('ada', peopleRoutes.changeUser, { params: dirk, body: { version, address: 'ada@x.example' } }))).toBe(
        'user-beyond-yours',
      )
      expect(await outcome(api.call('ada', peopleRoutes.deactivateUser, { params: dirk }))).toBe('done')
      expect(await outcome(api.call('ada', peopleRoutes.reactivateUser, { params: dirk }))).toBe('user-beyond-yours')
    })
  })

  describe('through the database alone, as the role of the API', () => {
    const as = (login: string, text: string, parameters: unknown[] = []) =>
      outcome(
        api.db.as({ id: api.ids.users.get(login)!, scopes: null }, async (tx) => {
          if ((await tx.query(text, parameters)).length === 0) throw Object.assign(new Error('no row'), { code: 'no row' })
        }),
      )
    it('nobody gives what he lacks', async () => {
      const give = `insert into user_roles (user_id, role_id) values ($1, $2) returning role_id`
      expect(await as('ada', give, [api.ids.users.get('otto'), role('privacy')])).toBe('42501')
      expect(await as('nora', give, [api.ids.users.get('nora'), role('admin')])).toBe('42501')
      expect(await as('ada', `insert into roles (name, permissions) values ('x', '{privacy.manage}') returning id`)).toBe('42501')
      expect(await as('ada', `insert into roles (name, permissions, built_in) values ('x', '{}', true) returning id`)).toBe('42501')
      expect(await as('ada', `update roles set permissions = '{privacy.manage}' where name = 'Klein' returning id`)).toBe('42501')
      expect(await as('ada', `update roles set permissions = '{}' where name = 'agent' returning id`)).toBe('no row')
      expect(await as('ada', `delete from roles where name = 'service' returning id`)).toBe('42501')
    })
    it('nobody changes more of himself than his language and his absence', async () => {
      expect(await as('nora', `update users set language = 'de' where login = 'nora' returning id`)).toBe('done')
      expect(await as('nora', `update users set login = 'ada2' where login = 'nora' returning id`)).toBe('42501')
      expect(await as('nora', `update users set active = false where login = 'nora' returning id`)).toBe('42501')
      expect(await as('nora', `update users set language = 'de' where login = 'tim' returning id`)).toBe('no row')
      expect(await as('ada', `update users set login = 'dirk2' where login = 'dirk' returning id`)).toBe('42501')
      expect(await as('ada', `update users set address = 'ada@x.example' where login = 'dirk' returning id`)).toBe('42501')
      expect(await as('ada', `update users set active = true where login = 'dirk' returning id`)).toBe('42501')
    })
    it.each(['tokens', 'sign_in_attempts', 'device_sign_ins', 'company_sign_ins'])('nobody reads or writes %s', async (table) => {
      expect(await as('ada', `select * from ${table}`)).toBe('42501')
      expect(await as('ada', `delete from ${table} returning 1`)).toBe('42501')
    })
    it.each(['password_hash', 'subject'])('nobody reads or writes %s of a user', async (column) => {
      expect(await as('ada', `select ${column} from users`)).toBe('42501')
      expect(await as('ada', `update users set ${column} = 'x' returning id`)).toBe('42501')
    })
  })

  describe('the last one who manages users', () => {
    it('can neither give it away nor leave', async () => {
      expect(await setRoles('ada', 'ada', 'lead')).toBe('last-admin')
      expect(await outcome(api.call('ada', peopleRoutes.deactivateUser, { params: user('ada') }))).toBe('last-admin')
      expect(await now('ada')).toEqual({ roles: ['admin'], active: true })
    })
    it('can when somebody else manages users, by whichever role', async () => {
      const own = await api.call('ada', roleRoutes.makeRole, { body: { name: 'Personalbüro', permissions: ['users.manage'] } })
      const { version } = await managed('ruth')
      const roleIds = [role('lead'), own.id]
      await api.call('ada', peopleRoutes.setUserRoles, { params: user('ruth'), body: { version, roleIds } })
      expect(await setRoles('ruth', 'ada', 'lead')).toBe('done')
      const noMore = { version: own.version, permissions: [] }
      expect(await outcome(api.call('ruth', roleRoutes.changeRole, { params: { roleId: String(own.id) }, body: noMore }))).toBe(
        'last-admin',
      )
      expect(await outcome(api.call('ruth', peopleRoutes.deactivateUser, { params: user('ruth') }))).toBe('last-admin')
      // Whoever had everything gave it up: what Ruth lacks herself she cannot give back.
      expect(await outcome(api.call('ruth', peopleRoutes.setUserRoles, { params: user('ada'), body: { version: 99, roleIds: [] } }))).toBe(
        'changed-meanwhile',
      )
      await api.db.query(`insert into user_roles (user_id, role_id) values ($1, $2)`, [api.ids.users.get('ada'), role('admin')])
    })
    it('is left when two take it from each other at the same moment', async () => {
      for (let round = 0; round < 5; round++) {
        await api.db.query(`insert into user_roles (user_id, role_id) select unnest(array[$1::int, $2::int]), $3 on conflict do nothing`, [
          api.ids.users.get('ada'),
          api.ids.users.get('tim'),
          role('admin'),
        ])
        await api.db.query(`delete from user_roles where user_id = $1`, [api.ids.users.get('ruth')])
        const versions = [(await managed('ada')).version, (await managed('tim')).version]
        const demote = (as: string, whom: string, version: number) =>
          outcome(api.call(as, peopleRoutes.setUserRoles, { params: user(whom), body: { version, roleIds: [role('lead')] } }))
        const outcomes = await Promise.all([demote('ada', 'tim', versions[1]!), demote('tim', 'ada', versions[0]!)])
        expect(outcomes.filter((one) => one === 'done')).toHaveLength(1)
        const [left] = await api.db.query<{ count: number }>(
          `select count(*)::int as count from users u where active and 'users.manage' = any(permissions_of(u.id))`,
        )
        expect(left).toEqual({ count: 1 })
        await api.db.query(`insert into user_roles (user_id, role_id) values ($1, $2) on conflict do nothing`, [
          api.ids.users.get('ada'),
          role('admin'),
        ])
      }
      await setRoles('ada', 'tim', 'agent')
    })
    it('is left when the second does not see yet what the first has done', async () => {
      // The embedded database has one connection: there nothing is at the same moment.
      if (api.db.kind === 'embedded') return
      const take = (tx: Query, login: string) =>
        tx.query('delete from user_roles where user_id = $1 and role_id = $2', [api.ids.users.get(login), role('admin')])
      await api.db.query(`insert into user_roles (user_id, role_id) values ($1, $2)`, [api.ids.users.get('tim'), role('admin')])
      let second: Promise<string> = Promise.resolve('')
      await api.db.transaction(async (tx) => {
        await take(tx, 'ada')
        second = outcome(api.db.transaction((other) => take(other, 'tim')))
        await Promise.race([second, someoneWaits()])
      })
      expect(await second).toBe('PA001')
      await api.db.query(`insert into user_roles (user_id, role_id) values ($1, $2)`, [api.ids.users.get('ada'), role('admin')])
      await setRoles('ada', 'tim', 'agent')
    })
    const someoneWaits = async (): Promise<void> => {
      while ((await api.db.query(`select from pg_locks where locktype = 'advisory' and not granted`)).length === 0);
    }
  })

  it('who leave have no token any more, and get none back with their access', async () => {
    expect((await api.send('lisa', 'GET', '/api/me')).status).toBe(200)
    expect((await api.call('ada', peopleRoutes.deactivateUser, { params: user('lisa') })).active).toBe(false)
    expect((await api.send('lisa', 'GET', '/api/me')).status).toBe(401)
    expect((await api.call('ada', peopleRoutes.reactivateUser, { params: user('lisa') })).active).toBe(true)
    expect((await api.send('lisa', 'GET', '/api/me')).status).toBe(401)
    expect((await api.call('nora', peopleRoutes.listUsers, { query: { active: 'no' } })).items.map(({ login }) => login)).toEqual(['dirk'])
  })

  describe('who are away', () => {
    const days = (from: number, until: number) => {
      const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/Berlin' })
      return { from: day(from), until: day(until) }
    }
    const ruths = () => api.call('ruth', meRoutes.getMe, {}).then(({ standsInFor }) => standsInFor.map(({ name }) => name))
    it('name their substitute, who knows for whom she stands in', async () => {
      const substituteId = api.ids.users.get('ruth')!
      const nora = await api.call('nora', peopleRoutes.setMyAbsence, { body: { ...days(-1, 1), substituteId } })
      expect(nora.absence).toEqual({ ...days(-1, 1), substitute: { id: substituteId, name: 'Ruth Özdemir' } })
      expect(await ruths()).toEqual(['Nora Stein'])
      await api.call('nora', peopleRoutes.setMyAbsence, { body: { ...days(2, 3), substituteId } })
      expect(await ruths()).toEqual([])
      await api.call('ada', peopleRoutes.setAbsence, { params: user('nora'), body: { ...days(-3, 2), substituteId } })
      expect(await ruths()).toEqual(['Nora Stein'])
      expect((await api.call('nora', peopleRoutes.endMyAbsence, {})).absence).toBeNull()
      expect(await ruths()).toEqual([])
    })
    // At every hour it is another day in one of the two than in the database's own zone.
    it.each(['Pacific/Kiritimati', 'Etc/GMT+12'])('are away for the day that it is in %s, where their substitute works', async (zone) => {
      const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toLocaleDateString('en-CA', { timeZone: zone })
      const away = (from: string, until: string) =>
        api.call('nora', peopleRoutes.setMyAbsence, { body: { from, until, substituteId: api.ids.users.get('tim')! } })
      await api.db.query(`update users set time_zone = $1 where login in ('nora', 'tim')`, [zone])
      const noras = await api.call('nora', casesRoutes.makeCase, {
        body: { title: 'Noras Vorgang', assigneeId: api.ids.users.get('nora')! },
      })
      const seen = async () => {
        const { items } = await api.call('tim', casesRoutes.listCases, { query: { assignee: 'me' } })
        const { standsInFor } = await api.call('tim', meRoutes.getMe, {})
        const line = (await userLines(api.db)).find(({ login }) => login === 'nora')
        return [standsInFor.map(({ name }) => name), items.some(({ id }) => id === noras.id), line?.absentUntil !== null]
      }
      await away(day(0), day(0))
      expect(await seen()).toEqual([['Nora Stein'], true, true])
      await away(day(1), day(1))
      expect(await seen()).toEqual([[], false, false])
      await away(day(-1), day(-1))
      expect(await seen()).toEqual([[], false, false])
      await api.call('nora', peopleRoutes.endMyAbsence, {})
      await api.db.query(`update users set time_zone = null`)
    })
    it('cannot be reported by just anybody, stand in for themselves, or name who has left', async () => {
      const absent = (as: string, whom: string, substitute: string) =>
        outcome(
          api.call(as, peopleRoutes.setAbsence, {
            params: user(whom),
            body: { ...days(0, 1), substituteId: api.ids.users.get(substitute)! },
          }),
        )
      expect(await absent('tim', 'nora', 'tim')).toBe('not-allowed')
      expect(await absent('ada', 'nora', 'nora')).toBe('substitute-wrong')
      expect(await absent('ada', 'nora', 'dirk')).toBe('substitute-wrong')
      expect((await api.send('nora', 'PUT', '/api/me/absence', days(1, 0))).status).toBe(400)
    })
  })

  describe('teams', () => {
    const vertrieb = () => ({ teamId: api.id('@team/Vertrieb') })
    it('have policies, a version and members', async () => {
      const team = await api.call('ada', teamRoutes.makeTeam, { body: { name: 'Buchhaltung', onReply: 'new-case' } })
      expect(team).toMatchObject({ closed: false, onReply: 'new-case', reopenDays: null, members: [], version: 1 })
      expect(await outcome(api.call('ada', teamRoutes.makeTeam, { body: { name: 'Buchhaltung' } }))).toBe('name-taken')
      const params = { teamId: String(team.id) }
      const changed = await api.call('ada', teamRoutes.changeTeam, { params, body: { version: 1, reopenDays: 30, closed: true } })
      expect(changed).toMatchObject({ closed: true, onReply: 'new-case', reopenDays: 30, version: 2 })
      expect(await outcome(api.call('ada', teamRoutes.changeTeam, { params, body: { version: 1, closed: false } }))).toBe(
        'changed-meanwhile',
      )
      expect((await api.call('ada', teamRoutes.changeTeam, { params, body: { version: 2, reopenDays: null } })).reopenDays).toBeNull()
      expect((await api.call('nora', teamRoutes.listTeams, {})).items.map(({ name }) => name)).toEqual([
        'Buchhaltung',
        'Kundenservice',
        'Personal',
        'Vertrieb',
      ])
    })
    it('take members in and let them go, by those who manage users', async () => {
      const names = (team: { members: { name: string }[] }) => team.members.map(({ name }) => name)
      const params = { ...vertrieb(), userId: api.id('@user/nora') }
      expect(names(await api.call('ada', teamRoutes.addMember, { params }))).toContain('Nora Stein')
      expect(names(await api.call('ada', teamRoutes.addMember, { params }))).toContain('Nora Stein')
      expect((await api.call('nora', meRoutes.getMe, {})).teams.map(({ name }) => name)).toEqual(['Kundenservice', 'Vertrieb'])
      expect(names(await api.call('ada', teamRoutes.removeMember, { params }))).not.toContain('Nora Stein')
      expect(await outcome(api.call('nora', teamRoutes.addMember, { params }))).toBe('not-allowed')
      expect(await outcome(api.call('ada', teamRoutes.addMember, { params: { ...params, userId: '99999' } }))).toBe('record-unknown')
    })
  })
})
