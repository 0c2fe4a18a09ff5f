import type { ApiProblem } from '@postakte/shared/api/client'
import { contactRoutes } from '@postakte/shared/api/contacts'
import { type FollowUpAnswer, followUpRoutes } from '@postakte/shared/api/follow-ups'
import type { BodyOf } from '@postakte/shared/api/route'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'
import { refused } from '../testing/refused'
import { remindDue } from './remind'
import { startReminders } from './reminders'

const { makeFollowUp, listFollowUps, getFollowUp, changeFollowUp, finishFollowUp, reopenFollowUp, setTimeZone } = followUpRoutes
type Given = Partial<BodyOf<typeof makeFollowUp>>

/** When a day begins: where, the day, the last moment before, and the first of it (UTC). */
const days: readonly [zone: string | null, day: string, before: string, first: string][] = [
  [null, '2038-01-15', '2038-01-14T22:59:59.999Z', '2038-01-14T23:00:00.000Z'],
  [null, '2038-07-15', '2038-07-14T21:59:59.999Z', '2038-07-14T22:00:00.000Z'],
  // The clocks go forward on 28 March 2038 and back on 31 October.
  [null, '2038-03-28', '2038-03-27T22:59:59.999Z', '2038-03-27T23:00:00.000Z'],
  [null, '2038-03-29', '2038-03-28T21:59:59.999Z', '2038-03-28T22:00:00.000Z'],
  [null, '2038-10-31', '2038-10-30T21:59:59.999Z', '2038-10-30T22:00:00.000Z'],
  [null, '2038-11-01', '2038-10-31T22:59:59.999Z', '2038-10-31T23:00:00.000Z'],
  ['Europe/London', '2038-03-28', '2038-03-27T23:59:59.999Z', '2038-03-28T00:00:00.000Z'],
  ['America/New_York', '2038-03-15', '2038-03-15T03:59:59.999Z', '2038-03-15T04:00:00.000Z'],
  ['Australia/Lord_Howe', '2038-10-04', '2038-10-03T12:59:59.999Z', '2038-10-03T13:00:00.000Z'],
  ['Pacific/Kiritimati', '2038-01-01', '2037-12-31T09:59:59.999Z', '2037-12-31T10:00:00.000Z'],
  // Here midnight is missing when the clocks go forward: the day begins at one.
  ['America/Santiago', '2038-09-05', '2038-09-05T03:59:59.999Z', '2038-09-05T04:00:00.000Z'],
]

describe.each(databases)('follow-ups on $name', ({ open, close }) => {
  let api: TestApi
  let received = 0
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  beforeEach(() => api.db.query(`update follow_ups set done_at = now(), done_by = made_by where done_at is null and answered_at is null`))
  afterAll(async () => {
    await api.close()
    await close()
  })

  const user = (login: string) => Number(api.id(`@user/${login}`))
  const team = (name: string) => Number(api.id(`@team/${name}`))
  const at = (record: string) => ({ kind: record.split('/')[0] as 'case', id: api.id(`@${record}`) })
  const make = (login: string, record: string, more: Given = {}) =>
    api.call(login, makeFollowUp, { body: { at: at(record), dueOn: '2099-05-04', text: 'Nachfassen', ...more } })
  const get = (login: string, followUpId: string) => api.call(login, getFollowUp, { params: { followUpId } })
  const list = async (login: string, query = {}) => (await api.call(login, listFollowUps, { query })).items
  const texts = async (login: string, query = {}) => (await list(login, query)).map(({ text }) => text)
  /** Events about what is due since the last look. */
  let lastEvent = '0'
  async function reminders() {
    const rows = await api.db.query<{ id: string; audiences: number[]; data: Record<string, unknown> }>(
      `select id::text as id, to_jsonb(audiences) as audiences, data from events where kind = 'follow-up' and data ->> 'change' = 'due' and id > $1::text::bigint order by id`,
      [lastEvent],
    )
    lastEvent = rows.at(-1)?.id ?? lastEvent
    return rows
  }
  /** As somebody who made it long ago. */
  const dueBefore = (followUpId: string, dueOn: string) =>
    api.db.query(`update follow_ups set due_on = $2::text::date where id = $1::text::bigint`, [followUpId, dueOn])
  async function receive(mail: Partial<TestMail> & { subject: string }, receivedAt = new Date(Date.now() + 60_000)): Promise<string> {
    const messageId = mail.messageId ?? `f${++received}@huber-verlag.example`
    const place = { source: 'imap' as const, mailboxId: null, folder: 'INBOX', uidValidity: 7n, uid: BigInt(1_000 + ++received) }
    const bytes = mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', text: mail.subject, ...mail, messageId })
    await api.intake.receive([{ ...place, receivedAt, bytes }])
    await api.intake.settle()
    return (await api.db.query<{ id: string }>(`select id::text as id from mails where message_id = $1`, [messageId]))[0]!.id
  }

  it('are made for oneself, and found by the record and by the day', async () => {
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/Berlin' })
    const first = await make('nora', 'case/abo-umstellung', { text: 'Heute', dueOn: today })
    expect(first).toMatchObject({
      at: { kind: 'case', case: { number: '4711' } },
      user: { name: 'Nora Stein' },
      team: null,
      madeBy: { name: 'Nora Stein' },
      state: 'today',
      version: 1,
    })
    await make('nora', 'contact/anna', { text: 'Später' })
    await dueBefore((await make('nora', 'contact/ben', { text: 'Gestern' })).id, '2026-01-02')
    expect(await texts('nora')).toEqual(['Gestern', 'Heute', 'Später'])
    expect(await texts('nora', { state: 'due' })).toEqual(['Gestern', 'Heute'])
    expect(await texts('nora', { state: 'overdue' })).toEqual(['Gestern'])
    expect(await texts('nora', { state: 'today' })).toEqual(['Heute'])
    expect(await texts('nora', { state: 'coming' })).toEqual(['Später'])
    expect(await texts('tim')).toEqual([])
    expect(await texts('tim', { whose: 'all', at: `case:${api.id('@case/abo-umstellung')}` })).toEqual(['Heute'])
  })
  it('are made for a team, and are its members’', async () => {
    await make('ruth', 'case/abo-umstellung', { text: 'Wer zuerst kommt', for: { teamId: team('Kundenservice') } })
    expect([await texts('nora'), await texts('ruth'), await texts('tim')]).toEqual([['Wer zuerst kommt'], ['Wer zuerst kommt'], []])
  })
  it('are given to nobody who would not see the record', async () => {
    const ask = (login: string, record: string, whom: Given['for']) => refused(make(login, record, { for: whom! }))
    expect(await ask('nora', 'case/mahnsperre', { userId: user('ruth') })).toBe('assignee-would-not-see')
    expect(await ask('nora', 'case/mahnsperre', { teamId: team('Kundenservice') })).toBe('assignee-would-not-see')
    expect(await ask('ruth', 'case/namensaenderung', { userId: user('nora') })).toBe('assignee-would-not-see')
    expect(await ask('ruth', 'case/namensaenderung', { teamId: team('Personal') })).toBe('done')
    expect(await ask('tim', 'case/mahnsperre', { userId: user('tim') })).toBe('record-unknown')
    expect(await ask('nora', 'contact/anna', { userId: 4711 })).toBe('record-unknown')
    expect(await ask('nora', 'contact/anna', { teamId: 4711 })).toBe('record-unknown')
    expect(await refused(make('lisa', 'contact/anna'))).toBe('not-allowed')
  })
  it('are hidden with their record', async () => {
    const { id } = await make('nora', 'case/mahnsperre', { text: 'Vertraulich' })
    for (const login of ['tim', 'ruth', 'ada']) {
      expect(await refused(get(login, id))).toBe('record-unknown')
      expect(await texts(login, { whose: 'all' })).not.toContain('Vertraulich')
    }
  })
  it('are moved, done and opened again; who comes second gets what the first made', async () => {
    const { id } = await make('nora', 'contact/anna')
    const params = { followUpId: id }
    expect(await api.call('nora', changeFollowUp, { params, body: { version: 1, dueOn: '2099-06-01' } })).toMatchObject({
      dueOn: '2099-06-01',
      version: 2,
      state: 'coming',
    })
    const late = await api.call('tim', finishFollowUp, { params, body: { version: 1 } }).catch((error: ApiProblem) => error.answer)
    expect(late).toMatchObject({ status: 409, current: { dueOn: '2099-06-01', version: 2 } })
    expect(await api.call('tim', finishFollowUp, { params, body: { version: 2 } })).toMatchObject({
      state: 'done',
      done: { by: { name: 'Tim Vogel' } },
    })
    expect(await refused(api.call('nora', changeFollowUp, { params, body: { version: 3, text: 'x' } }))).toBe('changed-meanwhile')
    expect(await api.call('nora', reopenFollowUp, { params })).toMatchObject({ state: 'coming', done: null, version: 4 })
    expect(await api.call('nora', reopenFollowUp, { params })).toMatchObject({ version: 4 })
  })
  it('are not for days that are over', async () => {
    expect(await refused(make('nora', 'contact/anna', { dueOn: '2026-01-01' }))).toBe('follow-up-in-the-past')
    const { id } = await make('nora', 'contact/anna')
    expect(await refused(api.call('nora', changeFollowUp, { params: { followUpId: id }, body: { version: 1, dueOn: '2026-01-01' } }))).toBe(
      'follow-up-in-the-past',
    )
    expect((await api.send('nora', 'POST', '/api/follow-ups', { at: at('contact/anna'), dueOn: '2038-02-30', text: 'x' })).status).toBe(400)
  })

  it.each(days)('remind when the day begins: %s, %s', async (zone, day, before, first) => {
    await api.call('nora', setTimeZone, { body: { timeZone: zone } })
    const { id } = await make('nora', 'case/abo-umstellung', { dueOn: day })
    await reminders()
    await remindDue(api.db, before)
    expect(await reminders()).toEqual([])
    await remindDue(api.db, first)
    const record = { kind: 'case', id: api.id('@case/abo-umstellung') }
    expect(await reminders()).toMatchObject([{ audiences: [-user('nora')], data: { followUpId: id, dueOn: day, late: false, at: record } }])
    await remindDue(api.db, first)
    expect(await reminders()).toEqual([])
    await api.call('nora', setTimeZone, { body: { timeZone: null } })
  })
  it('remind once, whoever looks at the same moment, and once when nobody looked for days', async () => {
    const ids = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => (await make('nora', 'contact/anna', { text: `${n}`, dueOn: '2038-02-01' })).id),
    )
    await reminders()
    await Promise.all([0, 1, 2, 3].map(() => remindDue(api.db, '2038-02-04T08:00:00.000Z')))
    await remindDue(api.db, '2038-02-04T08:00:01.000Z')
    const events = await reminders()
    expect(events.map(({ data }) => data.followUpId).sort()).toEqual([...ids].sort())
    expect(events.every(({ data }) => data.late === true)).toBe(true)
  })
  it('remind once each, though the clock jumps a day ahead, back, and on again', async () => {
    const [today, tomorrow] = await Promise.all(
      ['2038-02-10', '2038-02-11'].map(async (dueOn) => (await make('nora', 'contact/anna', { dueOn })).id),
    )
    await reminders()
    await remindDue(api.db, '2038-02-10T08:00:00.000Z')
    await remindDue(api.db, '2038-02-11T08:00:01.000Z')
    for (const clock of ['2038-02-10T07:00:02.000Z', '2038-02-10T08:00:03.000Z', '2038-02-11T08:00:00.000Z', '2038-02-12T08:00:00.000Z'])
      await remindDue(api.db, clock)
    expect((await reminders()).map(({ data }) => data.followUpId)).toEqual([today, tomorrow])
  })
  it('remind again when they are moved or given on, and never when they are done', async () => {
    const { id } = await make('nora', 'contact/anna', { dueOn: '2038-02-01' })
    const params = { followUpId: id }
    await remindDue(api.db, '2038-02-01T08:00:00.000Z')
    await reminders()
    await api.call('nora', changeFollowUp, { params, body: { version: 1, dueOn: '2038-02-08' } })
    await remindDue(api.db, '2038-02-07T22:00:00.000Z')
    expect(await reminders()).toEqual([])
    await remindDue(api.db, '2038-02-08T08:00:00.000Z')
    expect(await reminders()).toHaveLength(1)
    await api.call('nora', changeFollowUp, { params, body: { version: 2, text: 'Nur der Text' } })
    await remindDue(api.db, '2038-02-08T08:10:00.000Z')
    expect(await reminders()).toEqual([])
    await api.call('nora', changeFollowUp, { params, body: { version: 3, for: { userId: user('tim') } } })
    await remindDue(api.db, '2038-02-08T08:20:00.000Z')
    expect(await reminders()).toMatchObject([{ audiences: [-user('tim')] }])
    const other = await make('nora', 'contact/anna', { dueOn: '2038-02-08' })
    await api.call('nora', finishFollowUp, { params: { followUpId: other.id }, body: { version: 1 } })
    await remindDue(api.db, '2038-02-08T09:00:00.000Z')
    expect(await reminders()).toEqual([])
  })
  it('remind the team, and the substitute of whoever is away', async () => {
    await make('ruth', 'contact/anna', { dueOn: '2038-02-01', for: { teamId: team('Kundenservice') } })
    await make('nora', 'contact/anna', { dueOn: '2038-02-01' })
    await api.db.query(`update users set absent_from = '2038-01-30', absent_until = '2038-02-01', substitute_id = $2 where id = $1`, [
      user('nora'),
      user('ruth'),
    ])
    await reminders()
    await remindDue(api.db, '2038-02-01T08:00:00.000Z')
    expect((await reminders()).map(({ audiences }) => audiences)).toEqual([[team('Kundenservice')], [-user('nora'), -user('ruth')]])
    await api.db.query(`update users set absent_from = null, absent_until = null, substitute_id = null`)
  })
  it('remind nobody of what is not for them any more', async () => {
    await make('tim', 'case/adressaenderung', { dueOn: '2038-02-01' })
    await api.db.query(`update cases set private = true where id = $1::text::bigint`, [api.id('@case/adressaenderung')])
    await reminders()
    await remindDue(api.db, '2038-02-01T08:00:00.000Z')
    expect(await reminders()).toEqual([])
    await api.db.query(`update cases set private = false where id = $1::text::bigint`, [api.id('@case/adressaenderung')])
  })
  it('are looked after by the server as long as it runs', async () => {
    const { id } = await make('nora', 'contact/anna')
    await dueBefore(id, '2026-02-01')
    await reminders()
    const running = startReminders(api.db, pino({ level: 'silent' }), 10)
    for (let looked = 0; looked < 800; looked++) {
      const [row] = await api.db.query<{ reminded: boolean }>(
        `select reminded_at is not null as reminded from follow_ups where id = $1::text::bigint`,
        [id],
      )
      if (row!.reminded) break
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    await running.stop()
    expect(await reminders()).toMatchObject([{ data: { followUpId: id, late: true } }])
  })

  describe('only if no answer came', () => {
    const open = { onlyWithoutAnswer: true }
    const state = async (one: FollowUpAnswer) => (await get('nora', one.id)).state

    it('are cancelled by a mail of the customer that is filed there, and say by which', async () => {
      const [atCase, atContact, plain, elsewhere] = [
        await make('nora', 'case/abo-umstellung', open),
        await make('nora', 'contact/anna', open),
        await make('nora', 'contact/anna'),
        await make('nora', 'case/adressaenderung', open),
      ]
      const mailId = await receive({ subject: 'Ja, gern [VG=4711-x7k]' })
      for (const one of [atCase, atContact])
        expect(await get('tim', one.id)).toMatchObject({
          state: 'answered',
          answered: { mailId, because: 'Anna Huber hat geantwortet: „Ja, gern [VG=4711-x7k]“' },
        })
      expect([await state(plain), await state(elsewhere)]).toEqual(['coming', 'coming'])
      await dueBefore(atCase.id, '2026-02-01')
      await reminders()
      await remindDue(api.db, '2026-02-02T08:00:00.000Z')
      expect(await reminders()).toEqual([])
    })
    it('are not by an absence note, by our own mail, nor by an old one that is filed now', async () => {
      const one = await make('nora', 'contact/anna', open)
      await receive({ subject: 'Abwesend', headers: ['Auto-Submitted: auto-replied'] })
      await receive({
        from: 'Nora Stein <n.stein@sonnberg.example>',
        to: 'anna@huber-verlag.example',
        subject: 'Unser Angebot',
        proven: 'submitted',
      })
      await receive({ subject: 'Aus dem Archiv' }, new Date('2019-04-01T08:00:00Z'))
      expect(await state(one)).toBe('coming')
      await receive({ subject: 'Jetzt aber' })
      expect(await state(one)).toBe('answered')
    })
    it('stand again when the mail was filed there by mistake, unless another answered, too', async () => {
      const one = await make('nora', 'contact/anna', open)
      const mistaken = await receive({ subject: 'Falsch abgelegt' })
      expect(await state(one)).toBe('answered')
      const remove = (mail: string) =>
        api.db.query(`update filings set removed_at = now(), removed_by = $2 where mail_id = $1::text::bigint`, [mail, user('nora')])
      await remove(mistaken)
      expect(await get('nora', one.id)).toMatchObject({ state: 'coming', answered: null })
      const right = await receive({ subject: 'Richtig abgelegt' })
      expect((await get('nora', one.id)).answered?.mailId).toBe(right)
    })
    it('are kept by a person despite the answer, for good', async () => {
      const one = await make('nora', 'contact/anna', open)
      await receive({ subject: 'Eine Antwort' })
      expect(await api.call('nora', reopenFollowUp, { params: { followUpId: one.id } })).toMatchObject({
        state: 'coming',
        onlyWithoutAnswer: false,
      })
      await receive({ subject: 'Noch eine' })
      expect(await state(one)).toBe('coming')
    })
    it('tell all who see the record when a mail cancels them, when it is taken away again, and that a person keeps one', async () => {
      const [atContact, atSecret] = [await make('nora', 'contact/anna', open), await make('nora', 'case/mahnsperre', open)]
      const changes = async (one: FollowUpAnswer) => {
        const rows = await api.db.query<{ change: string; audiences: number[] }>(
          `select data ->> 'change' as change, to_jsonb(audiences) as audiences from events where kind = 'follow-up' and data ->> 'followUpId' = $1 order by id`,
          [one.id],
        )
        return rows.map(({ change, audiences }) => [change, ...audiences])
      }
      const [made] = await changes(atSecret)
      const mailId = await receive({ subject: 'Doch eine Antwort' })
      await api.db.query(`insert into filings (activity_id, mail_id, case_id, kind, occurred_at, audience, rule, because)
        select a.id, a.mail_id, c.id, 'mail', a.occurred_at, 0, 'person', '{}' from activities a, cases c where a.mail_id = ${mailId} and c.id = ${api.id('@case/mahnsperre')}`)
      await api.db.query(`update filings set removed_at = now(), removed_by = ${user('nora')} where mail_id = ${mailId}`)
      await receive({ subject: 'Und noch eine' })
      await api.call('nora', reopenFollowUp, { params: { followUpId: atContact.id } })
      expect(await changes(atContact)).toEqual([
        ['make', 0],
        ['answered', 0],
        ['unanswered', 0],
        ['answered', 0],
        ['reopen', 0],
      ])
      expect(await changes(atSecret)).toEqual([made, ['answered', ...made!.slice(1)], ['unanswered', ...made!.slice(1)]])
      expect(made!.slice(1)).not.toEqual([0])
    })
    it('at a mail wait for an answer in its thread', async () => {
      const mailId = await receive({ subject: 'Frage', messageId: 'frage@huber-verlag.example' })
      const one = await api.call('nora', makeFollowUp, {
        body: { at: { kind: 'mail', id: mailId }, dueOn: '2099-01-01', text: 'Antwort da?', ...open },
      })
      expect(one.at).toEqual({ kind: 'mail', mail: { id: mailId, subject: 'Frage' } })
      await receive({ subject: 'Etwas anderes' })
      expect(await state(one)).toBe('coming')
      const stranger = { from: 'Ida Möwe <ida@möwe-bücher.example>', messageId: 'fremd@moewe.example' }
      await receive({ ...stranger, subject: 'Re: Frage', headers: ['In-Reply-To: <frage@huber-verlag.example>'] })
      expect(await state(one)).toBe('coming')
      await receive({ subject: 'Re: Frage', headers: ['In-Reply-To: <frage@huber-verlag.example>'] })
      expect(await state(one)).toBe('answered')
    })
  })

  it('go with a contact that is merged into another, over several merges, and come back with it', async () => {
    const person = async (name: string) => ({
      kind: 'contact' as const,
      id: (await api.call('ruth', contactRoutes.makeContact, { body: { kind: 'person', name } })).id,
    })
    const [old, middle, newest] = [await person('Alt'), await person('Mitte'), await person('Neu')]
    const make = async (at: { kind: 'contact'; id: string }) =>
      (await api.call('nora', makeFollowUp, { body: { at, dueOn: '2099-01-01', text: 'Dort?' } })).id
    const [ofOld, ofMiddle] = [await make(old), await make(middle)]
    const places = async () => {
      const seen = await Promise.all([ofOld, ofMiddle].map((id) => get('nora', id)))
      return seen.map(({ at }) => at.kind === 'contact' && at.contact.name)
    }
    const merge = (from: { id: string }, into: { id: string }) =>
      api.call('ruth', contactRoutes.mergeContact, { params: { contactId: into.id }, body: { contactId: from.id } })
    const undo = (into: { id: string }, { id }: { id: string }) =>
      api.call('ruth', contactRoutes.undoContactMerge, { params: { contactId: into.id, mergeId: id } })
    const first = await merge(old, middle)
    expect(await places()).toEqual(['Mitte', 'Mitte'])
    const second = await merge(middle, newest)
    expect(await places()).toEqual(['Neu', 'Neu'])
    const late = await make(old)
    expect((await get('nora', late)).at).toMatchObject({ contact: { name: 'Neu' } })
    await undo(newest, second)
    expect(await places()).toEqual(['Mitte', 'Mitte'])
    await undo(middle, first)
    expect(await places()).toEqual(['Alt', 'Mitte'])
    expect((await get('nora', late)).at).toMatchObject({ contact: { name: 'Neu' } })
  })
  it('come once each, the next first, whatever falls on the same day', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (due, limit) => {
        await api.db.query(`update follow_ups set done_at = now(), done_by = made_by where done_at is null and answered_at is null`)
        const made: FollowUpAnswer[] = []
        for (const day of due) made.push(await make('tim', 'contact/paul', { dueOn: `2099-01-0${day}` }))
        const walked: FollowUpAnswer[] = []
        for (let after: string | undefined; ; ) {
          const { items, next } = await api.call('tim', listFollowUps, { query: { limit, ...(after === undefined ? {} : { after }) } })
          walked.push(...items)
          if (next === null) break
          after = next
        }
        const key = ({ dueOn, id }: FollowUpAnswer) => `${dueOn} ${id.padStart(9, '0')}`
        expect(walked.map(key)).toEqual(made.map(key).sort())
      }),
      { numRuns: 10 },
    )
  })
  it('know the zones that the database knows, and no others', async () => {
    expect(await api.call('tim', setTimeZone, { body: { timeZone: 'Europe/Vienna' } })).toEqual({ timeZone: 'Europe/Vienna' })
    for (const timeZone of ['Europe/Bonn', 'berlin', '', "'; --", 'x'.repeat(61)])
      expect([timeZone, (await api.send('tim', 'PUT', '/api/me/time-zone', { timeZone })).status]).toEqual([timeZone, 400])
    expect(await api.call('tim', setTimeZone, { body: { timeZone: null } })).toEqual({ timeZone: 'Europe/Berlin' })
  })
})
