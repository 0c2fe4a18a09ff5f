import { caseStateRoutes } from '@postakte/shared/api/case-states'
import { casesRoutes } from '@postakte/shared/api/cases'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { JournalNote } from '../http/api/call'
import { startApi, type TestApi } from '../testing/api'
import { arrive } from '../testing/arrive'
import { databases } from '../testing/databases'
import { refused } from '../testing/refused'
import { meOf } from '../users/me'
import { caseStateHandlers, casesHandlers } from './cases.routes'

const routes = { ...casesRoutes, ...caseStateRoutes }

describe.each(databases)('whose a case is, on $name', ({ open, close }) => {
  let api: TestApi
  let id: string
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  beforeEach(async () => {
    const body = { title: 'Wanderpokal', teamId: team('Kundenservice'), contactId: api.id('@contact/ida') }
    id = (await api.call('nora', routes.makeCase, { body })).id
  })
  const user = (login: string) => Number(api.id(`@user/${login}`))
  const team = (name: string) => Number(api.id(`@team/${name}`))
  const get = (login: string) => api.call(login, routes.getCase, { params: { caseId: id } })
  const assign = (login: string, body: { teamId?: number | null; assigneeId?: number | null }, version = 1) =>
    api.call(login, routes.assignCase, { params: { caseId: id }, body: { version, ...body } })
  const hide = (login: string) => api.call(login, routes.makeCasePrivate, { params: { caseId: id }, body: {} })
  const show = (login: string) => api.call(login, routes.makeCasePublic, { params: { caseId: id }, query: {} })
  const sees = async (login: string) => (await refused(get(login))) === 'done'
  const eventsOf = (audience: number) =>
    api.db.query<{ data: { change: string } }>(
      `select data from events where audiences = array[$1::int] and data->>'id' = $2 order by id`,
      [audience, id],
    )
  const changes = async (audience: number) => (await eventsOf(audience)).map(({ data }) => data.change)

  describe('assigning', () => {
    it('gives it to a colleague, to another team, and to nobody', async () => {
      expect((await assign('nora', { assigneeId: user('tim') })).case).toMatchObject({
        assignee: { name: 'Tim Vogel' },
        team: { name: 'Kundenservice' },
        version: 2,
      })
      expect((await assign('nora', { teamId: team('Vertrieb') }, 2)).case).toMatchObject({
        assignee: { name: 'Tim Vogel' },
        team: { name: 'Vertrieb' },
      })
      expect((await assign('tim', { assigneeId: null, teamId: null }, 3)).case).toMatchObject({ assignee: null, team: null })
    })
    it('hands it to a closed team of which one is no member: then it is out of sight, and nobody works on it who may not see it', async () => {
      await assign('nora', { assigneeId: user('tim') })
      expect(await assign('nora', { teamId: team('Personal') }, 2)).toEqual({ case: null })
      expect([await sees('nora'), await sees('tim'), await sees('ruth'), await sees('ada')]).toEqual([false, false, true, true])
      expect(await get('ruth')).toMatchObject({ team: { name: 'Personal' }, assignee: null, version: 3 })
      expect(await refused(assign('nora', { teamId: team('Kundenservice') }, 3))).toBe('record-unknown')
      expect(await changes(team('Kundenservice'))).toEqual(['make', 'assign', 'gone'])
      expect(await changes(team('Personal'))).toEqual(['assign'])
    })
    it('takes its mails along', async () => {
      const { number, tag } = await get('nora')
      await arrive(api, { from: 'Ida Möwe <ida@möwe-bücher.example>', subject: `Frage ${tag}`, messageId: `w${number}@moewe` })
      const mails = (login: string) =>
        api.db.as({ id: user(login), scopes: null }, (tx) => tx.query(`select id from mails where message_id = $1`, [`w${number}@moewe`]))
      const { version } = await get('nora')
      expect((await mails('nora')).length).toBe(1)
      await assign('nora', { teamId: team('Personal') }, version)
      expect([(await mails('nora')).length, (await mails('ruth')).length]).toEqual([0, 1])
    })
    it('goes only to people who may see the case', async () => {
      await assign('ruth', { teamId: team('Personal') })
      for (const login of ['nora', 'tim', 'lisa'])
        expect([login, await refused(assign('ruth', { assigneeId: user(login) }, 2))]).toEqual([login, 'case-assignee-cannot-see'])
      expect(await refused(assign('ruth', { assigneeId: 999_999 }, 2))).toBe('case-assignee-cannot-see')
      expect(await refused(assign('ruth', { teamId: 999_999 }, 2))).toBe('record-unknown')
      expect((await assign('ruth', { assigneeId: user('ada') }, 2)).case?.assignee?.name).toBe('Ada Brandt')
    })
    it('of an older version is refused', async () => {
      await assign('nora', { assigneeId: user('tim') })
      await expect(assign('ruth', { assigneeId: user('ruth') })).rejects.toMatchObject({
        code: 'changed-meanwhile',
        answer: { current: { assignee: { name: 'Tim Vogel' } } },
      })
    })
    it('is not for readers', async () => {
      expect(await refused(assign('lisa', { assigneeId: user('lisa') }))).toBe('not-allowed')
    })
    it('holds in the database, too, whoever writes there', async () => {
      const write = (login: string, text: string) => refused(api.db.as({ id: user(login), scopes: null }, (tx) => tx.query(text, [id])))
      expect(await write('nora', `update cases set assignee_id = ${user('tim')} where id = $1::text::bigint`)).toBe('done')
      for (const text of [
        `update cases set team_id = ${team('Personal')} where id = $1::text::bigint`,
        `update cases set merged_into = 1 where id = $1::text::bigint`,
        `update cases set number = '1' where id = $1::text::bigint`,
        `update cases set customer_waits_since = now() where id = $1::text::bigint`,
        `update cases set private = true, owner_id = ${user('tim')} where id = $1::text::bigint`,
        `update cases set assignee_id = 999999 where id = $1::text::bigint`,
      ])
        expect([text, await write('tim', text)]).toEqual([text, '42501'])
    })
  })

  describe('a private case', () => {
    it('is seen by its owner alone: no team leader, no administrator, no reader of all, no list, no number', async () => {
      expect(await hide('nora')).toMatchObject({ private: true, owner: { name: 'Nora Stein' } })
      const { number } = await get('nora')
      for (const login of ['tim', 'ruth', 'ada', 'dirk', 'lisa']) {
        expect([login, await sees(login)]).toEqual([login, false])
        expect(await refused(api.call(login, routes.getCaseByNumber, { params: { number } }))).toBe('record-unknown')
        for (const query of [{ team: team('Kundenservice') }, { status: 'any' }, { contact: api.id('@contact/ida') }] as const)
          expect((await api.call(login, routes.listCases, { query: { limit: 200, ...query } })).items.map((one) => one.id)).not.toContain(
            id,
          )
      }
      expect((await api.call('nora', routes.listCases, { query: {} })).items.map((one) => one.id)).toContain(id)
    })
    it('speaks to its owner alone; the others hear only that it is gone', async () => {
      const before = await changes(team('Kundenservice'))
      await hide('nora')
      await api.call('nora', routes.closeCase, { params: { caseId: id }, body: {} })
      expect((await changes(team('Kundenservice'))).slice(before.length)).toEqual(['gone'])
      expect(await changes(-user('nora'))).toEqual(['hide', 'close'])
    })
    it('is nobody’s work but its owner’s', async () => {
      await assign('nora', { assigneeId: user('tim') })
      expect(await hide('nora')).toMatchObject({ assignee: null })
      expect(await refused(assign('nora', { assigneeId: user('tim') }, 3))).toBe('case-assignee-cannot-see')
      expect((await assign('nora', { assigneeId: user('nora') }, 3)).case?.assignee?.name).toBe('Nora Stein')
    })
    it('becomes public again by its owner, with its mails', async () => {
      await hide('nora')
      for (const login of ['ruth', 'ada']) expect([login, await refused(show(login))]).toEqual([login, 'record-unknown'])
      expect(await show('nora')).toMatchObject({ private: false, owner: { name: 'Nora Stein' } })
      expect(await sees('tim')).toBe(true)
    })
    it('is made by its owner only; where nobody owns it, by whoever works on it', async () => {
      for (const login of ['tim', 'ruth', 'ada']) expect([login, await refused(hide(login))]).toEqual([login, 'case-not-yours'])
      await api.db.query(`update cases set owner_id = null where id = $1::text::bigint`, [id])
      expect(await refused(hide('nora'))).toBe('case-not-yours')
      await assign('nora', { assigneeId: user('tim') })
      expect(await refused(hide('nora'))).toBe('case-not-yours')
      expect(await hide('tim')).toMatchObject({ private: true, owner: { name: 'Tim Vogel' }, assignee: { name: 'Tim Vogel' } })
      expect(await sees('nora')).toBe(false)
    })
  })

  it('tells the journal of each change, with ids where anybody may read and names where they can be erased', async () => {
    const notes: JournalNote[] = []
    const me = (await meOf(api.db, api.token('ruth')))!
    await api.db.as(me, async (tx) => {
      const call = {
        me,
        tx: { ...tx, event: () => {}, journal: (note: JournalNote) => notes.push(note) },
        params: { caseId: id },
      } as never as object
      await caseStateHandlers.closeCase({ ...call, body: {} } as never)
      await caseStateHandlers.closeCase({ ...call, body: {} } as never)
      await caseStateHandlers.takeCaseOver({ ...call, body: {} } as never)
      await caseStateHandlers.assignCase({ ...call, body: { version: 3, assigneeId: null } } as never)
      await casesHandlers.changeCase({ ...call, body: { version: 4, title: 'Neuer Titel' } } as never)
    })
    expect(notes.map(({ action, kind, recordId }) => [action, kind, recordId])).toEqual(
      ['case.close', 'case.take-over', 'case.assign', 'case.change'].map((action) => [action, 'case', id]),
    )
    expect(notes.at(-1)!.facts).toMatchObject({ title: 'Neuer Titel', titleBefore: 'Wanderpokal' })
    for (const { facts: _, ...open } of notes) expect(JSON.stringify(open)).not.toMatch(/Wanderpokal|Titel|Ruth/)
  })
})
