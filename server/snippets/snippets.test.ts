import type { ApiProblem } from '@postakte/shared/api/client'
import type { BodyOf } from '@postakte/shared/api/route'
import { snippetRoutes } from '@postakte/shared/api/snippets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { refused } from '../testing/refused'

const { listSnippets, getSnippet, addSnippet, changeSnippet, deleteSnippet, undeleteSnippet, fillSnippet } = snippetRoutes
type Given = BodyOf<typeof addSnippet>

describe.each(databases)('snippets on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('work'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  const add = (login: string, name: string, text: string, of: Given['of'] = { kind: 'me' }, language = 'de') =>
    api.call(login, addSnippet, { body: { name, language, text, of } })
  const found = async (login: string, query: { q?: string; language?: string; folder?: string; limit?: number } = {}) =>
    (await api.call(login, listSnippets, { query })).items.map(({ name }) => name)
  const fill = (login: string, snippetId: string, body: BodyOf<typeof fillSnippet> | object = {}) =>
    api.call(login, fillSnippet, { params: { snippetId }, body: body as object })

  it('are found by a few letters of name, shortcut or text; whose shortcut it is, first', async () => {
    expect(await found('nora', { q: 'best' })).toEqual(['Bestätigung der Bestellung'])
    expect(await found('nora', { q: 'bestae' })).toEqual(['Bestätigung der Bestellung'])
    await add('nora', 'Am besten anrufen', 'Am besten rufen Sie an.')
    expect(await found('nora', { q: 'BEST' })).toEqual(['Bestätigung der Bestellung', 'Am besten anrufen'])
    expect(await found('nora', { q: 'vielen nachricht' })).toEqual(['Dank'])
    expect(await found('nora', { language: 'en' })).toEqual(['Order confirmation'])
    expect(await found('nora', { folder: 'Abo' })).toEqual(['Bestätigung der Bestellung', 'Order confirmation'])
  })
  it('are one’s own, a team’s, or everybody’s', async () => {
    expect(await found('nora')).toContain('Noras Gruß')
    for (const login of ['tim', 'ruth', 'ada']) {
      expect(await found(login, { q: 'noras gruß' })).toEqual([])
      expect(await refused(api.call(login, getSnippet, { params: { snippetId: api.id('@snippet/norasgruss') } }))).toBe('record-unknown')
    }
    const personal = { kind: 'team', teamId: api.ids.teams.get('Personal')! } as const
    await add('ruth', 'Absage', 'Leider …', personal)
    expect([await found('ruth', { q: 'absage' }), await found('nora', { q: 'absage' })]).toEqual([['Absage'], []])
    expect(await refused(add('nora', 'x', 'x', personal))).toBe('record-unknown')
  })
  it('of others are changed only by those who may', async () => {
    for (const of of [{ kind: 'all' }, { kind: 'team', teamId: api.ids.teams.get('Vertrieb')! }] as const)
      expect(await refused(add('nora', 'x', 'x', of))).toBe('not-allowed')
    const params = { snippetId: api.id('@snippet/bestaetigung') }
    expect(await refused(api.call('nora', changeSnippet, { params, body: { version: 1, name: 'Meine' } }))).toBe('not-allowed')
    expect(await refused(api.call('nora', deleteSnippet, { params, body: { version: 1 } }))).toBe('not-allowed')
    expect(await api.call('ruth', changeSnippet, { params, body: { version: 1, shortcut: null } })).toMatchObject({
      name: 'Bestätigung der Bestellung',
      shortcut: null,
      folder: 'Abo',
      version: 2,
    })
    expect(await refused(api.call('ruth', changeSnippet, { params, body: { version: 1, name: 'Zu spät' } }))).toBe('changed-meanwhile')
    const own = await add('tim', 'Tims', 'x')
    expect(await api.call('tim', changeSnippet, { params: { snippetId: own.id }, body: { version: 1, text: 'y' } })).toMatchObject({
      text: 'y',
      own: true,
    })
    expect(
      await refused(api.call('tim', changeSnippet, { params: { snippetId: own.id }, body: { version: 2, of: { kind: 'all' } } })),
    ).toBe('not-allowed')
  })
  it('are filled from contact, case and user', async () => {
    const { id } = await add(
      'nora',
      'Alles',
      '{{kontakt.anrede}} ({{kontakt.nummer}}, {{kontakt.firma}}),\n\nzu {{vorgang.titel}} {{vorgang.kennung}}\n{{nutzer.name}} <{{nutzer.adresse}}>',
    )
    const filled = await fill('nora', id, { contactId: api.id('@contact/anna'), caseId: api.id('@case/abo-umstellung') })
    expect(filled).toEqual({
      text: 'Guten Tag Anna Huber (10024, Huber Verlag GmbH),\n\nzu Abo-Umstellung [VG=4711-x7k]\nNora Stein <n.stein@sonnberg.example>',
      html: '<p>Guten Tag Anna Huber (10024, Huber Verlag GmbH),</p><p>zu Abo-Umstellung [VG=4711-x7k]<br>Nora Stein &lt;n.stein@sonnberg.example&gt;</p>',
      unfilled: [],
    })
    expect((await fill('nora', id, { contactId: api.id('@contact/huber') })).text).toContain(
      'Sehr geehrte Damen und Herren (10023, Huber Verlag GmbH)',
    )
    const alone = await fill('nora', id)
    expect(alone.unfilled).toEqual(['kontakt.anrede', 'kontakt.nummer', 'kontakt.firma', 'vorgang.titel', 'vorgang.kennung'])
    expect(alone.text).toContain('{{kontakt.anrede}}')
  })
  it('greet in the snippet’s language, and say so where they cannot', async () => {
    const greeting = async (language: string) => {
      const { id } = await add('tim', `Gruß ${language}`, '{{contact.salutation}}', { kind: 'me' }, language)
      return (await fill('tim', id, { contactId: api.id('@contact/claire') })).text
    }
    expect([await greeting('de'), await greeting('en'), await greeting('fr')]).toEqual([
      'Guten Tag Claire Petit',
      'Dear Claire Petit',
      '{{contact.salutation}}',
    ])
  })
  it('are filled from no record that the caller does not see', async () => {
    const id = api.id('@snippet/bestaetigung')
    expect(await refused(fill('tim', id, { caseId: api.id('@case/mahnsperre') }))).toBe('record-unknown')
    expect(await refused(fill('tim', id, { opportunityId: api.id('@opportunity/digital') }))).toBe('record-unknown')
    expect(await refused(fill('tim', id, { contactId: '999999' }))).toBe('record-unknown')
  })
  it('take a hostile name as text', async () => {
    const [row] = await api.db.query<{ id: string }>(
      `insert into contacts (kind, name) values ('person', '<img src=x onerror=alert(1)> {{nutzer.adresse}}') returning id::text as id`,
    )
    const { id } = await add('nora', 'Name', 'Hallo {{kontakt.name}}')
    const { text, html } = await fill('nora', id, { contactId: row!.id })
    expect(text).toBe('Hallo <img src=x onerror=alert(1)> {{nutzer.adresse}}')
    expect(html).toBe('<p>Hallo &lt;img src=x onerror=alert(1)&gt; {{nutzer.adresse}}</p>')
  })
  it('have no placeholders that do not exist', async () => {
    const refusedText = await add('nora', 'x', 'Hallo {{kontakt.schuhgroesse}}').catch((error: ApiProblem) => error.answer)
    expect(refusedText).toMatchObject({ code: 'snippet-placeholder-unknown', title: expect.stringContaining('„kontakt.schuhgroesse“') })
  })
  it('come the most used first, each for oneself', async () => {
    const names = ['Eins', 'Zwei', 'Drei']
    const ids = await Promise.all(names.map(async (name) => (await add('ruth', `Reihe ${name}`, 'x', { kind: 'all' })).id))
    const order = (login: string) => found(login, { q: 'reihe' })
    const before = await order('nora')
    await fill('nora', ids[2]!, { inserted: true })
    await fill('nora', ids[2]!, { inserted: true })
    await fill('nora', ids[1]!, { inserted: true })
    for (let shown = 0; shown < 4; shown++) await fill('nora', ids[0]!)
    expect(await order('nora')).toEqual(['Reihe Drei', 'Reihe Zwei', 'Reihe Eins'])
    expect(await order('tim')).toEqual(before)
  })
  it('come in pages, each once', async () => {
    const walked: string[] = []
    for (let after: string | undefined; ; ) {
      const { items, next } = await api.call('nora', listSnippets, { query: { limit: 3, ...(after === undefined ? {} : { after }) } })
      walked.push(...items.map(({ id }) => id))
      if (next === null) break
      after = next
    }
    const all = (await api.call('nora', listSnippets, { query: {} })).items.map(({ id }) => id)
    expect(walked).toEqual(all)
    expect(new Set(all).size).toBe(all.length)
  })
  it('are gone when deleted, and come back', async () => {
    const { id } = await add('nora', 'Kurzlebig', 'x')
    const params = { snippetId: id }
    await api.call('nora', deleteSnippet, { params, body: { version: 1 } })
    expect(await found('nora', { q: 'kurzlebig' })).toEqual([])
    expect(await refused(api.call('nora', changeSnippet, { params, body: { version: 2, name: 'x' } }))).toBe('changed-meanwhile')
    await api.call('nora', undeleteSnippet, { params })
    expect(await found('nora', { q: 'kurzlebig' })).toEqual(['Kurzlebig'])
  })
})
