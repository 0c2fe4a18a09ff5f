import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { meOf } from './me'
import { mesOf } from './mes'

describe.each(databases)('many callers on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  it('are the same as when asked for one by one', async () => {
    await api.db.query(`insert into user_roles (user_id, role_id) select $1, id from roles where name = 'privacy'`, [
      api.ids.users.get('nora'),
    ])
    await api.db.query(`update tokens set scopes = '{contacts.read,users.manage}' where user_id = $1`, [api.ids.users.get('tim')])
    await api.db.query(`update users set active = false where id = $1`, [api.ids.users.get('lisa')])
    await api.db.query(`update tokens set ended_at = now() where user_id = $1`, [api.ids.users.get('erp')])
    await api.db.query(`delete from user_roles where user_id = $1`, [api.ids.users.get('dirk')])
    const tokens = await api.db.query<{ id: string }>('select id::text as id from tokens')
    const all = [
      ...(
        await mesOf(
          api.db,
          tokens.map(({ id }) => id),
        )
      ).values(),
    ]
    const alone = (await Promise.all([...api.ids.users.keys()].map((login) => meOf(api.db, api.token(login))))).filter((me) => me !== null)
    const byLogin = (mes: typeof all) =>
      mes.map((me) => ({ ...me, permissions: [...me.permissions].toSorted() })).toSorted((a, b) => (a.login < b.login ? -1 : 1))
    expect(alone.map(({ login }) => login).toSorted()).toEqual(['ada', 'dirk', 'nora', 'otto', 'ruth', 'tim'])
    expect(byLogin(all)).toEqual(byLogin(alone))
  })
})
