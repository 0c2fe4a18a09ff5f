import { contactRoutes } from '@postakte/shared/api/contacts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'

const { getContact, makeContact, changeContact, listContacts } = contactRoutes

describe.each(databases)('contacts on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const see = (login: string, name: string) => api.call(login, getContact, { params: { contactId: api.id(`@contact/${name}`) } })
  const problem = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: { answer?: unknown }) => error.answer,
    )

  it('are seen with company, addresses, and what is open', async () => {
    expect(await see('nora', 'anna')).toMatchObject({
      name: 'Anna Huber',
      number: '10024',
      company: { name: 'Huber Verlag GmbH' },
      addresses: [{ address: 'anna@huber-verlag.example', role: false }],
      openCases: 2,
      stage: 'customer',
      mergedInto: null,
      version: 1,
    })
    expect(await see('nora', 'huber')).toMatchObject({ kind: 'company', people: 2, addresses: [{ role: true }] })
  })

  it('count only what the caller may see', async () => {
    const dora = await Promise.all(['nora', 'tim', 'lisa'].map((login) => see(login, 'dora')))
    expect(dora.map(({ openCases, openOpportunities }) => [openCases, openOpportunities])).toEqual([
      [1, 2],
      [0, 2],
      [0, 2],
    ])
    expect((await see('tim', 'karin')).openCases).toBe(0)
    expect((await see('ruth', 'karin')).openCases).toBe(1)
  })

  it('are made with several addresses in order, the first first, however they are written', async () => {
    const made = await api.call('nora', makeContact, {
      body: {
        kind: 'person',
        name: '  Emil\tHuber ',
        number: '0077',
        companyId: api.id('@contact/huber'),
        stage: 'lead',
        addresses: [{ address: ' Emil.Huber@MÖWE-bücher.example ' }, { address: 'emil@gmx.de' }, { address: 'EMIL@gmx.de' }],
        phones: ['(030) 12 34', '0171 5550123'],
        note: 'Ruft\r\nlieber an',
      },
    })
    expect(made).toMatchObject({
      name: 'Emil Huber',
      number: '77',
      stage: 'lead',
      addresses: [{ address: 'emil.huber@xn--mwe-bcher-07a4e.example' }, { address: 'emil@gmx.de' }].map((one) =>
        expect.objectContaining(one),
      ),
      phones: ['(030) 12 34', '0171 5550123'],
      note: 'Ruft\nlieber an',
    })
    const turned = await api.call('nora', changeContact, {
      params: { contactId: made.id },
      body: { version: 1, addresses: [{ address: 'emil@gmx.de' }, { address: 'emil.huber@möwe-bücher.example', role: true }] },
    })
    expect(turned).toMatchObject({ version: 2, addresses: [{ address: 'emil@gmx.de', role: false }, { role: true }], phones: made.phones })
  })

  it('may share an address: a couple does, and nobody is told who else has it', async () => {
    const made = await api.call('tim', makeContact, {
      body: { kind: 'person', name: 'Oskar Ott', addresses: [{ address: 'familie.ott@t-online.de' }] },
    })
    expect(made.addresses).toEqual([{ address: 'familie.ott@t-online.de', role: false }])
  })

  it('have a customer number of their own', async () => {
    const taken = { code: 'contact-number-taken', status: 409, contact: { name: 'Anna Huber' } }
    expect(await problem(api.call('nora', makeContact, { body: { kind: 'person', name: 'Otto', number: '10024' } }))).toMatchObject(taken)
    const ben = await see('nora', 'ben')
    const change = api.call('nora', changeContact, { params: { contactId: ben.id }, body: { version: ben.version, number: '010024' } })
    expect(await problem(change)).toMatchObject(taken)
  })

  it('refuse an edit of an older version, and bring the newer one', async () => {
    const { id, version } = await see('nora', 'ida')
    const change = (login: string, name: string) => api.call(login, changeContact, { params: { contactId: id }, body: { version, name } })
    expect(await change('nora', 'Ida Möwe-Lang')).toMatchObject({ name: 'Ida Möwe-Lang', version: version + 1 })
    expect(await problem(change('tim', 'Ida M.'))).toMatchObject({
      code: 'changed-meanwhile',
      status: 409,
      current: { name: 'Ida Möwe-Lang', version: version + 1 },
    })
  })

  it('let one of two edits at the same moment through', async () => {
    const { id, version } = await see('nora', 'petra')
    const edits = ['Petra Ott-Lang', 'Petra Lang'].map((name) =>
      problem(api.call('nora', changeContact, { params: { contactId: id }, body: { version, name } })),
    )
    expect((await Promise.all(edits)).filter((one) => one === null)).toHaveLength(1)
    expect((await see('nora', 'petra')).version).toBe(version + 1)
  })

  it('keep what an edit does not name, and lose what it empties', async () => {
    const { id, version } = await see('nora', 'claire')
    const changed = await api.call('nora', changeContact, {
      params: { contactId: id },
      body: { version, number: null, ownerId: api.ids.users.get('tim')! },
    })
    expect(changed).toMatchObject({
      number: null,
      owner: { name: 'Tim Vogel' },
      company: { name: 'Librairie Petit SARL' },
      stage: 'customer',
    })
  })

  it('belong to a company that exists, not to themselves, and a company with people stays one', async () => {
    const [ben, huber] = [await see('nora', 'ben'), await see('nora', 'huber')]
    const change = (contact: typeof ben, body: object) =>
      problem(api.call('nora', changeContact, { params: { contactId: contact.id }, body: { version: contact.version, ...body } }))
    expect(await change(ben, { companyId: '999999' })).toMatchObject({ code: 'record-unknown', status: 404 })
    expect(await change(ben, { companyId: api.id('@contact/anna') })).toMatchObject({ code: 'record-unknown' })
    expect(await change(ben, { ownerId: 4711 })).toMatchObject({ code: 'record-unknown' })
    expect(await change(huber, { companyId: huber.id })).toMatchObject({ code: 'contact-own-company' })
    expect(await change(huber, { kind: 'person' })).toMatchObject({ code: 'contact-has-people' })
    expect(await see('nora', 'ben')).toEqual(ben)
  })

  it('take no field that is not for the caller to say', async () => {
    for (const extra of [{ createdBy: 1 }, { mergedInto: '1' }, { externalId: 'A-1' }, { version: 7 }])
      expect(
        (await api.send('nora', 'POST', '/api/contacts', { kind: 'person', name: 'Otto', ...extra })).status,
        JSON.stringify(extra),
      ).toBe(400)
    expect((await api.send('lisa', 'POST', '/api/contacts', { kind: 'person', name: 'Otto' })).status).toBe(403)
  })

  it('are listed newest first by company, owner or stage, page by page', async () => {
    const people = { companyId: api.id('@contact/huber') }
    const first = await api.call('nora', listContacts, { query: { ...people, limit: 2 } })
    const second = await api.call('nora', listContacts, { query: { ...people, limit: 2, after: first.next! } })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Emil Huber', 'Ben Kramer', 'Anna Huber'])
    expect([first.items.length, second.next]).toEqual([2, null])
    expect((await api.call('nora', listContacts, { query: { stage: 'lead' } })).items.map(({ name }) => name)).toEqual(['Emil Huber'])
    expect((await api.call('nora', listContacts, { query: { ownerId: String(api.ids.users.get('tim')) } })).items).toMatchObject([
      {
        name: 'Claire Petit',
        owner: { name: 'Tim Vogel' },
        company: { name: 'Librairie Petit SARL' },
        address: 'claire@librairie-petit.example',
      },
    ])
    const names = async (active: 'yes' | 'no') =>
      (await api.call('nora', listContacts, { query: { active } })).items.map(({ name }) => name)
    expect(await names('no')).toEqual(['Gerd Alt'])
    expect(await names('yes')).not.toContain('Gerd Alt')
  })
})
