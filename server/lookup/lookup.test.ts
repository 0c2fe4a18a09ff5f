import { lookupRoutes } from '@postakte/shared/api/lookup'
import type { InputOf, ResultOf } from '@postakte/shared/api/route'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'

type Open = InputOf<typeof lookupRoutes.lookUpMail>['body']
type Card = NonNullable<ResultOf<typeof lookupRoutes.lookUpMail>['card']>

const question: TestMail = {
  from: 'Anna Huber <anna@huber-verlag.example>',
  subject: 'Frage zum Abo [VG=4711-x7k]',
  messageId: 'frage-1@huber-verlag.example',
}
const reminder: TestMail = {
  from: 'Dora Weiß <dora.weiss@werk8.example>',
  subject: 'Mahnung? [VG=4720-p5d]',
  messageId: 'mahnung-1@werk8.example',
}
const ofFamily: TestMail = { from: 'Familie Ott <familie.ott@t-online.de>', subject: 'Urlaub', messageId: 'urlaub@t-online.de' }

describe.each(databases)('the panel’s one request on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
    for (const mail of [question, reminder, ofFamily])
      await api.intake.receive([
        {
          source: 'imap',
          mailboxId: null,
          folder: 'INBOX',
          uidValidity: 1n,
          uid: BigInt(mail.messageId.length),
          receivedAt: new Date('2026-03-02T08:00:01Z'),
          bytes: mailBytes(mail),
        },
      ])
    await api.intake.settle()
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  const ask = (login: string, body: Open) => api.call(login, lookupRoutes.lookUpMail, { body })
  const card = async (login: string, body: Open): Promise<Card> => (await ask(login, body)).card!
  const from = (address: string, name = '') => ({ address, name, role: 'from' as const })
  const annas: Open = {
    messageIds: ['<frage-1@huber-verlag.example>'],
    people: [from('Anna@Huber-Verlag.example')],
    subject: question.subject,
  }

  it('names the contact with company and what is open, and where the mail lies and why', async () => {
    const shown = await card('nora', annas)
    expect(shown.contact).toMatchObject({ name: 'Anna Huber', number: '10024', company: { name: 'Huber Verlag GmbH' }, active: true })
    expect(shown.cases.map(({ title }) => title).sort()).toEqual(['Abo-Umstellung', 'Adressänderung Filiale'])
    expect(shown.mails).toMatchObject([{ subject: question.subject, state: 'filed', trust: 2, direction: 'in' }])
    expect(shown.filings.map(({ target, because, filedBy }) => [target.name, because, filedBy])).toEqual([
      ['Anna Huber', 'Die Adresse anna@huber-verlag.example gehört Anna Huber.', null],
      ['Abo-Umstellung', 'Kennung des Vorgangs 4711 im Betreff.', null],
    ])
    expect(shown.activities).toMatchObject([{ kind: 'mail', title: question.subject, at: '2026-03-02T08:00:00.000Z', direction: 'in' }])
    expect(shown.todos).toEqual([])
    expect(shown.others).toEqual([])
  })
  it('says why in the caller’s language', async () => {
    const body = { ...annas, messageIds: annas.messageIds! }
    const response = await api.send('nora', 'POST', '/api/lookup', body, { 'Accept-Language': 'en' })
    const { card: shown } = lookupRoutes.lookUpMail.answer.parse(await response.json())
    expect(shown!.filings[0]!.because).toBe('The address anna@huber-verlag.example belongs to Anna Huber.')
  })
  it('spares the card when nothing has changed, and gives it when something has', async () => {
    const first = await ask('nora', annas)
    const again = await ask('nora', { ...annas, known: first.validator })
    expect(again).toEqual({ validator: first.validator, card: null })
    await api.db.query(`update cases set status = 'waiting' where number = '4711'`)
    const changed = await ask('nora', { ...annas, known: first.validator })
    expect(changed.card?.cases.find(({ number }) => number === '4711')?.status).toBe('waiting')
    await api.db.query(`update cases set status = 'open' where number = '4711'`)
    expect((await ask('nora', { ...annas, known: changed.validator })).validator).toBe(first.validator)
  })
  it('shows an open to-do, and whose address it may be, best match first', async () => {
    const shown = await card('nora', { messageIds: ['urlaub@t-online.de'], people: [from('familie.ott@t-online.de', 'Petra Ott')] })
    expect([shown.contact, shown.candidates.map(({ name }) => name)]).toEqual([null, ['Petra Ott', 'Paul Ott']])
    expect(shown.todos).toMatchObject([{ kind: 'ask', assignee: null }])
    expect(shown.mails).toMatchObject([{ state: 'ask' }])
  })
  it('shows the card of the candidate whom the user chose', async () => {
    const shown = await card('nora', { people: [from('familie.ott@t-online.de')], contactId: api.id('@contact/paul') })
    expect([shown.contact?.name, shown.candidates]).toEqual(['Paul Ott', []])
  })
  it('takes a role address as the company’s, and the address with a plus as that without', async () => {
    expect((await card('tim', { people: [from('info@huber-verlag.example')] })).contact?.name).toBe('Huber Verlag GmbH')
    expect((await card('tim', { people: [from('anna+abo@huber-verlag.example')] })).contact?.name).toBe('Anna Huber')
    expect((await card('tim', { people: [from('ida@MÖWE-bücher.example')] })).contact?.name).toBe('Ida Möwe')
  })
  it('names the phones in the order that the contact has them', async () => {
    await api.db.query(
      `insert into contact_phones (contact_id, phone, position) select $1::text::bigint, phone, at from (values ('+49 30 900', 0), ('+49 171 100', 1), ('+49 151 500', 2)) p(phone, at)`,
      [api.id('@contact/paul')],
    )
    const shown = await card('nora', { people: [from('familie.ott@t-online.de')], contactId: api.id('@contact/paul') })
    expect(shown.contact?.phones).toEqual(['+49 30 900', '+49 171 100', '+49 151 500'])
  })
  it('shows the newest of several hundred activities, those of colleagues’ closed records aside', async () => {
    const made = await api.db.query<{ id: string }>(
      `with made as (insert into activities (kind, occurred_at, title, user_id, audiences) select 'note', '2026-01-01'::timestamptz + g * interval '1 minute', 'Notiz ' || g, (select id from users where login = 'tim'), case when g % 2 = 0 then array[-(select id from users where login = 'tim')] else '{0}' end
         from generate_series(1, 300) g returning id, title)
       insert into filings (activity_id, occurred_at, contact_id, rule, because) select id, now(), $1::text::bigint, 'by-hand', '{}' from made returning activity_id::text as id`,
      [api.id('@contact/paul')],
    )
    expect(made.length).toBe(300)
    const titles = async (login: string) =>
      (await card(login, { people: [from('familie.ott@t-online.de')], contactId: api.id('@contact/paul') })).activities.map(
        ({ title }) => title,
      )
    expect(await titles('nora')).toEqual(['Notiz 299', 'Notiz 297', 'Notiz 295', 'Notiz 293', 'Notiz 291'])
    expect(await titles('tim')).toEqual(['Notiz 300', 'Notiz 299', 'Notiz 298', 'Notiz 297', 'Notiz 296'])
  })
  it('shows who is no longer active as such, where nobody else has the address', async () => {
    expect((await card('tim', { people: [from('gerd.alt44@web.de')] })).contact).toMatchObject({ name: 'Gerd Alt', active: false })
  })
  it('is about the recipients of what one of us writes, also from a mailbox of another domain', async () => {
    const people = [from('n.stein@sonnberg.example'), { address: 'anna@huber-verlag.example', role: 'to' as const }]
    expect((await card('nora', { people })).contact?.name).toBe('Anna Huber')
    const elsewhere = [from('sonnberg@t-online.de'), { address: 'anna@huber-verlag.example', role: 'to' as const }]
    expect((await card('nora', { people: elsewhere, mailbox: 'sonnberg@t-online.de' })).contact?.name).toBe('Anna Huber')
  })
  it('takes nobody who is merely in copy for the writer', async () => {
    const people = [from('fremd@anderswo.example'), { address: 'anna@huber-verlag.example', role: 'cc' as const }]
    const shown = await card('nora', { people })
    expect([shown.contact, shown.candidates, shown.cases, shown.activities]).toEqual([null, [], [], []])
    expect(shown.people).toMatchObject([{ role: 'cc', contact: { name: 'Anna Huber' } }])
  })
  it('suggests by tag, by the mail that is answered, and by the domain of a company', async () => {
    const suggested = async (body: Open) => (await card('nora', body)).suggestions.map(({ by, name }) => [by, name])
    expect(await suggested({ subject: 'AW: Abo [KD=10023] [VG=4712-m3q]' })).toEqual([
      ['tag', 'Huber Verlag GmbH'],
      ['tag', 'Adressänderung Filiale'],
    ])
    expect(await suggested({ subject: 'Ohne gültige Kennung [VG=4712-aaa] [VG=4712]' })).toEqual([])
    expect(await suggested({ messageIds: ['antwort@x.example'], thread: ['<frage-1@huber-verlag.example>'] })).toEqual([
      ['thread', 'Abo-Umstellung'],
      ['thread', 'Anna Huber'],
    ])
    expect(await suggested({ people: [from('neu@huber-verlag.example')] })).toEqual([['domain', 'Huber Verlag GmbH']])
    expect(await suggested({ people: [from('neu@t-online.de')] })).toEqual([])
  })
  it('says nothing of a colleague’s private case: neither the case, nor the mail in it, nor that there is one', async () => {
    const body: Open = { messageIds: ['mahnung-1@werk8.example'], people: [from('dora.weiss@werk8.example')], subject: reminder.subject }
    const nora = await card('nora', body)
    expect([nora.cases.map(({ title }) => title), nora.mails.length, nora.filings.length]).toEqual([['Mahnsperre'], 1, 2])
    for (const login of ['tim', 'ada', 'ruth', 'dirk', 'lisa']) {
      const shown = await card(login, body)
      expect([login, shown.cases, shown.mails, shown.filings, shown.activities, shown.suggestions]).toEqual([login, [], [], [], [], []])
      expect(shown.contact?.name).toBe('Dora Weiß')
    }
  })
  it('puts the mail of the same sender before another that uses its Message-ID', async () => {
    const forged = mailBytes({ ...question, from: 'boese@evil.example', subject: 'Etwas ganz anderes', proven: 'pass' })
    await api.intake.receive([
      { source: 'imap', mailboxId: null, folder: 'INBOX', uidValidity: 1n, uid: 900n, receivedAt: new Date(), bytes: forged },
    ])
    await api.intake.settle()
    const senders = async (address: string) =>
      (await card('nora', { ...annas, people: [from(address)] })).mails.map(({ fromAddress }) => fromAddress)
    expect(await senders('anna@huber-verlag.example')).toEqual(['anna@huber-verlag.example', 'boese@evil.example'])
    expect(await senders('boese@evil.example')).toEqual(['boese@evil.example', 'anna@huber-verlag.example'])
  })
  it('answers whatever stands on a mail', async () => {
    const odd: Open = {
      messageIds: ['', '<>', `<${'x'.repeat(900)}@y>`],
      thread: ['\u0001', '<a b c>'],
      people: [
        from(''),
        from('"quoted @"@x'),
        from('undisclosed-recipients:;'),
        from("o'neil%_@x.example", "Robert'); drop table mails;--"),
      ],
      subject: '[KD=] [VG=99999999999999999999] \u202e [KD=10023]',
    }
    expect(await card('nora', odd)).toMatchObject({ contact: null, candidates: [], mails: [], suggestions: [] })
    expect(await card('nora', {})).toMatchObject({ contact: null, cases: [] })
    expect((await card('nora', { contactId: '999999999999999999' })).contact).toBeNull()
  })
  it('tells whose addresses these are', async () => {
    const { items } = await api.call('lisa', lookupRoutes.lookUpAddresses, {
      body: { addresses: ['ANNA@huber-verlag.example', 'familie.ott@t-online.de', 'niemand@nirgends.example', 'kaputt'] },
    })
    expect(items.map(({ address, contact }) => [address, contact.name])).toEqual([
      ['anna@huber-verlag.example', 'Anna Huber'],
      ['familie.ott@t-online.de', 'Paul Ott'],
      ['familie.ott@t-online.de', 'Petra Ott'],
    ])
  })
})
