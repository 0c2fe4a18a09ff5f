import { filingRoutes } from '@postakte/shared/api/filings'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { mailRoutes } from '@postakte/shared/api/mails'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'

/** As Outlook puts a mail together that it does not give as it came: other text, its files missing, the date by the minute. */
const rebuilt = (mail: TestMail) =>
  mailBytes({
    ...mail,
    date: 'Mon, 2 Mar 2026 09:04:00 +0100',
    headers: ['X-Postakte-Rebuilt: Outlook', 'X-Postakte-Missing-File: Plan.pdf'],
    text: 'Von Outlook neu geschrieben.\r\n',
  })

describe.each(databases)('a mail that a program put together anew, on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  let uid = 0
  const fromServer = async (bytes: Buffer) => {
    const place = { source: 'imap' as const, mailboxId: null, folder: 'INBOX', uidValidity: 1n, uid: BigInt(++uid) }
    await api.intake.receive([{ ...place, receivedAt: new Date('2026-03-02T08:00:01Z'), bytes }])
    await api.intake.settle()
  }
  const handOver = (login: string, bytes: Buffer) => api.call(login, mailRoutes.putMailSource, { body: bytes })
  const question = (name: string, more: Partial<TestMail> = {}): TestMail => ({
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: `Frage ${name}`,
    messageId: `${name}@huber-verlag.example`,
    ...more,
  })
  const mailsWith = (messageId: string) =>
    api.db.query<{ trust: number; preview: string; sightings: number }>(
      `select trust, preview, (select count(*)::int from sightings s where s.mail_id = m.id) as sightings from mails m where message_id = $1`,
      [messageId],
    )
  const lying = async (login: string, { messageId }: TestMail) => {
    const { card } = await api.call(login, lookupRoutes.lookUpMail, { body: { messageIds: [messageId] } })
    return card!.filings.map(({ target, filedBy }) => [target.name, filedBy?.name ?? null])
  }

  it('proves nothing of its sender, whatever verdicts it carries', async () => {
    const mail = question('verdikt')
    await handOver('nora', rebuilt({ ...mail, proven: 'pass' }))
    expect(await mailsWith(mail.messageId)).toMatchObject([{ trust: 1 }])
  })
  it('gives way to the original that the mail server brings; where a person filed it it stays', async () => {
    const mail = question('spaeter')
    const { id } = await handOver('nora', rebuilt(mail))
    const targets = [{ kind: 'case' as const, id: api.id('@case/adressaenderung') }]
    await api.call('nora', filingRoutes.fileMails, { body: { mails: [{ id }], targets } })
    await fromServer(mailBytes({ ...mail, text: 'Das Original.\r\n' }))
    expect(await mailsWith(mail.messageId)).toEqual([{ trust: 2, preview: 'Das Original.', sightings: 2 }])
    expect(await lying('nora', mail)).toContainEqual(['Adressänderung Filiale', 'Nora Stein'])
  })
  it('is one more sighting of the original that is there', async () => {
    const mail = question('zuvor')
    await fromServer(mailBytes(mail))
    await handOver('nora', rebuilt(mail))
    expect(await mailsWith(mail.messageId)).toMatchObject([{ trust: 2, sightings: 2 }])
  })
  it('never stands for a mail with another sender, subject, or of another hour', async () => {
    const mail = question('anders')
    await fromServer(mailBytes(mail))
    await handOver('nora', rebuilt({ ...mail, from: 'Ben Kramer <ben.kramer@huber-verlag.example>' }))
    await handOver('nora', rebuilt({ ...mail, subject: 'Etwas anderes' }))
    await handOver(
      'nora',
      mailBytes({ ...mail, date: 'Mon, 2 Mar 2026 10:00:00 +0100', headers: ['X-Postakte-Rebuilt: Outlook'], text: 'Neu.\r\n' }),
    )
    expect(await mailsWith(mail.messageId)).toHaveLength(4)
  })
  it('is not handed to a colleague who makes one up under the same Message-ID', async () => {
    const mail = question('geraten')
    await handOver('nora', rebuilt(mail))
    await handOver('tim', mailBytes({ ...mail, text: 'Ausgedacht.\r\n' }))
    expect(await mailsWith(mail.messageId)).toHaveLength(2)
  })
})
