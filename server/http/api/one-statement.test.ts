import { lookupRoutes } from '@postakte/shared/api/lookup'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { databases } from '../../testing/databases'
import { tokenHash } from '../../users/me'

describe.each(databases)('a route that one statement answers, on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const lookup = lookupRoutes.lookUpAddresses
  const asked = { addresses: ['anna@huber-verlag.example'] }
  const statement = `select problem, answer from lookup_addresses(decode($1, 'base64'), 'contacts.read', '["anna@huber-verlag.example"]')`
  const hash = (login: string) => tokenHash(api.token(login)).toString('base64')
  const code = async (response: Response) => [
    response.status,
    response.ok ? 'answered' : ((await response.json()) as { code: string }).code,
  ]

  it('leaves nothing of its caller on the connection: the next one sees nothing', async () => {
    const settings = `select coalesce(current_setting('postakte.user', true), '') as who, coalesce(current_setting('postakte.permissions', true), '') as may,
      coalesce(current_setting('postakte.audiences', true), '') as seen, (select count(*)::int from contacts) as contacts, (select count(*)::int from cases) as cases`
    // Many at once, so that each connection of the pool has had a caller and gets the next question behind one.
    const between = await Promise.all(
      Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? api.db.alone(statement, [hash('ada')]) : api.db.alone(settings, []))),
    )
    expect(between.filter((_, at) => at % 2 === 0).map((rows) => (rows[0] as { problem: null }).problem)).toEqual(Array(30).fill(null))
    for (const rows of between.filter((_, at) => at % 2 === 1))
      expect(rows).toEqual([{ who: '', may: '', seen: '', contacts: 0, cases: 0 }])
  })
  it('leaves nothing either when the statement fails', async () => {
    await expect(api.db.alone(`select problem, 1 / 0 as x from enter_with(decode($1, 'base64'), null)`, [hash('ada')])).rejects.toThrow()
    expect(await api.db.alone(`select my_id() as who, (select count(*)::int from cases) as cases`, [])).toEqual([{ who: null, cases: 0 }])
  })
  it('may no more than the API’s role: no secret, no original', async () => {
    for (const text of ['select hash from tokens', 'select bytes from originals', 'select words from mail_words'])
      await expect(api.db.alone(`${text} limit 1`, [])).rejects.toThrow(/permission denied/)
  })
  it('knows a token as the other routes do: expired, ended, of a user who has left, with narrower scopes', async () => {
    const both = async () => [
      await code(await api.send('nora', 'GET', '/api/me')),
      await code(await api.send('nora', lookup.method, lookup.path, asked)),
    ]
    const withToken = async (change: string, back: string) => {
      await api.db.query(`update tokens set ${change} where hash = decode($1, 'base64')`, [hash('nora')])
      const found = await both()
      await api.db.query(`update tokens set ${back} where hash = decode($1, 'base64')`, [hash('nora')])
      return found
    }
    const refused = [401, 'login-needed']
    expect(await both()).toEqual([
      [200, 'answered'],
      [200, 'answered'],
    ])
    expect(await withToken(`expires_at = now() - interval '1 second'`, `expires_at = now() + interval '1 day'`)).toEqual([refused, refused])
    expect(await withToken(`ended_at = now()`, `ended_at = null`)).toEqual([refused, refused])
    expect(await withToken(`scopes = '{cases.read}'`, `scopes = null`)).toEqual([
      [200, 'answered'],
      [403, 'not-allowed'],
    ])
    expect(await withToken(`scopes = '{contacts.read}'`, `scopes = null`)).toEqual([
      [200, 'answered'],
      [200, 'answered'],
    ])
    await api.db.query(`update users set active = false where login = 'nora'`)
    expect(await both()).toEqual([refused, refused])
    await api.db.query(`update users set active = true where login = 'nora'`)
  })
  it('shows a token of narrow scope nothing beyond it', async () => {
    await api.db.query(`update tokens set scopes = '{contacts.read}' where hash = decode($1, 'base64')`, [hash('ada')])
    const { card } = await api.call('ada', lookupRoutes.lookUpMail, {
      body: { people: [{ address: 'anna@huber-verlag.example', role: 'from' }], subject: '[VG=4711-x7k]' },
    })
    expect([card?.contact?.name, card?.cases, card?.suggestions]).toEqual(['Anna Huber', [], []])
    await api.db.query(`update tokens set scopes = null where hash = decode($1, 'base64')`, [hash('ada')])
  })
})
