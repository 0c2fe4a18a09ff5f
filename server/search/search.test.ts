import { activityRoutes } from '@postakte/shared/api/activities'
import { caseMergeRoutes } from '@postakte/shared/api/case-merges'
import { filingRoutes } from '@postakte/shared/api/filings'
import { type FoundText, type HitKind, searchRoutes } from '@postakte/shared/api/search'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { arriveIndexed, indexAll } from '../testing/indexed'

const anna = 'Anna Huber <anna@huber-verlag.example>'
const shown = (pieces: FoundText) => pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join('')

describe.each(databases)('full-text search on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('everything'))
    await arriveIndexed(
      api,
      {
        from: anna,
        subject: 'Bestätigung der Kündigung',
        messageId: 's1@huber-verlag.example',
        text: 'Guten Tag,\r\n\r\nwir haben die Verträge für Köln gekündigt, die Straße ist gesperrt. Der Vorgang hat die Nummer RE-2026/0815.\r\n\r\nAnna Huber\r\n',
      },
      {
        from: anna,
        subject: 'Gesendete Unterlagen',
        messageId: 's2@huber-verlag.example',
        type: 'multipart/mixed; boundary=grenze',
        text: [
          '--grenze',
          'Content-Type: text/plain; charset=utf-8',
          '',
          'Anbei die Unterlagen. The invoices were paid twice.',
          '--grenze',
          'Content-Type: application/pdf; name="Lieferschein_Mueller.pdf"',
          'Content-Disposition: attachment; filename="Lieferschein_Mueller.pdf"',
          'Content-Transfer-Encoding: base64',
          '',
          Buffer.from('%PDF-1.4').toString('base64'),
          '--grenze--',
          '',
        ].join('\r\n'),
      },
      {
        from: 'Paul Ott <familie.ott@t-online.de>',
        subject: 'Noch eine Frage',
        messageId: 's3@t-online.de',
        text: 'Meine Frage zur <b>Kündigung</b> <script>alert(1)</script> und zu rotem Wein und altem Käse.\r\n\r\nAm 2. März 2026 schrieb Sonnberg:\r\n> Zitiertes aus Timbuktu\r\n',
      },
    )
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const ask = (words: string, login = 'nora', more: Record<string, string> = {}) =>
    api.call(login, searchRoutes.search, { query: { words, ...more } })
  const titles = async (words: string, login = 'nora', kinds = 'mail') =>
    (await ask(words, login, { kinds })).items.map(({ title }) => shown(title).replace(/[[\]]/g, ''))
  const code = async (words: string) => {
    const response = await api.send('nora', 'GET', `/api/search?${new URLSearchParams({ words })}`)
    return [
      response.status,
      response.ok ? ((await response.json()) as { items: unknown[] }).items.length : ((await response.json()) as { code: string }).code,
    ]
  }

  it.each([
    ['Bestätigung', 'the word'],
    ['bestaetigung', 'two letters for the umlaut'],
    ['BESTATIGUNG', 'no dots at all'],
    ['Bestätigu', 'its beginning, while typing'],
    ['bestaetigu', 'its beginning with two letters'],
    ['Vertrag', 'the singular'],
    ['verträgen köln', 'another case, and a town'],
    ['koeln', 'a town with two letters'],
    ['Strasse', 'ss'],
    ['straße', 'ß'],
    ['0815', 'a part of a number'],
    ['RE-2026/0815', 'a whole number'],
    ['anna@huber-verlag.example gekündigt', 'its sender'],
    ['huber gesperrt', 'a part of the sender’s address'],
    ['die Verträge für', 'words of which some are too small'],
    ['"die Verträge für Köln"', 'a phrase'],
    ['„die Vertraege fuer Koeln“ gesperrt', 'a phrase spelled otherwise'],
    ['"verträge für', 'a phrase whose end is still to come'],
  ])('finds a mail by %s: %s', async (words) => {
    expect(await titles(words)).toContain('Bestätigung der Kündigung')
  })
  it.each([
    ['lieferschein', 'the name of an attachment'],
    ['müller', 'an umlaut where the name has two letters'],
    ['mueller.pdf', 'the end of a file’s name'],
    ['invoice', 'the singular of an English word'],
    ['service sonnberg unterlagen', 'its recipient'],
  ])('finds another by %s: %s', async (words) => {
    expect(await titles(words)).toContain('Gesendete Unterlagen')
  })
  it.each(['Timbuktu', '"Verträge Köln"', '"Köln für"', 'bestätigung timbuktu', 'ertrag', 'alert(1) köln'])(
    'does not find %s',
    async (words) => {
      expect(await titles(words)).toEqual([])
    },
  )

  it('shows where the words stand, in pieces and never as HTML', async () => {
    const [hit] = (await ask('kündigung wein', 'nora', { kinds: 'mail' })).items
    expect([shown(hit!.title), shown(hit!.excerpt)]).toEqual([
      'Noch eine Frage',
      'Meine Frage zur <b>[Kündigung]</b> <script>alert(1)</script> und zu rotem [Wein] und altem Käse.',
    ])
    const [attached] = (await ask('lieferschein')).items
    expect(shown(attached!.excerpt)).toContain('[Lieferschein]_Mueller.pdf')
    const [form] = (await ask('vertrag koeln')).items
    expect(shown(form!.excerpt)).toContain('die [Verträge] für [Köln] gekündigt')
  })
  it('gives those with the words in the subject first', async () => {
    expect(await titles('kündigung')).toEqual(['Bestätigung der Kündigung', 'Kündigung', 'Noch eine Frage'])
  })
  it('finds calls and notes, cases and contacts as well, and only the kinds that were asked for', async () => {
    const logged = await api.call('nora', activityRoutes.logActivity, {
      body: {
        kind: 'call',
        direction: 'in',
        title: 'Rückruf',
        text: 'Er möchte Pergament statt Büttenpapier.',
        under: [{ kind: 'contact', id: api.id('@contact/paul') }],
      },
    })
    const [hit] = (await ask('buettenpap')).items
    expect(hit).toMatchObject({ kind: 'activity', activity: { id: logged.id, kind: 'call', user: { name: 'Nora Stein' } } })
    expect(shown(hit!.excerpt)).toBe('Er möchte Pergament statt [Büttenpapier].')
    const kinds = async (words: string, only?: string) =>
      [...new Set((await ask(words, 'nora', only ? { kinds: only } : {})).items.map(({ kind }) => kind))].sort()
    expect(await kinds('huber')).toEqual(['activity', 'contact', 'mail'] satisfies HitKind[])
    expect(await kinds('huber', 'contact,mail')).toEqual(['contact', 'mail'] satisfies HitKind[])
    expect(await kinds('abo umstellung')).toContain('case')
    expect(await kinds('4711')).toEqual(['case', 'mail'])
    expect(await kinds('4711', 'case')).toEqual(['case'])
  })

  it('comes in pages, each hit once, as one list would have it', async () => {
    await arriveIndexed(
      api,
      ...Array.from({ length: 9 }, (_, at) => ({
        from: anna,
        subject: at % 3 === 0 ? `Zylinder ${at}` : `Hut ${at}`,
        messageId: `seite${at}@huber-verlag.example`,
        text: `Ein Zylinder, Nummer ${at}.\r\n`,
        at: new Date(Date.UTC(2026, 2, 4, 8, Math.floor(at / 2))),
      })),
    )
    const whole = (await ask('zylinder')).items.map(({ title }) => shown(title))
    const pages: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page = await ask('zylinder', 'nora', { limit: '2', ...(next ? { after: next } : {}) })
      pages.push(...page.items.map(({ title }) => shown(title)))
      next = page.next
    }
    expect(whole).toHaveLength(9)
    expect(whole.slice(0, 3)).toEqual(['[Zylinder] 6', '[Zylinder] 3', '[Zylinder] 0'])
    expect(pages).toEqual(whole)
  })

  it('finds nothing for whoever may not see it: no mail, no case, no excerpt', async () => {
    await arriveIndexed(api, {
      from: 'Dora Weiß <dora.weiss@werk8.example>',
      subject: 'Stundung [VG=4720-p5d]',
      messageId: 'stundung@werk8.example',
      text: 'Wir bitten um Stundung wegen Quarzstaub.\r\n',
    })
    const found = async (login: string, words: string) => (await ask(words, login)).items.length
    const private_ = api.id('@case/mahnsperre')
    const [lies] = await api.db.query<{ private: boolean }>(
      `select c.private from filings f join mails m on m.id = f.mail_id join cases c on c.id = f.case_id where m.message_id = 'stundung@werk8.example' and f.case_id = $1::text::bigint`,
      [private_],
    )
    expect(lies).toEqual({ private: true })
    expect([
      await found('nora', 'quarzstaub'),
      await found('tim', 'quarzstaub'),
      await found('ruth', 'quarzstaub'),
      await found('ada', 'quarzstaub'),
    ]).toEqual([1, 0, 0, 0])
    expect(JSON.stringify(await ask('quarzstaub', 'tim'))).toBe('{"items":[],"next":null}')
    expect(await titles('4720', 'tim', 'mail,case')).toEqual([])
  })
  it('follows a mail that is moved to another case, and back', async () => {
    const [filing] = await api.db.query<{ id: string }>(
      `select f.id::text as id from filings f join mails m on m.id = f.mail_id where m.message_id = 'stundung@werk8.example' and f.case_id is not null`,
    )
    const move = async (name: string, filingId: string) => {
      const { mails } = await api.call('nora', filingRoutes.moveFilings, {
        body: { filings: [filingId], to: { kind: 'case', id: api.id(`@case/${name}`) } },
      })
      return mails[0]!.filings.find(({ target }) => target.kind === 'case')!.id
    }
    const found = async (login: string) => (await ask('quarzstaub', login)).items.length
    const moved = await move('abo-umstellung', filing!.id)
    expect([await found('nora'), await found('ruth')]).toEqual([1, 1])
    await move('mahnsperre', moved)
    expect([await found('nora'), await found('ruth')]).toEqual([1, 0])
  })
  it('finds a mail of a case that was merged into another, once', async () => {
    await arriveIndexed(api, {
      from: anna,
      subject: 'Beschwerde [VG=4712-m3q]',
      messageId: 'beschwerde@huber-verlag.example',
      text: 'Die Lieferung war voller Sägemehl.\r\n',
    })
    expect((await ask('saegemehl', 'tim')).items).toHaveLength(1)
    const [{ version }] = (await api.db.query<{ version: number }>('select version from cases where id = $1::text::bigint', [
      api.id('@case/adressaenderung'),
    ])) as [{ version: number }]
    await api.call('ruth', caseMergeRoutes.mergeCase, {
      params: { caseId: api.id('@case/adressaenderung') },
      body: { version, intoId: api.id('@case/abo-umstellung') },
    })
    expect([(await ask('saegemehl', 'tim')).items.length, (await ask('saegemehl', 'nora')).items.length]).toEqual([1, 1])
  })
  it('finds nothing of what a token may not read', async () => {
    const rows = await api.db.as({ id: api.ids.users.get('nora')!, scopes: ['cases.read'] }, (tx) =>
      tx.query(
        `select * from search_records(words_query('[{"spellings":["zylinder"],"beginning":true}]'), '{mail,activity,case,contact}', false, 'infinity', 'z', 1, 10)`,
      ),
    )
    expect(rows).toEqual([])
  })

  it('finds no text of an erased person: neither mail nor note', async () => {
    await arriveIndexed(api, {
      from: anna,
      subject: 'Diagnose',
      messageId: 'diagnose@huber-verlag.example',
      text: 'Meine Zwölffingerdarmgeschichte.\r\n',
    })
    await api.call('nora', activityRoutes.logActivity, {
      body: {
        kind: 'note',
        title: 'Notiz',
        text: 'Zwölffingerdarmgeschichte am Telefon',
        under: [{ kind: 'contact', id: api.id('@contact/anna') }],
      },
    })
    expect((await ask('zwoelffingerdarm')).items.map(({ kind }) => kind).sort()).toEqual(['activity', 'mail'])
    await api.db.transaction(async (tx) => {
      const which = `(select id from mails where message_id = 'diagnose@huber-verlag.example')`
      await tx.query(`delete from filings where mail_id in ${which}`)
      await tx.query(`delete from activities where mail_id in ${which}`)
      await tx.query(`delete from todos where mail_id in ${which}`)
      await tx.query(`delete from sightings where mail_id in ${which}`)
      await tx.query(`delete from mails where message_id = 'diagnose@huber-verlag.example'`)
      await tx.query(`update activities set title = '', text = '' where text like 'Zwölffinger%'`)
    })
    await indexAll(api)
    expect((await ask('zwoelffingerdarm')).items).toEqual([])
    expect(await api.db.query(`select mail_id from mail_words where words like '%ffingerdarm%'`)).toEqual([])
  })

  it.each(['', '   ', '%', '*', '"', '& | !', '():*', '\0', "';--", '\\', '…', 'und', 'und oder', 'the ', '🙂'])(
    'answers %j with a sentence or a list',
    async (words) => {
      const [status, what] = await code(words)
      expect(['400 search-no-word', '200']).toContain(status === 200 ? '200' : `${status} ${what}`)
    },
  )
  it('says what is missing where only small words were typed', async () => {
    expect(await code('und der ')).toEqual([400, 'search-no-word'])
    expect(await code('%_*')).toEqual([400, 'search-no-word'])
    expect(await code('x'.repeat(10_000))).toEqual([400, 'request-wrong'])
    expect(await code('x'.repeat(300))).toEqual([200, 0])
    expect(await code(`${'wort '.repeat(59)}`)).toEqual([200, 0])
    expect(await code('köln & !straße | (vertrag:*)')).toEqual([200, 1])
    // A letter alone is passed over.
    expect(await code("o'köln\0straße")).toEqual([200, 1])
    expect((await api.send('nora', 'GET', '/api/search?words=a&after=xyz')).status).toBe(400)
    expect((await api.send('nora', 'GET', '/api/search?words=a&kinds=token')).status).toBe(400)
    expect((await api.send(null, 'GET', '/api/search?words=a')).status).toBe(401)
  })
})
