import { opportunityRoutes } from '@postakte/shared/api/opportunities'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'

const { getOpportunity, listOpportunities, makeOpportunity, changeOpportunity, handOverOpportunity } = opportunityRoutes

describe.each(databases)('opportunities on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const user = (login: string) => api.ids.users.get(login)!
  const team = (name: string) => api.ids.teams.get(name)!
  const see = (login: string, opportunityId: string) => api.call(login, getOpportunity, { params: { opportunityId } })
  const change = (login: string, opportunityId: string, body: Parameters<typeof api.call<typeof changeOpportunity>>[2]['body']) =>
    api.call(login, changeOpportunity, { params: { opportunityId }, body })
  const make = (login: string, title: string, body: object = {}) => api.call(login, makeOpportunity, { body: { title, ...body } })
  const titles = async (login: string, query: object = {}) =>
    (await api.call(login, listOpportunities, { query })).items.map(({ title }) => title)
  const problem = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: { code?: string }) => error.code,
    )

  it('are seen with contact, people and their roles', async () => {
    const made = await make('tim', 'Stellenanzeigen 2027', {
      contactId: api.id('@contact/werk'),
      teamId: team('Vertrieb'),
      value: '4800.5',
      expectedOn: '2027-01-31',
      people: [{ contactId: api.id('@contact/dora'), role: 'entscheidet' }, { contactId: api.id('@contact/ida') }],
    })
    expect(await see('nora', made.id)).toEqual(made)
    expect(made).toMatchObject({
      stage: 'new',
      value: '4800.50',
      currency: 'EUR',
      expectedOn: '2027-01-31',
      closedOn: null,
      contact: { name: 'Werk 8 Anzeigen GmbH' },
      owner: { name: 'Tim Vogel' },
      team: { name: 'Vertrieb' },
      people: [
        { contact: { name: 'Dora Weiß' }, role: 'entscheidet' },
        { contact: { name: 'Ida Möwe' }, role: null },
      ],
    })
  })

  it('are listed open ones first, then newest, page by page, and by contact, stage, owner', async () => {
    const all = await titles('tim')
    expect(all).toEqual(['Stellenanzeigen 2027', 'Beilage im vierten Quartal', 'Anzeigenserie Herbst', 'Abonnement annuel 2027'])
    expect(await titles('ruth')).toEqual([...all, 'Digital-Abo'])
    const pages: string[] = []
    for (let after: string | undefined; ; ) {
      const { items, next } = await api.call('ruth', listOpportunities, { query: { limit: 2, ...(after ? { after } : {}) } })
      pages.push(...items.map(({ title }) => title))
      if (next === null) break
      after = next
    }
    expect(pages).toEqual([...all, 'Digital-Abo'])
    expect(await titles('tim', { contactId: api.id('@contact/dora') })).toEqual(all.slice(0, 3))
    expect(await titles('tim', { stage: 'lost' })).toEqual([])
    expect(await titles('ruth', { stage: 'lost' })).toEqual(['Digital-Abo'])
    expect(await titles('tim', { ownerId: String(user('ruth')) })).toEqual([])
  })

  it('are won with a day, lost with another, and open again without', async () => {
    const id = api.id('@opportunity/beilage')
    expect(await problem(change('tim', id, { version: 1, closedOn: '2026-11-20' }))).toBe('opportunity-still-open')
    expect(await change('tim', id, { version: 1, stage: 'won', closedOn: '2026-11-20' })).toMatchObject({
      closedOn: '2026-11-20',
      version: 2,
    })
    expect(await change('tim', id, { version: 2, stage: 'lost' })).toMatchObject({ stage: 'lost', closedOn: '2026-11-20' })
    expect(await change('tim', id, { version: 3, stage: 'offer' })).toMatchObject({ stage: 'offer', closedOn: null })
    const won = await change('tim', id, { version: 4, stage: 'won' })
    expect(won.closedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect((await titles('tim')).at(-1)).toBe('Beilage im vierten Quartal')
  })

  it('refuse an edit of an older version, and bring the newer one', async () => {
    const id = api.id('@opportunity/jahresabo')
    await change('tim', id, { version: 1, value: '900' })
    const late = await change('nora', id, { version: 1, value: '1000' }).catch((error: { answer: unknown }) => error.answer)
    expect(late).toMatchObject({ code: 'changed-meanwhile', status: 409, current: { value: '900.00', version: 2 } })
  })

  it('are made private by their owner alone, and then seen by nobody else', async () => {
    const { id } = await make('tim', 'Übernahme', { teamId: team('Vertrieb') })
    expect(await problem(change('nora', id, { version: 1, private: true }))).toBe('opportunity-not-yours')
    expect(await problem(change('nora', id, { version: 1, private: true, ownerId: user('nora') }))).toBe('opportunity-not-yours')
    await change('tim', id, { version: 1, private: true })
    for (const login of ['nora', 'ruth', 'ada', 'dirk']) expect([login, await problem(see(login, id))]).toEqual([login, 'record-unknown'])
    expect(await titles('ada')).not.toContain('Übernahme')
    expect(await problem(change('ada', id, { version: 2, title: 'Hallo' }))).toBe('record-unknown')
    expect(await problem(change('tim', id, { version: 2, ownerId: user('nora') }))).toBe('would-be-out-of-sight')
    const bare = api.db.as({ id: user('nora'), scopes: null }, (tx) =>
      tx.query(`update opportunities set private = true, owner_id = $1 where title = 'Anzeigenserie Herbst'`, [user('nora')]),
    )
    expect(await problem(bare)).toBe('42501')
  })

  it('are not lost out of sight by an edit, but can be handed to a closed team', async () => {
    const { id } = await make('nora', 'Mitarbeiterzeitung', { teamId: team('Kundenservice') })
    expect(await problem(make('nora', 'Geheim', { teamId: team('Personal'), ownerId: null }))).toBe('would-be-out-of-sight')
    expect(await problem(change('nora', id, { version: 1, teamId: team('Personal'), ownerId: null }))).toBe('would-be-out-of-sight')
    const give = (login: string, body: { version: number; teamId: number | null; ownerId: number | null }) =>
      problem(api.call(login, handOverOpportunity, { params: { opportunityId: id }, body }))
    const personal = { version: 1, teamId: team('Personal') }
    expect(await give('nora', { ...personal, ownerId: user('tim') })).toBe('opportunity-owner-cannot-see')
    expect(await give('nora', { ...personal, version: 7, ownerId: null })).toBe('changed-meanwhile')
    expect(await give('nora', { ...personal, teamId: 4711, ownerId: null })).toBe('record-unknown')
    expect(await give('nora', { ...personal, ownerId: user('ruth') })).toBeNull()
    expect(await problem(see('nora', id))).toBe('record-unknown')
    expect(await see('ruth', id)).toMatchObject({ team: { name: 'Personal' }, owner: { name: 'Ruth Özdemir' }, version: 2 })
    expect(await give('nora', { ...personal, version: 2, ownerId: null })).toBe('record-unknown')
  })

  it('tell those who saw it and those who see it now, and nobody else', async () => {
    const { id } = await make('ruth', 'Weiterbildung', { teamId: team('Personal') })
    await api.call('ruth', handOverOpportunity, {
      params: { opportunityId: id },
      body: { version: 1, teamId: team('Vertrieb'), ownerId: null },
    })
    expect(
      await api.db.query(
        `select audiences, data ->> 'action' as action from events where data ->> 'id' = $1 and kind = 'opportunity' order by id`,
        [id],
      ),
    ).toEqual([
      { audiences: [team('Personal')], action: 'opportunity.make' },
      { audiences: [team('Personal'), team('Vertrieb')], action: 'opportunity.hand-over' },
    ])
  })

  it('take no contact, person, team or owner that is not there', async () => {
    for (const body of [{ contactId: '999999' }, { people: [{ contactId: '999999' }] }, { teamId: 4711 }, { ownerId: 4711 }])
      expect([body, await problem(make('tim', 'Falsch', body))]).toEqual([body, 'record-unknown'])
    expect((await api.send('tim', 'POST', '/api/opportunities', { title: 'Falsch', externalId: 'A-1' })).status).toBe(400)
    for (const value of ['-1', '1,5', '1.234', '1e3', 'NaN'])
      expect((await api.send('tim', 'POST', '/api/opportunities', { title: 'Falsch', value })).status).toBe(400)
    expect(await titles('tim')).not.toContain('Falsch')
  })
})
