import { caseStateRoutes } from '@postakte/shared/api/case-states'
import { casesRoutes } from '@postakte/shared/api/cases'
import { findingText } from '@postakte/shared/texts/finding-text'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readOwn } from '../intake/own'
import { ReadingPool } from '../intake/reading-pool'
import { replay } from '../intake/replay'
import { startApi, type TestApi } from '../testing/api'
import { type ArrivingMail, arrive } from '../testing/arrive'
import { databases } from '../testing/databases'

const routes = { ...casesRoutes, ...caseStateRoutes }
const ownConfig = {
  POSTAKTE_OWN_DOMAINS: [],
  POSTAKTE_OWN_ADDRESSES: [],
  POSTAKTE_FORWARDING: [],
  POSTAKTE_AUTHSERV_IDS: [],
  secretKey: 's'.repeat(32),
}
const hour = 3_600_000

describe.each(databases)('answers to cases on $name', ({ open, close }) => {
  let api: TestApi
  let one: { id: string; number: string; tag: string }
  let made = 0
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const team = (name: string) => Number(api.id(`@team/${name}`))
  const user = (login: string) => Number(api.id(`@user/${login}`))
  const policy = (onReply: string, days: number | null = null) =>
    api.db.query(`update teams set on_reply = $1, reopen_days = $2::int where name = 'Vertrieb'`, [onReply, days])
  beforeEach(async () => {
    await policy('reopen')
    one = await api.call('tim', routes.makeCase, {
      body: {
        title: 'Anzeige im Herbst',
        teamId: team('Vertrieb'),
        contactId: api.id('@contact/werk'),
        participantIds: [api.id('@contact/dora')],
        assigneeId: user('tim'),
      },
    })
  })
  const get = (caseId: string, login = 'tim') => api.call(login, routes.getCase, { params: { caseId } })
  const at = () => ({ params: { caseId: one.id }, body: {} })
  const closeIt = () => api.call('tim', routes.closeCase, at())
  const letter = (more: Partial<ArrivingMail> = {}): ArrivingMail => ({
    from: 'Dora Weiß <dora.weiss@werk8.example>',
    subject: `AW: Anzeige ${one.tag}`,
    messageId: `d${++made}@werk8.example`,
    at: new Date(Date.now() + hour),
    text: 'Guten Tag, da fehlt noch ein Bild.\r\n',
    ...more,
  })
  async function told(mail: ArrivingMail) {
    const [row] = await api.db.query<{ decision: { findings: { rule: string; facts: Record<string, string> }[]; under: unknown[] } }>(
      `select decision from mails where message_id = $1`,
      [mail.messageId],
    )
    return { under: row!.decision.under, sentence: findingText(row!.decision.findings.at(-1)!, 'de') }
  }
  /** Numbers of the cases at which a mail is filed. */
  const casesOf = async (mail: ArrivingMail) =>
    (
      await api.db.query<{ number: string }>(
        `select c.number from filings f join mails m on m.id = f.mail_id join cases c on c.id = f.case_id where m.message_id = $1 and f.removed_at is null order by c.id`,
        [mail.messageId],
      )
    ).map(({ number }) => number)
  const eventsOf = async (caseId: string) =>
    (
      await api.db.query<{ change: string; by: number | null }>(
        `select data->>'change' as change, by_user as by from events where data->>'id' = $1 order by id`,
        [caseId],
      )
    ).filter(({ by }) => by === null)

  describe('open it again', () => {
    it('and say so, to the mail and to whoever has the case open', async () => {
      const { version } = await closeIt()
      const mail = letter()
      await arrive(api, mail)
      expect(await get(one.id)).toMatchObject({
        status: 'open',
        statusBy: null,
        closedAt: null,
        version: version + 1,
        customerWaitsSince: expect.any(String),
      })
      expect(await casesOf(mail)).toEqual([one.number])
      expect((await told(mail)).sentence).toBe(`Antwort auf den geschlossenen Vorgang ${one.number}: er ist wieder offen.`)
      expect(await eventsOf(one.id)).toEqual([
        { change: 'answer', by: null },
        { change: 'mail', by: null },
      ])
    })
    it('also from the archive', async () => {
      await api.call('ruth', routes.archiveCase, at())
      await arrive(api, letter())
      expect((await get(one.id)).status).toBe('open')
    })
    it('when the case waited for the customer', async () => {
      await api.call('tim', routes.waitForCustomer, at())
      const mail = letter({ text: 'Danke!\r\n' })
      await arrive(api, mail)
      expect((await get(one.id)).status).toBe('open')
      expect((await told(mail)).sentence).toContain('wartete')
    })
    it('and the customer waits from this answer on, not from what was there when somebody closed it', async () => {
      await arrive(api, letter({ at: new Date(Date.now() - 48 * hour) }))
      await closeIt()
      expect((await get(one.id)).customerWaitsSince).toBeNull()
      const again = new Date(Math.floor(Date.now() / 1000) * 1000 - hour)
      await arrive(api, letter({ at: again }))
      expect((await get(one.id)).customerWaitsSince).toBe(again.toISOString())
    })
    it('never because a machine wrote, nor we ourselves', async () => {
      await closeIt()
      const ours = { from: 't.vogel@sonnberg.example', to: 'dora.weiss@werk8.example', proven: 'submitted' } as const
      const machines = [
        letter({ headers: ['Auto-Submitted: auto-replied'], subject: `Abwesenheitsnotiz: Anzeige ${one.tag}` }),
        letter({ headers: ['List-Id: <neues.werk8.example>', 'List-Unsubscribe: <mailto:weg@werk8.example>', 'Precedence: bulk'] }),
        letter(ours),
      ]
      await arrive(api, ...machines)
      for (const mail of machines) expect(await casesOf(mail)).toEqual([one.number])
      expect(await get(one.id)).toMatchObject({ status: 'closed', customerWaitsSince: null })
    })
    it('not for thanks alone', async () => {
      await closeIt()
      const mail = letter({ text: 'Vielen Dank!\r\nViele Grüße\r\nDora Weiß\r\n' })
      await arrive(api, mail)
      expect((await get(one.id)).status).toBe('closed')
      expect((await told(mail)).sentence).toBe(`Nur ein Dank an den geschlossenen Vorgang ${one.number}: er bleibt geschlossen.`)
    })
    it('not by an old mail that is imported only now', async () => {
      await closeIt()
      const mail = letter({ at: new Date(Date.now() - 30 * 24 * hour) })
      await arrive(api, mail)
      expect([(await get(one.id)).status, await casesOf(mail)]).toEqual(['closed', [one.number]])
    })
    it('not by a mail that is only to be decided on', async () => {
      await closeIt()
      await arrive(api, letter({ proven: 'fail' }))
      expect((await get(one.id)).status).toBe('closed')
    })
    it('by a case that was merged into it, too', async () => {
      const tag = one.tag
      await api.db.query(`update cases set merged_into = (select id from cases where number = '4690') where id = $1::text::bigint`, [
        one.id,
      ])
      const mail = letter({ subject: `AW: Anzeige ${tag}` })
      await arrive(api, mail)
      expect(await casesOf(mail)).toEqual(['4690'])
      expect((await get(api.id('@case/reklamation'))).status).toBe('open')
    })
  })

  describe('start a new case', () => {
    beforeEach(async () => {
      await closeIt()
      await policy('new-case')
    })

    it('for the same people, linked to the old one, with the mail in it and the reason', async () => {
      const mail = letter()
      await arrive(api, mail)
      const old = await get(one.id)
      expect(old.status).toBe('closed')
      const [next] = old.links
      expect(next).toMatchObject({ kind: 'followed-by' })
      const started = await get(next!.case.id)
      expect(started).toMatchObject({
        title: 'Anzeige im Herbst',
        status: 'open',
        contact: { name: 'Werk 8 Anzeigen GmbH' },
        participants: [{ name: 'Dora Weiß' }],
        team: { name: 'Vertrieb' },
        assignee: { name: 'Tim Vogel' },
        links: [{ kind: 'follows', case: { id: one.id } }],
        customerWaitsSince: expect.any(String),
      })
      expect(await casesOf(mail)).toEqual([started.number])
      expect(await told(mail)).toMatchObject({
        sentence: `Antwort auf den geschlossenen Vorgang ${one.number}; dafür gibt es den neuen Vorgang ${started.number}.`,
        under: expect.arrayContaining([{ kind: 'case', id: started.id }]),
      })
      expect(await eventsOf(started.id)).toEqual([
        { change: 'answer', by: null },
        { change: 'mail', by: null },
      ])
      expect(
        await api.db.query(`select user_id as by, via, action, facts from journal where kind = 'case' and record_id = $1`, [started.id]),
      ).toEqual([{ by: null, via: 'intake', action: 'case.make', facts: { number: started.number, answerTo: one.number } }])
    })
    it('one, however many answers come, in one go or one after the other, or the same by another way', async () => {
      const first = [letter(), letter(), letter()]
      await arrive(api, ...first)
      const later = letter()
      await arrive(api, later)
      await arrive(api, first[0]!)
      const [number] = await casesOf(later)
      for (const mail of first) expect(await casesOf(mail)).toEqual([number])
      expect((await get(one.id)).links.length).toBe(1)
      expect(await casesOf(letter({ messageId: first[0]!.messageId }))).toEqual([number])
    })
    it('and then one that follows that, when it is closed, too', async () => {
      await arrive(api, letter())
      const [first] = (await get(one.id)).links
      await api.call('tim', routes.closeCase, { params: { caseId: first!.case.id }, body: {} })
      const mail = letter()
      await arrive(api, mail)
      const links = (await get(first!.case.id)).links.map(({ kind, case: to }) => [kind, to.number])
      expect(links).toContainEqual(['followed-by', (await casesOf(mail))[0]])
      expect((await get(one.id)).links.length).toBe(1)
    })
    it('or open the one that was started, if its team wants that by now', async () => {
      await arrive(api, letter())
      const [first] = (await get(one.id)).links
      await api.call('tim', routes.closeCase, { params: { caseId: first!.case.id }, body: {} })
      await api.call('tim', routes.assignCase, {
        params: { caseId: first!.case.id },
        body: { version: (await get(first!.case.id)).version, teamId: team('Kundenservice') },
      })
      const mail = letter()
      await arrive(api, mail)
      expect(await get(first!.case.id)).toMatchObject({ status: 'open' })
      expect(await casesOf(mail)).toEqual([first!.case.number])
    })
    it('that is private where the old one was, and nobody’s work who may not see it', async () => {
      await api.call('tim', routes.makeCasePrivate, at())
      await api.db.query(`update users set active = false where login = 'lisa'`)
      const mail = letter({ from: 'Dora Weiß <dora.weiss@werk8.example>' })
      await arrive(api, mail)
      const [next] = (await get(one.id)).links
      expect(await get(next!.case.id)).toMatchObject({ private: true, owner: { name: 'Tim Vogel' } })
      await expect(get(next!.case.id, 'ruth')).rejects.toMatchObject({ code: 'record-unknown' })
    })
    it('once the days are over in which an answer opens the old one', async () => {
      await policy('reopen', 14)
      await api.db.query(`update cases set closed_at = now() - interval '15 days' where id = $1::text::bigint`, [one.id])
      const mail = letter()
      await arrive(api, mail)
      expect([(await get(one.id)).status, (await casesOf(mail))[0] === one.number]).toEqual(['closed', false])
    })
    it('and no rule files the mail in the old one later', async () => {
      await arrive(api, letter(), letter())
      const pool = new ReadingPool(await readOwn(api.db, ownConfig), 1)
      const changes = []
      for await (const change of replay(api.db, pool, false)) changes.push(change)
      await pool.close()
      expect(changes).toEqual([])
    })
    it('with a number that nobody has', async () => {
      const [next] = await api.db.query<{ n: string }>(`select (nextval('case_numbers') + 1)::text as n`)
      await api.db.query(`insert into cases (number, "check", title) values ($1, 'aaa', 'Von woanders')`, [next!.n])
      const mail = letter()
      await arrive(api, mail)
      expect(await casesOf(mail)).toEqual([String(Number(next!.n) + 1)])
    })
  })
})
