import { lookupRoutes } from '@postakte/shared/api/lookup'
import { mailRoutes } from '@postakte/shared/api/mails'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'

describe.each(databases)('a mail whose Message-ID a gateway rewrote, on $name', ({ open, close }) => {
  let api: TestApi
  let uid = 0n
  const boxes = new Map<string, number>()
  beforeAll(async () => {
    api = await startApi(await open('world'))
    for (const team of ['Kundenservice', 'Vertrieb', 'Personal']) {
      const [row] = await api.db.query<{ id: number }>(
        `insert into mailboxes (name, host, login, secret, team_id) values ($1, 'h', 'l', 's', $2::int) returning id`,
        [team, api.ids.teams.get(team)],
      )
      boxes.set(team, row!.id)
    }
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const mail = (subject: string, id: string, said: Partial<TestMail> = {}) =>
    mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject, messageId: `${id}@x.example`, ...said })
  async function bring(box: string, bytes: Uint8Array): Promise<void> {
    const place = { source: 'imap' as const, mailboxId: boxes.get(box)!, folder: 'INBOX', uidValidity: 1n, uid: ++uid }
    await api.intake.receive([{ ...place, receivedAt: new Date('2026-03-02T08:00:05Z'), bytes }])
    await api.intake.settle()
  }
  const idOf = async (id: string) =>
    (await api.db.query<{ id: string }>(`select id::text as id from mails where message_id = $1`, [`${id}@x.example`]))[0]!.id
  const duplicates = async (login: string, id: string) =>
    (await api.call(login, mailRoutes.getMail, { params: { mailId: await idOf(id) } })).duplicates.map((one) => one.id)
  const lookUp = async (login: string, subject: string, id: string) =>
    (
      await api.call(login, lookupRoutes.lookUpMail, {
        body: {
          messageIds: [`<${id}@x.example>`],
          people: [{ address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'from' }],
          subject,
          sentAt: '2026-03-02T08:00:00Z',
        },
      })
    ).card!

  it('is offered as the same to who has it open under its own id, with where it lies', async () => {
    await bring('Kundenservice', mail('[EXTERN] Frage zum Versand', 'gateway-1'))
    const card = await lookUp('nora', 'Frage zum Versand', 'eigene-1')
    expect(card.mails).toEqual([])
    expect(card.duplicates).toEqual([
      {
        id: await idOf('gateway-1'),
        subject: '[EXTERN] Frage zum Versand',
        sentAt: '2026-03-02T08:00:00.000Z',
        filedUnder: ['Anna Huber'],
      },
    ])
  })
  it('is looked up all the same when its date is none', async () => {
    for (const sentAt of ['0000-01-01T00:00:00Z', '+012345-01-01T00:00:00.000Z', 'gestern']) {
      const answer = await api.send('nora', 'POST', '/api/lookup', { messageIds: ['<x@x.example>'], people: [], subject: 'Frage', sentAt })
      expect([sentAt, answer.status]).toEqual([sentAt, 200])
    }
  })
  it('stays a mail of its own when it is handed over, and each names the other', async () => {
    const answer = await api.send('nora', 'PUT', '/api/mails/source', new Uint8Array(mail('Frage zum Versand', 'eigene-1')), {
      'Content-Type': 'message/rfc822',
    })
    expect(answer.status).toBeLessThan(300)
    expect(await duplicates('nora', 'eigene-1')).toEqual([await idOf('gateway-1')])
    expect(await duplicates('nora', 'gateway-1')).toEqual([await idOf('eigene-1')])
    expect((await lookUp('nora', 'Frage zum Versand', 'eigene-1')).duplicates.map(({ id }) => id)).toEqual([await idOf('gateway-1')])
    expect(await duplicates('tim', 'gateway-1')).toEqual([])
  })
  it('is found behind a gateway that wrote a footer, in whatever order both copies come', async () => {
    const footer = 'Guten Tag,\r\n\r\nbitte rufen Sie zurück.\r\n\r\nGeprüft von Gateway.\r\n'
    await bring('Kundenservice', mail('Rückruf', 'eigene-2'))
    await bring('Vertrieb', mail('Rückruf', 'gateway-2', { text: footer }))
    await bring('Vertrieb', mail('Rückfrage', 'gateway-3', { text: footer }))
    await bring('Kundenservice', mail('Rückfrage', 'eigene-3'))
    for (const n of [2, 3]) {
      expect(await duplicates('nora', `eigene-${n}`)).toEqual([await idOf(`gateway-${n}`)])
      expect(await duplicates('nora', `gateway-${n}`)).toEqual([await idOf(`eigene-${n}`)])
    }
  })
  it('is not what was sent another time, says another thing, or is another sender’s', async () => {
    await bring('Kundenservice', mail('Erinnerung', 'montag'))
    await bring('Kundenservice', mail('Erinnerung', 'dienstag', { date: 'Tue, 3 Mar 2026 09:00:00 +0100' }))
    await bring('Kundenservice', mail('Erinnerung', 'anderer-text', { text: 'Ihre zweite Bestellung ist da.\r\n' }))
    await bring('Kundenservice', mail('Erinnerung', 'andere', { from: 'eva.lang@huber-verlag.example' }))
    await bring('Kundenservice', mail('Rechnung', 'anderer-betreff'))
    for (const id of ['montag', 'dienstag', 'anderer-text', 'andere', 'anderer-betreff'])
      expect([id, await duplicates('nora', id)]).toEqual([id, []])
  })
  it('is told to nobody who does not see the other one', async () => {
    await bring('Personal', mail('Zeugnis', 'gateway-4', { from: 'wer@unbekannt.example' }))
    await bring('Kundenservice', mail('Zeugnis', 'eigene-4', { from: 'wer@unbekannt.example' }))
    expect(await duplicates('nora', 'eigene-4')).toEqual([])
    expect(await duplicates('ruth', 'eigene-4')).toEqual([await idOf('gateway-4')])
  })
})
