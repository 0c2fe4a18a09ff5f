import { mailRoutes } from '@postakte/shared/api/mails'
import type { InputOf } from '@postakte/shared/api/route'
import { sendingRoutes } from '@postakte/shared/api/sending'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'

type Draft = InputOf<typeof sendingRoutes.announceDraft>['body']

const toAnna = [{ address: 'anna@huber-verlag.example', role: 'to' as const }]
const toClaire = [{ address: 'claire@librairie-petit.example', role: 'to' as const }]
const answersAnna: Draft = { thread: ['<frage@huber-verlag.example>'], people: toAnna }

describe.each(databases)('a mail that was announced on sending, on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('mails'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  let count = 0
  const newToken = () => `token-${String(++count).padStart(20, '0')}`
  const announce = (login: string, token: string, body: Draft) => api.call(login, sendingRoutes.announceDraft, { params: { token }, body })
  const chosen = (name: string): Draft => ({ chosen: api.id(`@case/${name}`), people: toAnna })
  /** Nora's mail as our mail server brings it to crm@; a fresh subject, so that nothing else says where it belongs. */
  const sent = (token: string, more: Partial<TestMail> = {}): Buffer =>
    mailBytes({
      from: 'Nora Stein <n.stein@sonnberg.example>',
      to: 'anna@huber-verlag.example',
      subject: `Ihr Anliegen ${token}`,
      messageId: `${token}@sonnberg.example`,
      proven: 'submitted',
      ...more,
      headers: [`X-Postakte-Sending: ${token}`, ...(more.headers ?? [])],
    })
  const arrive = async (...mails: readonly Buffer[]) => {
    await api.intake.receive(
      mails.map((bytes) => ({
        source: 'imap' as const,
        mailboxId: null,
        folder: 'INBOX',
        uidValidity: 7n,
        uid: BigInt(++count),
        receivedAt: new Date(),
        bytes,
      })),
    )
    await api.intake.settle()
  }
  /** Where the mails of that token lie: number, by whom. */
  const lying = (token: string) =>
    api.db.query<{ number: string; by: string | null; state: string }>(
      `select c.number, u.login as by, m.state from mails m join filings f on f.mail_id = m.id and f.removed_at is null join cases c on c.id = f.case_id left join users u on u.id = f.filed_by
       where m.message_id like $1 order by m.id, f.id`,
      [`%${token}@%`],
    )
  const atCase = (number: string) => [{ number, by: 'nora', state: 'filed' }]

  it('is filed at its case when it arrives, by who sent it, whatever its subject says', async () => {
    const token = newToken()
    expect(await announce('nora', token, chosen('adressaenderung'))).toMatchObject({
      announced: true,
      case: { number: '4712', by: 'chosen' },
      bcc: 'crm@sonnberg.example',
    })
    await arrive(sent(token))
    expect(await lying(token)).toEqual(atCase('4712'))
  })
  it('is filed when the announcement comes after it', async () => {
    const token = newToken()
    await arrive(sent(token))
    expect(await lying(token)).toEqual([])
    await announce('nora', token, chosen('adressaenderung'))
    expect(await lying(token)).toEqual(atCase('4712'))
  })
  it('is filed once, however often it is announced and by however many ways it arrives', async () => {
    const token = newToken()
    await announce('nora', token, chosen('adressaenderung'))
    const other = sent(token, { headers: ['X-Footer: gateway'] })
    await arrive(sent(token), other)
    await announce('nora', token, chosen('adressaenderung'))
    await announce('nora', token, chosen('abo-umstellung'))
    await arrive(other)
    expect(await lying(token)).toEqual(atCase('4712'))
  })
  it('belongs to the case that was said last before it was sent', async () => {
    const token = newToken()
    await announce('nora', token, chosen('adressaenderung'))
    await announce('nora', token, answersAnna)
    await arrive(sent(token))
    expect(await lying(token)).toEqual(atCase('4711'))
  })
  it('that a rule files there, too, lies there once, and by the person', async () => {
    const token = newToken()
    await announce('nora', token, answersAnna)
    await arrive(sent(token, { subject: 'AW: Frage [VG=4711-x7k]', headers: ['In-Reply-To: <frage@huber-verlag.example>'] }))
    expect(await lying(token)).toEqual(atCase('4711'))
  })
  it('is no to-do, although the rules would have asked', async () => {
    const token = newToken()
    await announce('nora', token, {
      ...chosen('abo-umstellung'),
      passed: ['stranger familie.ott@t-online.de'],
      people: [{ address: 'familie.ott@t-online.de', role: 'to' }],
    })
    await arrive(sent(token, { to: 'familie.ott@t-online.de' }))
    expect(await lying(token)).toEqual(atCase('4711'))
    expect(
      await api.db.query(`select 1 from todos t join mails m on m.id = t.mail_id where m.message_id like $1 and t.done_at is null`, [
        `${token}%`,
      ]),
    ).toEqual([])
  })
  it('is not believed when it comes from outside, or forged in our name', async () => {
    const token = newToken()
    await announce('nora', token, chosen('adressaenderung'))
    await arrive(
      sent(token, {
        from: 'Anna Huber <anna@huber-verlag.example>',
        to: 'service@sonnberg.example',
        proven: 'pass',
        messageId: `a-${token}@huber-verlag.example`,
      }),
      sent(token, { proven: 'fail', messageId: `b-${token}@sonnberg.example` }),
    )
    expect(await lying(token)).toEqual([])
    await arrive(sent(token))
    expect(await lying(token)).toEqual(atCase('4712'))
  })
  it('is not taken for another’s when a colleague hands it over', async () => {
    const token = newToken()
    await announce('nora', token, chosen('adressaenderung'))
    await api.call('tim', mailRoutes.putMailSource, { body: sent(token, { messageId: `c-${token}@sonnberg.example` }) })
    expect(await lying(token)).toEqual([])
    await api.call('nora', mailRoutes.putMailSource, { body: sent(token) })
    expect(await lying(token)).toEqual(atCase('4712'))
  })
  it('cannot be announced by another after it was, nor for a case that is not for him', async () => {
    const token = newToken()
    await announce('nora', token, chosen('adressaenderung'))
    await announce('tim', token, chosen('reklamation'))
    await arrive(sent(token))
    expect(await lying(token)).toEqual(atCase('4712'))
    const secret = newToken()
    expect(await announce('tim', secret, chosen('mahnsperre'))).toMatchObject({ announced: false, case: null, bcc: null })
    await expect(
      api.db.as({ id: api.ids.users.get('tim')!, scopes: null }, (tx) =>
        tx.query('select * from announce_sending($1, $2::text::bigint)', [secret, api.id('@case/mahnsperre')]),
      ),
    ).resolves.toEqual([])
    await arrive(sent(secret))
    expect(await lying(secret)).toEqual([])
  })
  it('stays away from a case that a person took it away from', async () => {
    const token = newToken()
    await arrive(sent(token, { subject: 'AW: Frage [VG=4711-x7k]' }))
    await api.db.query(
      `update filings set removed_at = now(), removed_by = $2::int where case_id is not null and mail_id = (select id from mails where message_id = $1)`,
      [`${token}@sonnberg.example`, api.ids.users.get('ruth')],
    )
    await announce('nora', token, answersAnna)
    expect(await lying(token)).toEqual([])
  })
  it('is not announced while something is found that nobody let through', async () => {
    const token = newToken()
    const body: Draft = { ...answersAnna, people: [...toAnna, ...toClaire] }
    expect(await announce('nora', token, body)).toMatchObject({ announced: false, bcc: null, findings: [{ kind: 'stranger' }] })
    const through = await announce('nora', token, { ...body, passed: ['stranger claire@librairie-petit.example'] })
    expect(through).toMatchObject({ announced: true, findings: [{ kind: 'stranger' }] })
    expect(await announce('nora', newToken(), { ...body, sent: true })).toMatchObject({ announced: true })
  })
  it('goes to our own mailbox once: not where it goes anyway', async () => {
    const crm = { address: 'CRM@sonnberg.example', role: 'bcc' as const }
    expect((await announce('nora', newToken(), { ...answersAnna, people: [...toAnna, crm] })).bcc).toBeNull()
  })
  it('is in the journal, and the reason why something was let through', async () => {
    const caseId = api.id('@case/abo-umstellung')
    const passed = ['stranger claire@librairie-petit.example']
    await api.call('nora', sendingRoutes.letThrough, { body: { caseId, passed, reason: ' Frau Petit übernimmt. ' } })
    await api.call('lisa', sendingRoutes.letThrough, { body: { passed: ['placeholder name'], reason: 'So gewollt.' } })
    const rows = await api.db.query<{ action: string; record_id: string | null; facts: unknown }>(
      `select action, record_id, facts from journal where action like 'sending.%' order by id desc limit 2`,
    )
    expect(rows).toMatchObject([
      { action: 'sending.let-through', record_id: null, facts: { reason: 'So gewollt.' } },
      { action: 'sending.let-through', record_id: caseId, facts: { reason: 'Frau Petit übernimmt.', passed } },
    ])
    const hidden = { body: { caseId: api.id('@case/mahnsperre'), passed, reason: 'x' } }
    await expect(api.call('tim', sendingRoutes.letThrough, hidden)).rejects.toMatchObject({ code: 'record-unknown' })
  })
})
