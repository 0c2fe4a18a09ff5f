import { casesRoutes } from '@postakte/shared/api/cases'
import { contactRoutes } from '@postakte/shared/api/contacts'
import { importRoutes } from '@postakte/shared/api/import'
import { opportunityRoutes } from '@postakte/shared/api/opportunities'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'

const { putContact, putCompany, importContacts, putOpportunity, putCase } = importRoutes

describe.each(databases)('keeping in step with another program on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  type Body = Parameters<typeof api.call<typeof putContact>>[2]['body']
  const put = (externalId: string, body: Body) => api.call('erp', putContact, { params: { externalId }, body })
  const see = (contactId: string) => api.call('nora', contactRoutes.getContact, { params: { contactId } })
  const problem = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: { code?: string }) => error.code,
    )
  const count = async (externalId: string) =>
    (await api.db.query<{ n: number }>(`select count(*)::int as n from contacts where external_id = $1`, [externalId]))[0]!.n

  it('makes a contact, changes it, and leaves it when nothing is new', async () => {
    const frieda = {
      name: 'Frieda Lang',
      number: '10101',
      company: { number: '10023' },
      owner: 'nora',
      addresses: ['F.Lang@huber-verlag.example'],
    }
    const made = await put('A-1', frieda)
    expect(made).toMatchObject({ externalId: 'A-1', result: 'made', problem: null, hints: [] })
    expect(await put('A-1', frieda)).toMatchObject({ result: 'unchanged', id: made.id })
    expect(await put('A-1', { ...frieda, name: 'Frieda Lang-Ott', stage: 'lead' })).toMatchObject({ result: 'changed', id: made.id })
    expect(await put('A-1', { name: 'Frieda Lang-Ott', phones: ['030 5'] })).toMatchObject({ result: 'changed' })
    expect(await put('A-1', { name: 'Frieda Lang-Ott', phones: ['030 5'], note: 'Stammkundin' })).toMatchObject({ result: 'changed' })
    expect(await see(made.id!)).toMatchObject({
      name: 'Frieda Lang-Ott',
      number: '10101',
      stage: 'lead',
      note: 'Stammkundin',
      company: { name: 'Huber Verlag GmbH' },
      owner: { name: 'Nora Stein' },
      addresses: [{ address: 'f.lang@huber-verlag.example', role: false }],
      phones: ['030 5'],
      externalId: 'A-1',
    })
    const search = await api.call('nora', contactRoutes.listContacts, { query: { search: 'lang-ott' } })
    expect(search.items.map(({ name }) => name)).toEqual(['Frieda Lang-Ott'])
  })

  it('takes over the contact that somebody made from a mail, and never takes away what people added', async () => {
    const mine = await api.call('nora', contactRoutes.makeContact, {
      body: { kind: 'person', name: 'Otto Neu', addresses: [{ address: 'otto@neu.example' }, { address: 'otto@privat.example' }] },
    })
    expect(await put('A-2', { name: 'Otto Neu', number: '10102', addresses: ['otto@neu.example'] })).toMatchObject({
      result: 'changed',
      id: mine.id,
    })
    expect((await see(mine.id)).addresses).toHaveLength(2)
  })

  it('makes one contact of ten requests at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => put('A-3', { name: 'Zehnmal', number: '10103' })))
    expect(all.map(({ result }) => result).sort()).toEqual(['made', ...Array.from({ length: 9 }, () => 'unchanged')])
    expect(await count('A-3')).toBe(1)
  })

  it('refuses a number that belongs to another external id, and a row torn between two', async () => {
    await put('A-4', { name: 'Vier', number: '10104' })
    expect(await problem(put('A-5', { name: 'Fünf', number: '10104' }))).toBe('import-number-taken')
    await put('A-6', { name: 'Sechs' })
    expect(await problem(put('A-6', { name: 'Sechs', number: '10024' }))).toBe('import-torn')
    expect([await count('A-5'), await count('A-6')]).toEqual([0, 1])
  })

  it('says what it could not do although it took the row', async () => {
    const hints = (await put('A-7', { name: 'Sieben', owner: 'niemand', company: { externalId: 'F-unbekannt' } })).hints
    expect(hints.map(({ code }) => code)).toEqual(['import-owner-unknown', 'import-company-unknown'])
    expect(hints[0]!.title).toContain('niemand')
  })

  it('leads a merged contact’s external id to the one that it became, whose name stays', async () => {
    const [gone, stays] = [await put('A-8', { name: 'Acht' }), await put('A-9', { name: 'Neun' })]
    await api.call('ruth', contactRoutes.mergeContact, { params: { contactId: stays.id! }, body: { contactId: gone.id! } })
    expect(await put('A-8', { name: 'Acht anders', addresses: ['acht@example.org'] })).toMatchObject({ result: 'changed', id: stays.id })
    expect(await see(stays.id!)).toMatchObject({ name: 'Neun', addresses: [{ address: 'acht@example.org' }] })
  })

  it('takes a batch in, each row with its result, companies behind their people too', async () => {
    const contacts = [
      { externalId: 'B-1', name: 'Eva Batch', company: { externalId: 'B-F' } },
      { externalId: 'B-F', kind: 'company' as const, name: 'Batch KG', addresses: ['info@batch.example'] },
      { externalId: 'B-2', name: 'Doppelt', number: '10104' },
      { externalId: 'B-1', name: 'Noch einmal' },
      { externalId: 'A-1', name: 'Frieda Lang-Ott' },
    ]
    const { contacts: results } = await api.call('erp', importContacts, { body: { contacts } })
    expect(results.map(({ externalId, result, problem }) => [externalId, result, problem?.code])).toEqual([
      ['B-1', 'made', undefined],
      ['B-F', 'made', undefined],
      ['B-2', 'refused', 'import-number-taken'],
      ['B-1', 'refused', 'import-twice'],
      ['A-1', 'unchanged', undefined],
    ])
    expect((await see(results[0]!.id!)).company).toMatchObject({ name: 'Batch KG' })
    expect((await see(results[1]!.id!)).addresses).toEqual([{ address: 'info@batch.example', role: true }])
  })

  it('keeps rows that swap their numbers apart from the others, and says so', async () => {
    await put('C-1', { name: 'Eins', number: '10201' })
    await put('C-2', { name: 'Zwei', number: '10202' })
    const { contacts } = await api.call('erp', importContacts, {
      body: {
        contacts: [
          { externalId: 'C-1', name: 'Eins', number: '10202' },
          { externalId: 'C-2', name: 'Zwei', number: '10201' },
          { externalId: 'C-3', name: 'Drei', number: '10203' },
        ],
      },
    })
    expect(contacts.map(({ result }) => result)).toEqual(['refused', 'refused', 'made'])
  })

  it('says made, changed and unchanged truly, whatever comes in which order', async () => {
    const row = fc.record({
      id: fc.integer({ min: 1, max: 6 }),
      name: fc.constantFrom('Anton', 'Berta'),
      number: fc.option(fc.integer({ min: 1, max: 4 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.uuid(), async (rows, run) => {
        const contacts = rows.map(({ id, name, number }) => ({
          externalId: `${run}-${id}`,
          name,
          ...(number ? { number: `77${number}` } : {}),
        }))
        const before = await snapshot(run)
        const { contacts: results } = await api.call('erp', importContacts, { body: { contacts } })
        const after = await snapshot(run)
        for (const { externalId, result } of results) {
          if (result === 'made') expect([before.has(externalId), after.has(externalId)]).toEqual([false, true])
          if (result === 'unchanged') expect(after.get(externalId)).toEqual(before.get(externalId))
        }
        const again = (await api.call('erp', importContacts, { body: { contacts } })).contacts
        expect(again.filter(({ result }) => result === 'made' || result === 'changed')).toEqual([])
        expect(await snapshot(run)).toEqual(after)
        await api.db.query(`delete from contacts where external_id like $1`, [`${run}-%`])
      }),
      { numRuns: 20 },
    )
  })
  const snapshot = async (run: string) =>
    new Map(
      (
        await api.db.query<{ id: string; row: string }>(
          `select external_id as id, to_jsonb(c)::text as row from contacts c where external_id like $1`,
          [`${run}-%`],
        )
      ).map(({ id, row }) => [id, row]),
    )

  it('needs the permission, and to write contacts too', async () => {
    expect(await problem(api.call('ruth', putContact, { params: { externalId: 'X' }, body: { name: 'X' } }))).toBe('not-allowed')
    expect((await api.send('erp', 'PUT', '/api/contacts/by-external-id/X', { name: 'X', createdBy: 1 })).status).toBe(400)
    expect(await count('X')).toBe(0)
  })

  it('keeps companies apart', async () => {
    const made = await api.call('erp', putCompany, { params: { externalId: 'F-1' }, body: { name: 'Lang & Co. KG' } })
    expect(await see(made.id!)).toMatchObject({ kind: 'company' })
  })

  describe('cases', () => {
    type CaseBody = Parameters<typeof api.call<typeof putCase>>[2]['body']
    const hand = (externalId: string, body: CaseBody) => api.call('erp', putCase, { params: { externalId }, body })
    const seeCase = (login: string, caseId: string) => api.call(login, casesRoutes.getCase, { params: { caseId } })

    it('are made with a number of ours or their own, changed where something differs, and left else', async () => {
      const body: CaseBody = {
        title: 'Retoure 88',
        contact: { number: '10040' },
        team: { name: 'Kundenservice' },
        assignee: { login: 'nora' },
        status: 'waiting',
      }
      const made = await hand('RET-88', body)
      expect(made.result).toBe('made')
      expect(await hand('RET-88', body)).toMatchObject({ result: 'unchanged', id: made.id })
      const before = await seeCase('nora', made.id!)
      expect(before).toMatchObject({ title: 'Retoure 88', status: 'waiting', assignee: { name: 'Nora Stein' } })
      expect(before.number).toMatch(/^\d+$/)
      for (const change of [{ title: 'Retoure 88, Möwe' }, { status: 'closed' as const }, { status: 'open' as const }, { assignee: null }])
        expect([change, (await hand('RET-88', { title: 'Retoure 88, Möwe', ...change })).result]).toEqual([change, 'changed'])
      expect(await seeCase('nora', made.id!)).toMatchObject({
        title: 'Retoure 88, Möwe',
        status: 'open',
        assignee: null,
        number: before.number,
      })
      expect((await hand('RET-89', { title: 'Retoure 89', number: '770089' })).result).toBe('made')
    })
    it('are one of ten at the same moment', async () => {
      const all = await Promise.all(Array.from({ length: 10 }, () => hand('RET-90', { title: 'Retoure 90' })))
      expect(all.filter(({ result }) => result === 'made')).toHaveLength(1)
      expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    })
    it('say of a number or id that is not free no more than that, also where the case is out of sight', async () => {
      const answer = async (externalId: string, number?: string) =>
        hand(externalId, { title: 'Doppelt', ...(number ? { number } : {}) }).catch((error: { answer: object }) => error.answer)
      const [visible, hidden] = [await answer('RET-91', '4711'), await answer('RET-91', '4730')]
      expect(visible).toMatchObject({ code: 'case-number-taken', status: 409 })
      expect(Object.keys(hidden)).toEqual(Object.keys(visible))
      const { id } = await hand('RET-92', { title: 'Retoure 92', team: { name: 'Kundenservice' } })
      await api.db.query(`update cases set team_id = $2 where id = $1::text::bigint`, [id, api.ids.teams.get('Personal')])
      expect(await answer('RET-92')).toMatchObject({ code: 'external-id-unusable', status: 409 })
    })
  })

  describe('opportunities', () => {
    type Offer = Parameters<typeof api.call<typeof putOpportunity>>[2]['body']
    const offer = (externalId: string, body: Offer) => api.call('erp', putOpportunity, { params: { externalId }, body })

    it('are made, changed where something differs, and left else', async () => {
      const body: Offer = {
        title: 'Angebot 17',
        contact: { number: '10060' },
        team: { name: 'Vertrieb' },
        owner: { login: 'tim' },
        value: '1900',
        people: [{ contact: { number: '10061' }, role: 'entscheidet' }],
      }
      const made = await offer('AN-17', body)
      expect(made.result).toBe('made')
      expect(await offer('AN-17', body)).toMatchObject({ result: 'unchanged', id: made.id })
      expect(await offer('AN-17', { ...body, value: '1900.00' })).toMatchObject({ result: 'unchanged' })
      expect(await offer('AN-17', { title: 'Angebot 17', stage: 'won', closedOn: '2026-11-02' })).toMatchObject({ result: 'changed' })
      expect(await api.call('tim', opportunityRoutes.getOpportunity, { params: { opportunityId: made.id! } })).toMatchObject({
        stage: 'won',
        closedOn: '2026-11-02',
        value: '1900.00',
        owner: { name: 'Tim Vogel' },
        people: [{ contact: { name: 'Dora Weiß' }, role: 'entscheidet' }],
        externalId: 'AN-17',
        version: 2,
      })
    })
    it('are one of ten at the same moment', async () => {
      const all = await Promise.all(Array.from({ length: 10 }, () => offer('AN-18', { title: 'Angebot 18' })))
      expect(all.filter(({ result }) => result === 'made')).toHaveLength(1)
      expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    })
    it('that were taken out of sight say nothing but that the id is of no use', async () => {
      const { id } = await offer('AN-19', { title: 'Angebot 19' })
      await api.db.query(`update opportunities set team_id = $2 where id = $1::text::bigint`, [id, api.ids.teams.get('Personal')])
      const answer = await offer('AN-19', { title: 'Angebot 19' }).catch((error: { answer: unknown }) => error.answer)
      expect(answer).toEqual({
        code: 'external-id-unusable',
        status: 409,
        title: 'Unter der externen Id „AN-19“ lässt sich nichts anlegen oder ändern. Nehmen Sie eine andere.',
      })
    })
    it('take no reference that is not there', async () => {
      for (const body of [
        { contact: { number: '99999' } },
        { contact: { externalId: 'nie' } },
        { owner: { login: 'nie' } },
        { team: { name: 'Nie' } },
      ])
        expect([body, await problem(offer('AN-20', { title: 'X', ...body }))]).toEqual([body, 'record-unknown'])
    })
  })
})
