import { worldPeople } from '@postakte/shared/world/people'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { meOf } from '../users/me'
import { type Action, can } from './can'
import { fillRightsWorld, type MatrixRecord } from './testing/rights-world'

/** What an edit that changes nothing may touch in each table. */
const touched = {
  contacts: 'version',
  cases: 'version',
  opportunities: 'version',
  mails: 'state',
  activities: 'version',
  todos: 'version',
  follow_ups: 'version',
  snippets: 'version',
  documents: 'version',
} as const

describe.each(databases)('who may what on $name', ({ open, close }) => {
  let api: TestApi
  let records: MatrixRecord[]
  beforeAll(async () => {
    api = await startApi(await open('world'))
    records = await fillRightsWorld(api)
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  const byDatabase = (login: string, action: Action, { table, id }: MatrixRecord): Promise<boolean> =>
    api.db
      .as({ id: api.ids.users.get(login)!, scopes: null }, async (tx) => {
        const column = touched[table]
        const text =
          action === 'see'
            ? `select 1 from ${table} where id = $1::text::bigint`
            : `update ${table} set ${column} = ${column} where id = $1::text::bigint returning 1`
        return (await tx.query(text, [id])).length === 1
      })
      .catch((error: { code?: string; cause?: { code?: string } }) => {
        if ((error.code ?? error.cause?.code) === '42501') return false
        throw error
      })

  it('is said alike by the code and by the database, on every cell', async () => {
    const differing: string[] = []
    for (const { login } of worldPeople) {
      const me = (await meOf(api.db, api.token(login)))!
      for (const record of records)
        for (const action of ['see', 'edit'] as const)
          if (can(me, action, record.rights) !== (await byDatabase(login, action, record)))
            differing.push(`${login} ${action} ${record.name}`)
    }
    expect(differing).toEqual([])
  })

  it('is what we agreed on', async () => {
    const people = await Promise.all(worldPeople.map(async ({ login }) => ({ login, me: (await meOf(api.db, api.token(login)))! })))
    const lines = records.map(({ name, rights }) => {
      const marks = people.map(({ login, me }) => `${login} ${can(me, 'edit', rights) ? 'edits' : can(me, 'see', rights) ? 'sees' : '-'}`)
      return `${name}: ${marks.join(', ')}`
    })
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('matrix.txt')
  })

  it('gives nothing to a token with a narrow scope but what the scope says', async () => {
    const nora = api.ids.users.get('nora')!
    const seen = (table: string) => api.db.as({ id: nora, scopes: ['contacts.read'] }, (tx) => tx.query(`select 1 from ${table}`))
    expect((await seen('contacts')).length).toBeGreaterThan(0)
    for (const table of ['cases', 'opportunities', 'mails', 'todos']) expect([table, await seen(table)]).toEqual([table, []])
  })

  it('follows a case that changes hands, with all that lies in it', async () => {
    const mail = records.find(({ name }) => name === 'mail at Nora’s private case')!
    expect(await byDatabase('tim', 'see', mail)).toBe(false)
    await api.db.query(`update cases set private = false where id = $1::text::bigint`, [api.id('@case/mahnsperre')])
    expect(await byDatabase('tim', 'see', mail)).toBe(true)
    await api.db.query(`update cases set private = true where id = $1::text::bigint`, [api.id('@case/mahnsperre')])
    expect(await byDatabase('tim', 'see', mail)).toBe(false)
    await api.db.query(`update teams set closed = true where name = 'Kundenservice'`)
    const ofTeam = records.find(({ name }) => name === 'case of an open team')!
    expect([await byDatabase('tim', 'see', ofTeam), await byDatabase('nora', 'see', ofTeam)]).toEqual([false, true])
    await api.db.query(`update teams set closed = false where name = 'Kundenservice'`)
  })
})
