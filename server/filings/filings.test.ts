import { filingRoutes } from '@postakte/shared/api/filings'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { mailRoutes } from '@postakte/shared/api/mails'
import type { InputOf } from '@postakte/shared/api/route'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'

type Wanted = InputOf<typeof filingRoutes.fileMails>['body']
type Target = Wanted['targets'][number]

describe.each(databases)('filing by a person on $name', ({ open, close }) => {
  let api: TestApi
  beforeEach(async () => {
    await api?.close()
    api = await startApi(await open('mails'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  const mail = (name: string) => ({ id: api.id(`@mail/${name}`) })
  const at = (kind: Target['kind'], name: string): Target => ({ kind, id: api.id(`@${kind}/${name}`) })
  const file = (login: string, body: Wanted) => api.call(login, filingRoutes.fileMails, { body })
  const remove = (login: string, filings: string[]) => api.call(login, filingRoutes.removeFilings, { body: { filings } })
  const restore = (login: string, filings: string[]) => api.call(login, filingRoutes.restoreFilings, { body: { filings } })
  const places = (filings: readonly { target: { name: string }; filedBy: { name: string } | null }[]) =>
    filings.map(({ target, filedBy }) => [target.name, filedBy?.name ?? null])
  const arrive = async (bytes: Buffer, uid: number) => {
    await api.intake.receive([
      { source: 'imap', mailboxId: null, folder: 'INBOX', uidValidity: 2n, uid: BigInt(uid), receivedAt: new Date(), bytes },
    ])
    await api.intake.settle()
    return (await api.db.query<{ id: string }>(`select max(id)::text as id from mails`))[0]!.id
  }
  const shown = (login: string, name: string) => api.call(login, mailRoutes.getMail, { params: { mailId: api.id(`@mail/${name}`) } })
  const openTodos = async (name: string) =>
    (
      await api.db.query<{ n: number }>(`select count(*)::int as n from todos where mail_id = $1::text::bigint and done_at is null`, [
        mail(name).id,
      ])
    )[0]!.n

  it('files a mail in several places at once, and its to-do is done', async () => {
    expect(await openTodos('urlaub')).toBe(1)
    const { results } = await file('nora', { mails: [mail('urlaub')], targets: [at('contact', 'paul'), at('case', 'abo-umstellung')] })
    expect(results).toMatchObject([{ outcome: 'filed', mailId: mail('urlaub').id }])
    expect(places(results[0]!.filings)).toEqual([
      ['Paul Ott', 'Nora Stein'],
      ['Abo-Umstellung', 'Nora Stein'],
    ])
    expect(results[0]!.filings[0]).toMatchObject({ because: 'Abgelegt von Nora Stein.', rule: 'person', attachments: null })
    expect([(await shown('nora', 'urlaub')).state, await openTodos('urlaub')]).toEqual(['filed', 0])
    expect(await api.db.query(`select done_by from todos where mail_id = $1::text::bigint`, [mail('urlaub').id])).toEqual([
      { done_by: api.ids.users.get('nora') },
    ])
  })
  it('keeps the rule’s reason when a person files where the rule did, and it is the person’s from now on', async () => {
    const { results } = await file('tim', { mails: [mail('frage')], targets: [at('contact', 'anna')] })
    expect(results[0]!.filings.map(({ target, filedBy, because }) => [target.name, filedBy?.name ?? null, because])).toEqual([
      ['Anna Huber', 'Tim Vogel', 'Die Adresse anna@huber-verlag.example gehört Anna Huber.'],
      ['Abo-Umstellung', null, 'Kennung des Vorgangs 4711 im Betreff.'],
    ])
    const again = await file('nora', { mails: [mail('frage')], targets: [at('contact', 'anna')] })
    expect(places(again.results[0]!.filings)[0]).toEqual(['Anna Huber', 'Tim Vogel'])
  })
  it('takes a mail away, where no rule puts it again, and puts it back', async () => {
    const filing = api.id('@filing/frage')
    const taken = await remove('nora', [filing])
    expect(taken).toMatchObject({ results: [{ filingId: filing, outcome: 'done' }], mails: [{ state: 'filed' }] })
    expect(places(taken.mails[0]!.filings)).toEqual([['Abo-Umstellung', null]])
    expect((await shown('nora', 'frage')).filings.map(({ target, removed }) => [target.name, removed?.by?.name ?? null])).toEqual([
      ['Anna Huber', 'Nora Stein'],
      ['Abo-Umstellung', null],
    ])
    const back = await restore('ruth', [filing])
    expect(places(back.mails[0]!.filings)[0]).toEqual(['Anna Huber', 'Ruth Özdemir'])
    expect((await restore('ruth', [filing])).results).toMatchObject([{ outcome: 'done' }])
  })
  it('puts a mail that lies nowhere any more into the queue again, and out of it when it is filed', async () => {
    const { filings } = await shown('nora', 'grundriss')
    const all = filings.map(({ id }) => id)
    expect(await remove('nora', all)).toMatchObject({ mails: [{ state: 'unmatched', filings: [] }] })
    expect(await openTodos('grundriss')).toBe(1)
    expect(await restore('nora', all)).toMatchObject({ mails: [{ state: 'filed' }] })
    expect(await openTodos('grundriss')).toBe(0)
    await file('nora', { mails: [mail('urlaub')], targets: [at('contact', 'paul')] })
    const urlaub = await shown('nora', 'urlaub')
    expect(await remove('nora', [urlaub.filings[0]!.id])).toMatchObject({ mails: [{ state: 'ask' }] })
    expect(await openTodos('urlaub')).toBe(1)
  })
  it('moves a mail with the attachments that were chosen', async () => {
    const { results } = await file('nora', { mails: [mail('grundriss')], targets: [at('case', 'abo-umstellung')], attachments: [0] })
    const there = results[0]!.filings.find(({ target }) => target.kind === 'case')!
    expect(there.attachments).toEqual([0])
    const moved = await api.call('nora', filingRoutes.moveFilings, { body: { filings: [there.id], to: at('case', 'adressaenderung') } })
    expect(
      moved.mails[0]!.filings.filter(({ target }) => target.kind === 'case').map(({ target, attachments }) => [target.name, attachments]),
    ).toEqual([['Adressänderung Filiale', [0]]])
    const problem = await api.send('nora', 'POST', '/api/mails/filings', {
      mails: [mail('grundriss'), mail('frage')],
      targets: [at('case', 'abo-umstellung')],
      attachments: [0],
    })
    expect(problem.status).toBe(400)
  })
  it('files the whole thread, as far as the caller sees it', async () => {
    const { results, others } = await file('tim', {
      mails: [mail('nachfrage')],
      targets: [at('opportunity', 'beilage')],
      wholeThread: true,
    })
    expect([results.length, others.map(({ mailId }) => mailId)]).toEqual([1, [mail('frage').id]])
    for (const { filings } of [...results, ...others]) expect(places(filings)).toContainEqual(['Beilage im vierten Quartal', 'Tim Vogel'])
  })
  it('gives each of many mails its own result', async () => {
    const { results } = await file('nora', {
      mails: [
        mail('urlaub'),
        { id: '999999999' },
        {
          messageId: 'frage@huber-verlag.example',
          from: 'Anna@huber-verlag.example',
          sentAt: '2026-03-02T08:00:00.400Z',
          subject: 'Re: Frage zum Abo [VG=4711-x7k]',
        },
        {
          messageId: 'frage@huber-verlag.example',
          from: 'anna@huber-verlag.example',
          sentAt: '2026-03-02T08:00:01Z',
          subject: 'Frage zum Abo [VG=4711-x7k]',
        },
        { messageId: 'neu@huber-verlag.example', from: 'anna@huber-verlag.example', sentAt: '2026-03-02T08:00:00Z', subject: 'Neu' },
        mail('urlaub'),
      ],
      targets: [at('contact', 'petra')],
    })
    expect(results.map(({ outcome, mailId }) => [outcome, mailId])).toEqual([
      ['filed', mail('urlaub').id],
      ['unknown', null],
      ['filed', mail('frage').id],
      ['source-needed', null],
      ['source-needed', null],
      ['filed', mail('urlaub').id],
    ])
  })
  it('asks for the source where only the head says which mail it is and nobody proved the sender', async () => {
    const unproven = mailBytes({ from: 'ulf@offen.example', subject: 'Hallo', messageId: 'hallo@offen.example', proven: 'none' })
    await arrive(unproven, 90)
    const key = { messageId: 'hallo@offen.example', from: 'ulf@offen.example', sentAt: '2026-03-02T08:00:00Z', subject: 'Hallo' }
    const { results } = await file('nora', { mails: [key], targets: [at('contact', 'paul')] })
    expect(results[0]!.outcome).toBe('source-needed')
  })
  it('refuses all of it when a record is not for the caller, and says no more than that', async () => {
    const secret = at('case', 'mahnsperre')
    for (const body of [
      { mails: [mail('urlaub')], targets: [at('contact', 'paul'), secret] },
      { mails: [mail('urlaub')], targets: [at('contact', 'paul'), { kind: 'case' as const, id: '999999' }] },
    ]) {
      const response = await api.send('tim', 'POST', '/api/mails/filings', body)
      expect([response.status, await response.json()]).toMatchObject([404, { code: 'record-unknown' }])
    }
    expect(await openTodos('urlaub')).toBe(1)
  })
  it('knows no mail and no filing that is not for the caller', async () => {
    const { results } = await file('tim', { mails: [mail('mahnung')], targets: [at('contact', 'paul')] })
    expect(results).toEqual([{ outcome: 'unknown', mailId: null, filings: [] }])
    const filing = api.id('@filing/mahnung')
    for (const change of [remove, restore])
      expect(await change('tim', [filing])).toMatchObject({ results: [{ outcome: 'unknown', mailId: null }], mails: [] })
    expect(await api.call('tim', filingRoutes.moveFilings, { body: { filings: [filing], to: at('contact', 'paul') } })).toMatchObject({
      mails: [],
    })
    expect((await shown('nora', 'mahnung')).filings.every(({ removed }) => removed === null)).toBe(true)
  })
  it('lets the one who took a mail away put it back, though it is out of sight since', async () => {
    await api.db.query(`update mails set audience = $1, audiences = array[$1::int] where id = $2::text::bigint`, [
      api.ids.teams.get('Personal'),
      mail('frage').id,
    ])
    await api.db.query(`update activities set audiences = array[$1::int] where mail_id = $2::text::bigint`, [
      api.ids.teams.get('Personal'),
      mail('frage').id,
    ])
    await file('ruth', { mails: [mail('frage')], targets: [at('case', 'abo-umstellung')] })
    const filing = (await shown('nora', 'frage')).filings.find(({ target }) => target.kind === 'case')!.id
    await remove('nora', [filing])
    expect((await api.send('nora', 'GET', `/api/mails/${mail('frage').id}`)).status).toBe(404)
    expect(await restore('tim', [filing])).toMatchObject({ results: [{ outcome: 'unknown' }] })
    expect(await restore('nora', [filing])).toMatchObject({ results: [{ outcome: 'done' }], mails: [{ state: 'filed' }] })
    expect((await shown('nora', 'frage')).state).toBe('filed')
  })
  it('needs the permission', async () => {
    const response = await api.send('lisa', 'POST', '/api/mails/filings', { mails: [mail('urlaub')], targets: [at('contact', 'paul')] })
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'not-allowed' }])
  })
  it('does it once for one key, also when it is asked twice at the same moment', async () => {
    const body = { mails: [mail('urlaub')], targets: [at('contact', 'paul')] }
    const ask = () => api.send('nora', 'POST', '/api/mails/filings', body, { 'Idempotency-Key': 'eins' })
    const [first, second] = await Promise.all([ask(), ask()])
    expect(await first.json()).toEqual(await second.json())
    expect(await api.db.query(`select count(*)::int as n from journal where action = 'filing.add'`)).toEqual([{ n: 1 }])
  })
  it('lets two agents file the same mail at the same moment: each filing once, and both places stand', async () => {
    const filings = await Promise.all([
      ...['nora', 'tim', 'ruth', 'ada'].map((login) => file(login, { mails: [mail('urlaub')], targets: [at('contact', 'paul')] })),
      file('nora', { mails: [mail('urlaub')], targets: [at('case', 'abo-umstellung'), at('contact', 'petra')] }),
      file('tim', { mails: [mail('urlaub'), mail('frage')], targets: [at('case', 'reklamation')] }),
    ])
    expect(filings.every(({ results }) => results.every(({ outcome }) => outcome === 'filed'))).toBe(true)
    const rows = await api.db.query(
      `select coalesce(contact_id, case_id) as place from filings where mail_id = $1::text::bigint and removed_at is null`,
      [mail('urlaub').id],
    )
    expect(rows.length).toBe(4)
    expect(await openTodos('urlaub')).toBe(0)
  })
  it('learns where a stranger’s mail belongs from what people filed', async () => {
    const from = 'Herr Neu <neu@druckerei.example>'
    const letters = [1, 2, 3, 4].map((at) =>
      mailBytes({ from, subject: `Druck ${at}`, messageId: `druck-${at}@druckerei.example`, text: `Druckbogen ${at}` }),
    )
    for (const [at_, bytes] of letters.slice(0, 3).entries()) {
      const id = await arrive(bytes, at_)
      await file('nora', { mails: [{ id }], targets: [at('contact', 'huber')] })
    }
    const id = await arrive(letters[3]!, 9)
    const { findings } = await api.call('nora', mailRoutes.getMail, { params: { mailId: id } })
    expect(findings).toContain('Mails von neu@druckerei.example wurden hier schon 3-mal von Hand abgelegt.')
  })
  it('tells those who saw or see the mail, and the journal who did what', async () => {
    await file('nora', { mails: [mail('urlaub')], targets: [at('case', 'mahnsperre')] })
    const events = await api.db.query<{ kind: string; audiences: number[] }>(
      `select kind, to_jsonb(audiences) as audiences from events where by_user = $1 order by id`,
      [api.ids.users.get('nora')],
    )
    const nora = -api.ids.users.get('nora')!
    expect(events.filter(({ kind }) => kind === 'mail')).toEqual([{ kind: 'mail', audiences: [0, nora] }])
    expect(events.filter(({ kind }) => kind === 'case')).toEqual([{ kind: 'case', audiences: [nora] }])
    expect(events.some(({ kind }) => kind === 'todo')).toBe(true)
    expect(
      await api.db.query(`select action, kind, record_id as id, facts from journal where user_id = $1 and action like 'filing%'`, [
        api.ids.users.get('nora'),
      ]),
    ).toMatchObject([{ action: 'filing.add', kind: 'mail', id: mail('urlaub').id, facts: { case: api.id('@case/mahnsperre') } }])
    const { card } = await api.call('tim', lookupRoutes.lookUpMail, { body: { messageIds: ['urlaub@t-online.de'] } })
    expect(card?.mails).toEqual([])
  })
  it('names no case that is not for the reader, not even in the reason of another filing', async () => {
    const named = async (login: string, mailId: string) => {
      const { filings, findings, suggestions } = await api.call(login, mailRoutes.getMail, { params: { mailId } })
      return {
        reasons: filings.map(({ target, because }) => [target.name, because]),
        all: JSON.stringify({ filings, findings, suggestions }),
      }
    }
    await file('nora', { mails: [mail('mahnung')], targets: [at('case', 'reklamation')] })
    // Its own subject has the tag, and that is the mail's.
    const letter = await named('tim', mail('mahnung').id)
    expect(letter.all).not.toMatch(/4720|Mahnsperre/)
    expect(letter.reasons).toContainEqual(['Dora Weiß', 'Die Adresse dora.weiss@werk8.example gehört Dora Weiß.'])
    const note = await arrive(
      mailBytes({
        from: 'Tim Vogel <t.vogel@sonnberg.example>',
        to: 'service@sonnberg.example',
        subject: 'Bitte ablegen [VG=4720-p5d]',
        messageId: 'notiz-4720@sonnberg.example',
      }),
      7,
    )
    expect((await named('nora', note)).reasons).toEqual([
      ['Dora Weiß', 'Dora Weiß ist der Kontakt des Vorgangs 4720.'],
      ['Mahnsperre', 'Kennung des Vorgangs 4720 im Betreff.'],
    ])
    await file('nora', { mails: [{ id: note }], targets: [at('case', 'reklamation')] })
    const seen = await named('tim', note)
    expect(seen.all).not.toMatch(/4720|Mahnsperre/)
    expect(seen.reasons).toEqual([
      ['Dora Weiß', 'Von einer Regel abgelegt.'],
      ['Anzeigenreklamation', 'Abgelegt von Nora Stein.'],
    ])
  })
})
