import { casesRoutes } from '@postakte/shared/api/cases'
import { filingRoutes } from '@postakte/shared/api/filings'
import { type TodoAnswer, todoRoutes } from '@postakte/shared/api/todos'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invariants } from '../check/invariants'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'
import { refused } from '../testing/refused'

const { listTodos, assignTodo, finishTodo, reopenTodo } = todoRoutes
const { fileMails, removeFilings } = filingRoutes

describe.each(databases)('a mail to mailboxes of two teams, on $name', ({ open, close }) => {
  let api: TestApi
  let uid = 0n
  const boxes = new Map<string | null, number>()
  const team = (name: string) => api.ids.teams.get(name)!
  beforeAll(async () => {
    api = await startApi(await open('world'))
    const teams = api.ids.teams as Map<string, number>
    const [row] = await api.db.query<{ id: number }>(`insert into teams (name, closed) values ('Buchhaltung', true) returning id`)
    teams.set('Buchhaltung', row!.id)
    await api.db.query(`insert into team_members (team_id, user_id) values ($1, $2)`, [row!.id, api.ids.users.get('tim')])
    for (const name of ['Kundenservice', 'Vertrieb', 'Personal', 'Buchhaltung', null]) {
      const [box] = await api.db.query<{ id: number }>(
        `insert into mailboxes (name, host, login, secret, team_id) values (coalesce($1, 'crm'), 'h', 'l', 's', $2::int) returning id`,
        [name, name && team(name)],
      )
      boxes.set(name, box!.id)
    }
  })
  afterAll(async () => {
    for (const one of invariants.filter(({ name }) => ['todo-of-filed-mail', 'mail-without-todo', 'audience-differs'].includes(name)))
      expect([one.name, await one.broken(api.db, 5)]).toEqual([one.name, []])
    await api.close()
    await close()
  })

  const seenIn = (subject: string, box: string | null) => ({
    source: 'imap' as const,
    mailboxId: boxes.get(box)!,
    folder: 'INBOX',
    uidValidity: 1n,
    uid: ++uid,
    receivedAt: new Date('2026-03-02T08:00:00Z'),
    bytes: mailBytes({ from: 'neu@unbekannt.example', subject, messageId: `${subject.replaceAll(' ', '-')}@unbekannt.example` }),
  })
  /** In each mailbox, one after the other. */
  async function bring(subject: string, ...teams: (string | null)[]): Promise<string> {
    for (const one of teams) {
      await api.intake.receive([seenIn(subject, one)])
      await api.intake.settle()
    }
    const rows = await api.db.query<{ id: string }>('select id::text as id from mails where subject = $1', [subject])
    expect(rows).toHaveLength(1)
    return rows[0]!.id
  }
  /** Whose open to-dos of it there are; null: nobody's in particular. */
  const waitsFor = async (mailId: string) =>
    (
      await api.db.query<{ name: string | null }>(
        `select e.name from todos t left join teams e on e.id = t.team_id where t.mail_id = $1::text::bigint and t.done_at is null order by 1`,
        [mailId],
      )
    ).map(({ name }) => name)
  const queueOf = async (login: string, name: string, subject: string): Promise<TodoAnswer[]> =>
    (await api.call(login, listTodos, { query: { team: String(team(name)), limit: 100 } })).items.filter(
      ({ mail }) => mail.subject === subject,
    )
  const state = async (mailId: string) =>
    (await api.db.query<{ state: string }>('select state from mails where id = $1::text::bigint', [mailId]))[0]!.state
  const sees = async (login: string, mailId: string) => (await api.send(login, 'GET', `/api/mails/${mailId}`)).status === 200
  const finish = async (login: string, name: string, subject: string) => {
    const [{ id, version }] = (await queueOf(login, name, subject)) as [TodoAnswer]
    return api.call(login, finishTodo, { params: { todoId: id }, body: { version } })
  }
  const file = async (login: string, mailId: string, kind: 'contact' | 'case', id: string) => {
    const { results } = await api.call(login, fileMails, {
      body: { mails: [{ id: mailId }], targets: [{ kind, id }], attachments: null, wholeThread: false },
    })
    return results[0]!.filings.map((one) => one.id)
  }
  const undo = (login: string, filings: string[]) => api.call(login, removeFilings, { body: { filings } })
  const anna = () => api.ids.contacts.get('anna')!
  /** Of Tim's closed team, which nobody of the customer service sees. */
  async function closedCase(): Promise<string> {
    const { id } = await api.call('tim', casesRoutes.makeCase, { body: { title: 'Mahnung', teamId: team('Buchhaltung') } })
    return id
  }

  it('is one mail with one to-do for each, whichever came first', async () => {
    for (const [subject, ...teams] of [
      ['erst Service', 'Kundenservice', 'Vertrieb'],
      ['erst Vertrieb', 'Vertrieb', 'Kundenservice'],
      ['zweimal Service', 'Kundenservice', 'Vertrieb', 'Kundenservice', 'Vertrieb'],
    ] as const) {
      const mailId = await bring(subject, ...teams)
      expect(await waitsFor(mailId)).toEqual(['Kundenservice', 'Vertrieb'])
      for (const name of ['Kundenservice', 'Vertrieb']) expect(await queueOf('nora', name, subject)).toHaveLength(1)
    }
  })
  it('has one for each, too, when both copies come in the same moment, and each team hears of its own once', async () => {
    await api.intake.receive([seenIn('zugleich', 'Kundenservice'), seenIn('zugleich', 'Personal')])
    await api.intake.settle()
    const mailId = await bring('zugleich')
    expect(await waitsFor(mailId)).toEqual(['Kundenservice', 'Personal'])
    const told = await api.db.query(
      `select to_jsonb(audiences) as audiences from events where kind = 'todo' and data ->> 'mailId' = $1 order by audiences`,
      [mailId],
    )
    expect(told).toEqual([{ audiences: [team('Kundenservice')] }, { audiences: [team('Personal')] }])
  })
  it('tells the second team of its own', async () => {
    const mailId = await bring('gemeldet', 'Vertrieb', 'Personal')
    const told = await api.db.query(
      `select to_jsonb(audiences) as audiences, data ->> 'change' as change from events where kind = 'todo' and data ->> 'mailId' = $1 order by id`,
      [mailId],
    )
    expect(told).toEqual([
      { audiences: [team('Vertrieb')], change: 'new' },
      { audiences: [team('Personal')], change: 'new' },
    ])
  })
  it('leaves what lies in nobody’s mailbox to the team that has it, too', async () => {
    expect(await waitsFor(await bring('crm zuerst', null, 'Vertrieb'))).toEqual(['Vertrieb'])
    expect(await waitsFor(await bring('crm danach', 'Vertrieb', null))).toEqual(['Vertrieb'])
    expect(await waitsFor(await bring('crm und geschlossen', null, 'Personal'))).toEqual(['Personal', null])
  })

  it('is set aside by each team for itself', async () => {
    const mailId = await bring('nichts abzulegen', 'Kundenservice', 'Vertrieb')
    const done = await finish('nora', 'Kundenservice', 'nichts abzulegen')
    expect(await waitsFor(mailId)).toEqual(['Vertrieb'])
    expect(await state(mailId)).toBe('unmatched')
    await finish('tim', 'Vertrieb', 'nichts abzulegen')
    expect(await state(mailId)).toBe('ignored')
    await api.call('nora', reopenTodo, { params: { todoId: done.id } })
    expect([await waitsFor(mailId), await state(mailId)]).toEqual([['Kundenservice'], 'unmatched'])
  })
  it('asks the second team, too, when it comes after the first has set it aside', async () => {
    const mailId = await bring('später im Vertrieb', 'Kundenservice')
    await finish('nora', 'Kundenservice', 'später im Vertrieb')
    await bring('später im Vertrieb', 'Vertrieb')
    expect([await waitsFor(mailId), await state(mailId)]).toEqual([['Vertrieb'], 'unmatched'])
    await bring('später im Vertrieb', 'Kundenservice')
    expect(await waitsFor(mailId)).toEqual(['Vertrieb'])
  })

  it('is answered for both teams by a filing that both see; taken back, it waits for both again', async () => {
    const mailId = await bring('für beide abgelegt', 'Kundenservice', 'Vertrieb')
    const filings = await file('nora', mailId, 'contact', anna())
    expect([await waitsFor(mailId), await state(mailId)]).toEqual([[], 'filed'])
    await undo('nora', filings)
    expect([await waitsFor(mailId), await state(mailId)]).toEqual([['Kundenservice', 'Vertrieb'], 'unmatched'])
  })
  it('brings back no to-do that a team had set aside', async () => {
    const mailId = await bring('eines beiseite', 'Kundenservice', 'Vertrieb')
    await finish('tim', 'Vertrieb', 'eines beiseite')
    await undo('nora', await file('nora', mailId, 'contact', anna()))
    expect([await waitsFor(mailId), await state(mailId)]).toEqual([['Kundenservice'], 'unmatched'])
  })
  it('bothers nobody when the second copy comes after such a filing, but waits for both once it is taken back', async () => {
    const mailId = await bring('nach der Ablage', 'Kundenservice')
    const filings = await file('nora', mailId, 'contact', anna())
    await bring('nach der Ablage', 'Vertrieb')
    expect([await waitsFor(mailId), await state(mailId)]).toEqual([[], 'filed'])
    await undo('nora', filings)
    expect(await waitsFor(mailId)).toEqual(['Kundenservice', 'Vertrieb'])
  })

  it('stays with the other team when the first files it out of their sight, until they are through with it', async () => {
    const mailId = await bring('Mahnung erhalten', 'Buchhaltung', 'Kundenservice')
    const filings = await file('tim', mailId, 'case', await closedCase())
    expect([await waitsFor(mailId), await state(mailId)]).toEqual([['Kundenservice'], 'filed'])
    expect([await sees('nora', mailId), await sees('tim', mailId)]).toEqual([true, true])
    expect(await (await api.send('nora', 'GET', `/api/mails/${mailId}`)).text()).not.toContain('"title":"Mahnung"')
    expect(await finish('nora', 'Kundenservice', 'Mahnung erhalten')).toMatchObject({ done: { by: { name: 'Nora Stein' } } })
    expect([await sees('nora', mailId), await sees('tim', mailId), await state(mailId)]).toEqual([false, true, 'filed'])
    await undo('tim', filings)
    expect(await waitsFor(mailId)).toEqual(['Buchhaltung'])
  })
  it('comes to the other team after the first filed it out of their sight', async () => {
    const mailId = await bring('Mahnung später', 'Buchhaltung')
    await file('tim', mailId, 'case', await closedCase())
    expect(await sees('nora', mailId)).toBe(false)
    await bring('Mahnung später', 'Kundenservice')
    expect([await waitsFor(mailId), await sees('nora', mailId)]).toEqual([['Kundenservice'], true])
    await file('nora', mailId, 'contact', anna())
    expect([await waitsFor(mailId), await state(mailId)]).toEqual([[], 'filed'])
  })

  it('given away by one team, it is still the other’s', async () => {
    const mailId = await bring('weitergegeben', 'Kundenservice', 'Vertrieb')
    const [{ id, version }] = (await queueOf('nora', 'Kundenservice', 'weitergegeben')) as [TodoAnswer]
    await api.call('nora', assignTodo, { params: { todoId: id }, body: { version, teamId: team('Personal'), userId: null } })
    expect([await waitsFor(mailId), await sees('nora', mailId)]).toEqual([['Personal', 'Vertrieb'], true])
    const [other] = (await queueOf('tim', 'Vertrieb', 'weitergegeben')) as [TodoAnswer]
    await api.call('tim', assignTodo, {
      params: { todoId: other.id },
      body: { version: other.version, teamId: team('Personal'), userId: null },
    })
    expect([await waitsFor(mailId), await sees('nora', mailId), await sees('ruth', mailId)]).toEqual([['Personal'], false, true])
    expect(await refused(api.call('tim', todoRoutes.getTodo, { params: { todoId: other.id } }))).toBe('record-unknown')
    await bring('weitergegeben', 'Kundenservice')
    expect([await waitsFor(mailId), await sees('nora', mailId)]).toEqual([['Personal'], false])
  })
  it('given to the team that has it, too, it is theirs once, and of whom it was given to', async () => {
    const mailId = await bring('zurückgegeben', 'Kundenservice', 'Vertrieb')
    const [{ id, version }] = (await queueOf('nora', 'Kundenservice', 'zurückgegeben')) as [TodoAnswer]
    const to = { version, teamId: team('Vertrieb'), userId: api.ids.users.get('tim')! }
    const { todo } = await api.call('nora', assignTodo, { params: { todoId: id }, body: to })
    expect(todo).toMatchObject({ team: { name: 'Vertrieb' }, assignee: { name: 'Tim Vogel' }, done: null })
    expect(await waitsFor(mailId)).toEqual(['Vertrieb'])
  })
})
