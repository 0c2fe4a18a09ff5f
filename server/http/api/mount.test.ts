import { meRoutes } from '@postakte/shared/api/me'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { databases } from '../../testing/databases'

describe.each(databases)('the API on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const problem = async (response: Response) => [response.status, (await response.json()) as { code: string; title: string }] as const

  it('says who is calling and what they may do', async () => {
    const nora = await api.call('nora', meRoutes.getMe, {})
    expect(nora).toMatchObject({ login: 'nora', name: 'Nora Stein', teams: [{ name: 'Kundenservice' }] })
    expect(nora.permissions).toContain('mails.file')
    expect(nora.permissions).not.toContain('users.manage')
  })
  it('lets nobody in without a token, with an unknown one, or when the user is no longer here', async () => {
    for (const login of [null, 'guessed'])
      expect(await problem(await api.send(login, 'GET', '/api/me'))).toMatchObject([401, { code: 'login-needed' }])
    await api.db.query(`update users set active = false where login = 'lisa'`)
    expect(await problem(await api.send('lisa', 'GET', '/api/me'))).toMatchObject([401, { code: 'login-needed' }])
  })
  it('refuses a body in which a name stands twice, and says which', async () => {
    const body = new TextEncoder().encode('{"kind":"person","name":"Eva Lang","name":"Ute Klein"}')
    const response = await api.send('nora', 'POST', '/api/contacts', body, { 'Content-Type': 'application/json' })
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { code: 'request-wrong', fields: [{ path: 'body', message: 'JSON: 2 × "name"' }] },
    ])
    expect(await api.db.query(`select from contacts where name in ('Eva Lang', 'Ute Klein')`)).toEqual([])
  })
  it('answers in the language that is asked for', async () => {
    const title = async (language: string) =>
      (await problem(await api.send(null, 'GET', '/api/me', undefined, { 'Accept-Language': language })))[1].title
    expect([await title('de'), await title('en')]).toEqual(['Bitte melden Sie sich an.', 'Please sign in.'])
  })
  it('sees through the database only what the user may see', async () => {
    const titles = (login: string) =>
      api.db.as({ id: api.ids.users.get(login)!, scopes: null }, async (tx) =>
        (await tx.query<{ title: string }>('select title from cases order by title')).map(({ title }) => title),
      )
    expect(await titles('nora')).toEqual(['Abo-Umstellung', 'Adressänderung Filiale', 'Anzeigenreklamation', 'Mahnsperre'])
    expect(await titles('tim')).toEqual(['Abo-Umstellung', 'Adressänderung Filiale', 'Anzeigenreklamation'])
    expect(await titles('ruth')).toEqual(['Abo-Umstellung', 'Adressänderung Filiale', 'Anzeigenreklamation', 'Namensänderung im Abo'])
    expect(await api.db.as({ id: 4711, scopes: null }, (tx) => tx.query('select title from cases'))).toEqual([])
    expect(await api.db.as({ id: api.ids.users.get('nora')!, scopes: [] }, (tx) => tx.query('select title from cases'))).toEqual([])
  })
})
