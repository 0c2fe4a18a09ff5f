import { contactRoutes } from '@postakte/shared/api/contacts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { databases } from '../../testing/databases'

describe.each(databases)('search of contacts on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
    await add(
      'Käthe Müller',
      'Jörg Mueller',
      'Otto Muller',
      'Dora Strauß',
      "Sinéad O'Brien",
      'Łukasz Żółw',
      'Manuela Haeuser',
      'Иван Петров',
    )
    await api.db.query(`insert into contact_phones (contact_id, phone) values ($1::text::bigint, '+49 (0)30 / 12 34-56')`, [
      api.id('@contact/ben'),
    ])
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  async function add(...names: readonly string[]) {
    for (const name of names) await api.db.query(`insert into contacts (kind, name) values ('person', $1)`, [name])
  }
  const found = async (search: string, login = 'nora') =>
    (await api.call(login, contactRoutes.listContacts, { query: { search } })).items.map(({ name }) => name)

  it.each(['Müller', 'mueller', 'MULLER', 'müll', 'muel', 'mul', 'mü'])('finds all three spellings of Müller by %s', async (typed) => {
    expect((await found(typed)).sort()).toEqual(['Jörg Mueller', 'Käthe Müller', 'Otto Muller'])
  })
  it.each([
    ['strauss', 'Dora Strauß'],
    ['STRAUẞ', 'Dora Strauß'],
    ['weiß', 'Dora Weiß'],
    ['weis', 'Dora Weiß'],
    ['obrien', "Sinéad O'Brien"],
    ['o’brien', "Sinéad O'Brien"],
    ['sinead', "Sinéad O'Brien"],
    ['zolw', 'Łukasz Żółw'],
    ['lukas', 'Łukasz Żółw'],
    ['häuser', 'Manuela Haeuser'],
    ['ela', 'Manuela Haeuser'],
    ['ПЕТРОВ', 'Иван Петров'],
  ])('%s finds %s', async (typed, name) => {
    expect(await found(typed)).toContain(name)
  })
  it.each([
    ['10024', 'Anna Huber', 'its number'],
    ['0010024', 'Anna Huber', 'its number with zeros before it'],
    ['1002', 'Huber Verlag GmbH', 'the beginning of its number'],
    ['familie.ott@t-online.de', 'Paul Ott', 'its address'],
    ['Laden@Möwe-Bücher.example', 'Buchhandlung Möwe & Söhne OHG', 'its address in letters'],
    ['kramer@huber', 'Ben Kramer', 'a part of its address'],
    ['bücher.ex', 'Ida Möwe', 'a part of its domain, as people read it'],
    ['030 1234', 'Ben Kramer', 'its phone as dialled here'],
    ['+49 30 12', 'Ben Kramer', 'its phone as dialled from abroad'],
    ['0049 (0) 30 - 123', 'Ben Kramer', 'its phone in yet another way'],
    ['34-56', 'Ben Kramer', 'the end of its phone'],
    ['öwe', 'Ida Möwe', 'the middle of its name'],
    ['söh buch', 'Buchhandlung Möwe & Söhne OHG', 'words in any order'],
    ['ben verlag', 'Ben Kramer', 'its name and its company'],
    ['a', 'Anna Huber', 'one letter'],
  ])('%s finds %s by %s', async (typed, name) => {
    expect(await found(typed)).toContain(name)
  })

  it('gives the best first: number, address, beginning of the name, of the last name, the rest', async () => {
    expect(await found('huber')).toEqual(['Huber Verlag GmbH', 'Anna Huber', 'Ben Kramer'])
    expect((await found('familie.ott@t-online.de')).sort()).toEqual(['Paul Ott', 'Petra Ott'])
    await add('1002 Nacht Buchladen')
    expect((await found('10024'))[0]).toBe('Anna Huber')
    expect((await found('ott'))[0]).toBe('Otto Muller')
    expect(await found('petra ott')).toEqual(['Petra Ott'])
    expect(await found('ott petra')).toEqual(['Petra Ott'])
  })
  it('shows who is no longer a customer last, but finds them', async () => {
    await add('Gerda Alt')
    expect(await found('ger')).toEqual(['Gerda Alt', 'Gerd Alt'])
    expect(await found('10080')).toEqual(['Gerd Alt'])
  })
  it('gives twenty at the most', async () => {
    await add(...Array.from({ length: 30 }, (_, at) => `Zoé Zander ${at}`))
    for (const typed of ['z', 'zo', 'zand', 'ander', 'zander zoe']) expect(await found(typed)).toHaveLength(20)
  })
  it.each(['00', '%', '_', '\\', "'", '$$', '*', '()', '%%%%', '-- ', '🙂', '   ', '\u0301'])(
    'takes %j for what it is and finds nobody',
    async (typed) => {
      expect(await found(typed)).toEqual([])
    },
  )
  it('takes marks between words for blanks', async () => {
    expect(await found("huber%' or 1=1")).toEqual([])
    expect(await found('anna_huber%')).toEqual(['Anna Huber'])
  })
  it('finds nobody for whoever may not see contacts', async () => {
    const [row] = await api.db.as({ id: api.ids.users.get('nora')!, scopes: ['cases.read'] }, (tx) =>
      tx.query<{ count: number }>(`select count(*)::int as count from search_contacts('huber', '10024', null)`),
    )
    expect(row!.count).toBe(0)
  })

  it('follows every change: name, company, addresses, phones, what an import adds', async () => {
    const one = (text: string, ...values: unknown[]) => api.db.query(text, values)
    const [huber, anna] = [api.id('@contact/huber'), api.id('@contact/anna')]
    await one(`update contacts set name = 'Adler Presse AG' where id = $1::text::bigint`, huber)
    expect(await found('adler')).toEqual(['Adler Presse AG', 'Anna Huber', 'Ben Kramer'])
    await one(`insert into contact_addresses (address, contact_id) values ('zweitadresse@web.de', $1::text::bigint)`, anna)
    expect(await found('zweitadr')).toEqual(['Anna Huber'])
    await one(`delete from contact_addresses where address = 'zweitadresse@web.de'`)
    expect(await found('zweitadr')).toEqual([])
    await one(`update contacts set company_id = null where id = $1::text::bigint`, anna)
    expect(await found('adler')).toEqual(['Adler Presse AG', 'Ben Kramer'])
    await one(`update contact_phones set phone = '0221 777777' where contact_id = $1::text::bigint`, api.id('@contact/ben'))
    expect([await found('0221 777'), await found('030 1234')]).toEqual([['Ben Kramer'], []])
  })

  it('finds every name by every part of it, in its own spelling and in the plain one', async () => {
    const letters = fc.constantFrom(...'aeou äöüß éñ bcd mnr st')
    const name = fc
      .array(letters, { minLength: 3, maxLength: 14 })
      .map((all) => all.join('').replace(/\s+/g, ' ').trim())
      .filter((text) => text.length >= 3)
    await fc.assert(
      fc.asyncProperty(name, fc.nat(), fc.integer({ min: 3, max: 8 }), async (text, at, length) => {
        const [made] = await api.db.query<{ id: string }>(
          `insert into contacts (kind, name) values ('person', $1) returning id::text as id`,
          [`Q${text}`],
        )
        const from = at % Math.max(1, text.length - length + 1)
        const part = text.slice(from, from + length)
        const ids = async (typed: string) =>
          (await api.call('nora', contactRoutes.listContacts, { query: { search: `${typed} q` } })).items.map(({ id }) => id)
        if (part.split(' ').every((word) => word.length > 2 || word === part.trim())) {
          expect(await ids(part.trim()), `${part} of ${text}`).toContain(made!.id)
          expect(await ids(plain(part.trim())), `${plain(part)} of ${text}`).toContain(made!.id)
        }
        await api.db.query(`delete from contacts where id = $1::text::bigint`, [made!.id])
      }),
      {
        numRuns: 60,
        examples: [
          ['aéäéaa', 0, 4],
          ['aeöéaaa', 0, 4],
        ],
      },
    )
  })
})

/** As somebody types who has no umlauts. */
const plain = (text: string) => text.replace(/[äöüß]/g, (sign) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[sign]!)
