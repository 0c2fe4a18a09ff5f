import { contactRoutes } from '@postakte/shared/api/contacts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { databases } from '../../testing/databases'
import { draftOf } from './draft'
import { nameInAddress, plainName } from './sender-name'
import { readSignature } from './signature'

describe('a signature', () => {
  it('tells name, company and phones, and not the fax', () => {
    const signature =
      'Frieda Lang\nLeiterin Vertrieb\n\nHuber Verlag GmbH | Lange Str. 5 | 01067 Dresden\nTel.: +49 (0)351 1234-56 | Fax: 0351 1234-99\nMobil 0171 5550123\nTelefax: 0351 777777\nGeschäftsführer: Karl Huber, Amtsgericht Dresden HRB 12345, Huber Verlag GmbH'
    expect(readSignature(signature)).toEqual({
      phones: ['+49 (0)351 1234-56', '0171 5550123'],
      companyName: 'Huber Verlag GmbH',
      personName: 'Frieda Lang',
    })
  })
  it.each(['Mit freundlichen Grüßen', 'Termin am 01.02.2026', '01067 Dresden', 'USt-IdNr. DE123456789', 'HRB 0123456', ''])(
    '%j tells nothing',
    (text) => {
      expect(readSignature(text)).toEqual({ phones: [], companyName: '', personName: '' })
    },
  )
  it('is read in no time, whatever it is', () => {
    for (const text of ['0 '.repeat(5_000), '('.repeat(9_000), `+${'1-'.repeat(5_000)}`, 'A '.repeat(5_000), '\n'.repeat(9_000)])
      expect(readSignature(text).phones.length).toBeLessThanOrEqual(5)
  })
})

describe('a sender', () => {
  it.each([
    ['Lang, Frieda', 'Frieda Lang'],
    ['"Frieda Lang"', 'Frieda Lang'],
    ["'Lang, Frieda'", 'Frieda Lang'],
    ['Frieda Lang, Dr. med.', 'Frieda Lang, Dr. med.'],
    ['f.lang@huber-verlag.example', ''],
    ['  Frieda\t Lang ', 'Frieda Lang'],
  ])('%j is %j', (name, plain) => {
    expect(plainName(name)).toBe(plain)
  })
  it.each([
    ['anna.huber@x.example', 'Anna Huber'],
    ['anna_huber-lang@x.example', 'Anna Huber-Lang'],
    ['a.huber+neu@x.example', 'A. Huber'],
    ['ahuber@x.example', ''],
    ['kunde.4711@x.example', ''],
  ])('%s is called %j', (address, name) => {
    expect(nameInAddress(address)).toBe(name)
  })
  it('that is a shared address is a company, unless a person signs', () => {
    expect(draftOf('info@neu.example', '', 'Neu & Söhne OHG\nTel. 030 1234567')).toMatchObject({
      kind: 'company',
      name: 'Neu & Söhne OHG',
      role: true,
    })
    expect(draftOf('info@neu.example', 'Otto Neu', '')).toMatchObject({ kind: 'person', name: 'Otto Neu', role: true })
    expect(draftOf('info@neu.example', '', '')).toMatchObject({ kind: 'company', name: 'info@neu.example' })
  })
})

describe.each(databases)('a contact from a mail on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const draft = (address: string, name = '', signature = '') =>
    api.call('nora', contactRoutes.draftContact, { body: { address, name, signature } })

  it('has the company whose people write from that domain', async () => {
    expect(await draft('F.Lang@Huber-Verlag.example', 'Lang, Frieda', 'Frieda Lang\nTel. 030 1234-56')).toEqual({
      draft: {
        kind: 'person',
        name: 'Frieda Lang',
        address: 'f.lang@huber-verlag.example',
        role: false,
        phones: ['030 1234-56'],
        companyName: '',
      },
      companies: [{ id: api.id('@contact/huber'), kind: 'company', number: '10023', name: 'Huber Verlag GmbH' }],
      known: [],
    })
  })
  it('has none for a free-mail address, but the one that the signature names', async () => {
    expect((await draft('frieda@gmx.de')).companies).toEqual([])
    const { companies } = await draft('frieda@gmx.de', '', 'Frieda Lang\nWerk 8 Anzeigen GmbH')
    expect(companies.map(({ name }) => name)).toEqual(['Werk 8 Anzeigen GmbH'])
  })
  it('says who has the address already', async () => {
    expect((await draft('familie.ott@t-online.de')).known.map(({ name }) => name)).toEqual(['Paul Ott', 'Petra Ott'])
  })
})
