import { casesRoutes } from '@postakte/shared/api/cases'
import { filingRoutes } from '@postakte/shared/api/filings'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'

describe.each(databases)('a customer’s mail that a person files at a case, on $name', (database) => {
  let api: TestApi
  let made = 0
  beforeEach(async () => {
    await api?.close()
    api = await startApi(await database.open('world'))
  })
  afterAll(async () => {
    await api.close()
    await database.close()
  })

  /** Comes from Anna, without a tag: a rule files it at her only. Its id. */
  async function comes(more: { from?: string; date?: Date; text?: string } = {}): Promise<string> {
    const { from = 'Anna Huber <anna@huber-verlag.example>', date = new Date(), text = 'Wann kommt das Heft?' } = more
    const messageId = `n${++made}@huber-verlag.example`
    const taken = await api.intake.takeIn({
      source: 'dev',
      mailboxId: null,
      folder: 'INBOX',
      uidValidity: null,
      uid: null,
      receivedAt: date,
      bytes: mailBytes({ from, subject: 'Noch etwas', messageId, date: date.toUTCString(), text }),
    })
    if (typeof taken === 'string') throw new Error(taken)
    return taken.mailId
  }
  const file = (mailId: string, name = 'adressaenderung', login = 'nora') =>
    api.call(login, filingRoutes.fileMails, { body: { mails: [{ id: mailId }], targets: [{ kind: 'case', id: api.id(`@case/${name}`) }] } })
  const statusOf = async (name = 'adressaenderung') =>
    (await api.call('nora', casesRoutes.getCase, { params: { caseId: api.id(`@case/${name}`) } })).status
  const set = (status: string, days = 1, team = '') =>
    api.db.query(
      `with t as (update teams set on_reply = $3, reopen_days = 14 where name = 'Kundenservice' and $3 <> '')
       update cases set status = $1, status_at = now() - make_interval(days => $2::int), closed_at = case when $1 = 'closed' then now() - make_interval(days => $2::int) end where number = '4712'`,
      [status, days, team],
    )
  const told = async () =>
    (await api.db.query<{ action: string }>(`select action from journal where action like 'case.%' order by id`)).map(
      ({ action }) => action,
    )

  it('ends the waiting for the customer', async () => {
    await set('waiting')
    await file(await comes())
    expect([await statusOf(), await told()]).toEqual(['open', ['case.wait-end']])
  })
  it('opens a closed case again, unless it only says thank you', async () => {
    await set('closed')
    await file(await comes({ text: 'Vielen Dank!\r\n\r\nViele Grüße\r\nAnna Huber' }))
    expect(await statusOf()).toBe('closed')
    await file(await comes())
    expect([await statusOf(), await told()]).toEqual(['open', ['case.reopen']])
  })
  it('starts no case that nobody asked for: where the team wants a new one, it lies in the closed one', async () => {
    await set('closed', 1, 'new-case')
    const before = await api.db.query('select count(*)::int as n from cases')
    const { results } = await file(await comes())
    expect(results[0]!.filings.map(({ target }) => target.number)).toContain('4712')
    expect([await statusOf(), await api.db.query('select count(*)::int as n from cases')]).toEqual(['closed', before])
  })
  it('changes nothing when it is older than the closing, or one of ours', async () => {
    await set('closed', 3)
    await file(await comes({ date: new Date(Date.now() - 9 * 86_400_000) }))
    await file(await comes({ from: 'n.stein@sonnberg.example' }))
    expect([await statusOf(), await told()]).toEqual(['closed', []])
  })
  it('changes nothing the second time', async () => {
    const mail = await comes()
    await file(mail)
    await set('closed', 0)
    await file(mail, 'adressaenderung', 'ruth')
    expect(await statusOf()).toBe('closed')
  })
  it('is an answer, too, when it is moved there', async () => {
    await set('waiting')
    const { results } = await file(await comes(), 'abo-umstellung')
    const there = results[0]!.filings.find(({ target }) => target.kind === 'case')!
    await api.call('nora', filingRoutes.moveFilings, {
      body: { filings: [there.id], to: { kind: 'case', id: api.id('@case/adressaenderung') } },
    })
    expect(await statusOf()).toBe('open')
  })
})
