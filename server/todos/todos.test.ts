import type { ApiProblem } from '@postakte/shared/api/client'
import { type TodoAnswer, todoRoutes } from '@postakte/shared/api/todos'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { buffersRead } from '../testing/buffers'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'
import { refused } from '../testing/refused'
import { meOf } from '../users/me'
import { todayOf } from '../users/today'
import { queueOf } from './queue'

const { listTodos, countTodos, getTodo, assignTodo, takeTodo, finishTodo, reopenTodo } = todoRoutes

describe.each(databases)('the queue of to-dos on $name', ({ open, close }) => {
  let api: TestApi
  let received = 0
  let team = (_name: string) => 0
  let user = (_login: string) => 0
  beforeAll(async () => {
    api = await startApi(await open('world'))
    team = (name) => api.ids.teams.get(name)!
    user = (login) => api.ids.users.get(login)!
    await api.db.query(
      `insert into mailboxes (name, host, login, secret, team_id, owner_id) values ('service', 'h', 'l', 's', $1::int, null), ('personal', 'h', 'l', 's', $2::int, null), ('tim', 'h', 'l', 's', null, $3::int)`,
      [team('Kundenservice'), team('Personal'), user('tim')],
    )
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  /** Takes a mail in through a mailbox and gives the to-do that it became. */
  async function receive(
    mail: Partial<TestMail> & { subject: string; from: string },
    mailbox: 'service' | 'personal' | 'tim' | null = null,
  ): Promise<string> {
    const [box] = await api.db.query<{ id: number }>(`select id from mailboxes where name = $1`, [mailbox ?? ''])
    const place = { source: 'imap' as const, mailboxId: box?.id ?? null, folder: 'INBOX', uidValidity: 1n, uid: BigInt(++received) }
    await api.intake.receive([
      {
        ...place,
        receivedAt: new Date(Date.UTC(2026, 2, 2, 8, received)),
        bytes: mailBytes({ messageId: `m${received}@x.example`, ...mail }),
      },
    ])
    await api.intake.settle()
    const [row] = await api.db.query<{ id: string }>(
      `select t.id::text as id from todos t join mails m on m.id = t.mail_id where m.message_id = $1`,
      [mail.messageId ?? `m${received}@x.example`],
    )
    return row!.id
  }
  const stranger = (name: string, subject: string) => ({ from: `${name}@fremd.example`, subject })
  const list = async (login: string, query = {}) => (await api.call(login, listTodos, { query })).items
  const subjects = async (login: string, query = {}) => (await list(login, query)).map(({ mail }) => mail.subject)
  const get = (login: string, todoId: string) => api.call(login, getTodo, { params: { todoId } })
  const assign = (login: string, { id, version }: Pick<TodoAnswer, 'id' | 'version'>, teamId: number | null, userId: number | null) =>
    api.call(login, assignTodo, { params: { todoId: id }, body: { version, teamId, userId } })

  it('has one sender’s together, or the longest waiting first', async () => {
    await receive(stranger('zoe', 'Eins'), 'service')
    await receive(stranger('adam', 'Zwei'), 'service')
    await receive(stranger('zoe', 'Drei'), 'service')
    expect(await subjects('nora')).toEqual(['Eins', 'Zwei', 'Drei'])
    expect(await subjects('nora', { order: 'sender' })).toEqual(['Zwei', 'Eins', 'Drei'])
  })
  it('says in a sentence why, and offers the candidates as records', async () => {
    const id = await receive({ from: 'familie.ott@t-online.de', subject: 'Wer von beiden?' })
    const todo = await get('nora', id)
    expect(todo).toMatchObject({
      kind: 'ask',
      mail: { from: { address: 'familie.ott@t-online.de' } },
      team: null,
      assignee: null,
      personal: false,
      done: null,
      version: 1,
    })
    expect(todo.candidates.map((one) => one.kind === 'contact' && one.contact.name)).toEqual(['Paul Ott', 'Petra Ott'])
    expect(todo.why).toEqual([
      'Mehrere Kontakte haben die Adresse familie.ott@t-online.de, darunter Paul Ott.',
      'Mehrere Kontakte haben die Adresse familie.ott@t-online.de, darunter Petra Ott.',
    ])
  })
  it('names no private case to others: not as candidate, not in the reason, not as one of several', async () => {
    const unproven = await receive({ from: 'Dora Weiß <dora.weiss@werk8.example>', subject: 'Zur Sperre [VG=4720-p5d]', proven: 'none' })
    const ofNora = await get('nora', unproven)
    expect(JSON.stringify(ofNora)).toContain('Mahnsperre')
    const strangers = await receive({ from: 'Claire Petit <claire@librairie-petit.example>', subject: 'Kennung gefunden [VG=4720-p5d]' })
    const both = await receive({ from: 'Dora Weiß <dora.weiss@werk8.example>', subject: 'Zwei [VG=4720-p5d] [VG=4690-h2v]' })
    expect((await get('nora', both)).why).toHaveLength(3)
    for (const login of ['tim', 'ruth', 'ada'])
      for (const id of [unproven, strangers, both]) {
        const { mail, candidates, why } = await get(login, id)
        expect(JSON.stringify([candidates, why])).not.toMatch(/4720|Mahnsperre|mehrere/i)
        expect(mail.subject).toContain('4720')
      }
    expect((await get('tim', both)).candidates.map((one) => one.kind)).toEqual(['contact', 'case'])
  })
  it('counts what the caller sees, and not further than a hundred', async () => {
    const before = await api.call('tim', countTodos, {})
    await receive(stranger('p', 'Für die Personalabteilung'), 'personal')
    expect(await api.call('tim', countTodos, {})).toEqual(before)
    expect((await api.call('ruth', countTodos, {})).all).toBe(before.all + 1)
    await api.db.query(
      `with o as (insert into originals (sha256, size, bytes) select sha256(g::text::bytea), 1, 'x'::bytea from generate_series(1, 120) g returning sha256),
         m as (insert into mails (identity, sha256, subject, received_at, direction, class, trust, preview, decision, state) select sha256, sha256, 'Flut', '2026-03-02', 'in', 'normal', 2, '', '{}', 'unmatched' from o returning id)
       insert into todos (mail_id, kind, candidates, sender_address, waiting_since) select id, 'unmatched', '[]', 'flut@fremd.example', '2026-03-02' from m`,
    )
    const after = await api.call('tim', countTodos, {})
    expect([after.all, after.unassigned, after.mine]).toEqual([100, 100, 0])
    await api.db.query(`update todos set done_at = now() where sender_address = 'flut@fremd.example'`)
    await api.db.query(`update mails set state = 'ignored' where subject = 'Flut'`)
  })

  it('is taken over by one of two who try at once; the other sees by whom', async () => {
    const id = await receive(stranger('eilig', 'Eilig'), 'service')
    const take = (login: string) =>
      api.call(login, takeTodo, { params: { todoId: id }, body: { version: 1 } }).catch((error: ApiProblem) => error.answer)
    const results = await Promise.all([take('nora'), take('ruth'), take('tim')])
    const won = results.filter((one): one is TodoAnswer => 'assignee' in one)
    expect(won).toHaveLength(1)
    const winner = won[0]!.assignee
    for (const lost of results.filter((one) => 'code' in one))
      expect(lost).toMatchObject({ code: 'changed-meanwhile', status: 409, current: { id, version: 2, assignee: winner } })
  })
  it('is assigned to a team and to somebody of it, and found there', async () => {
    const id = await receive(stranger('wer', 'Weiterreichen'), 'service')
    const { todo } = await assign('nora', { id, version: 1 }, team('Vertrieb'), user('tim'))
    expect(todo).toMatchObject({ team: { name: 'Vertrieb' }, assignee: { name: 'Tim Vogel' }, version: 2 })
    expect(await subjects('tim', { whose: 'mine' })).toContain('Weiterreichen')
    expect(await subjects('tim', { whose: 'teams' })).toContain('Weiterreichen')
    expect(await subjects('nora', { whose: 'teams' })).not.toContain('Weiterreichen')
    expect(await subjects('nora', { team: String(team('Vertrieb')) })).toEqual(['Weiterreichen'])
    expect(await subjects('nora', { whose: 'unassigned' })).not.toContain('Weiterreichen')
  })
  it('is assigned to nobody who would not see it, nor to who is not there', async () => {
    const id = await receive(stranger('wer', 'Wohin?'), 'service')
    const ask = (teamId: number | null, userId: number | null) => refused(assign('ruth', { id, version: 1 }, teamId, userId))
    expect(await ask(team('Personal'), user('nora'))).toBe('assignee-would-not-see')
    expect(await ask(team('Kundenservice'), user('lisa'))).toBe('assignee-would-not-see')
    expect(await ask(4711, null)).toBe('record-unknown')
    expect(await ask(null, 4711)).toBe('record-unknown')
    expect((await get('ruth', id)).version).toBe(1)
  })
  it('goes with its mail to a closed team of which the giver is no member, and is out of sight', async () => {
    const id = await receive(stranger('bewerber', 'Bewerbung'), 'service')
    const mailOf = async (login: string) =>
      (await api.db.as({ id: user(login), scopes: null }, (tx) => tx.query(`select 1 from mails where subject = 'Bewerbung'`))).length
    expect([await mailOf('nora'), await mailOf('tim')]).toEqual([1, 1])
    expect(await assign('nora', { id, version: 1 }, team('Personal'), null)).toEqual({ todo: null })
    expect(await refused(get('nora', id))).toBe('record-unknown')
    expect([await mailOf('nora'), await mailOf('tim'), await mailOf('ruth')]).toEqual([0, 0, 1])
    expect(await get('ruth', id)).toMatchObject({ team: { name: 'Personal' }, version: 2 })
    expect(await refused(assign('nora', { id, version: 2 }, null, null))).toBe('record-unknown')
    expect((await assign('ruth', { id, version: 2 }, null, null)).todo).toMatchObject({ team: null })
    expect([await mailOf('nora'), await mailOf('tim')]).toEqual([1, 1])
  })
  it('of a personal mailbox is its owner’s until he gives it to a team', async () => {
    const id = await receive(stranger('privat', 'An Tim'), 'tim')
    expect(await refused(get('ada', id))).toBe('record-unknown')
    expect((await get('tim', id)).personal).toBe(true)
    expect(await refused(assign('tim', { id, version: 1 }, null, user('nora')))).toBe('todo-is-personal')
    await api.call('tim', takeTodo, { params: { todoId: id }, body: { version: 1 } })
    expect(await refused(get('ada', id))).toBe('record-unknown')
    await assign('tim', { id, version: 2 }, team('Kundenservice'), user('nora'))
    expect(await get('nora', id)).toMatchObject({ personal: false, assignee: { name: 'Nora Stein' } })
  })
  it('is seen by the substitute of an absent colleague among theirs', async () => {
    const id = await receive(stranger('urlaub', 'In Noras Urlaub'), 'service')
    await assign('nora', { id, version: 1 }, team('Kundenservice'), user('nora'))
    expect(await subjects('ruth', { whose: 'mine' })).not.toContain('In Noras Urlaub')
    await api.db.query(
      `update users set absent_from = ${todayOf('$2')} - 1, absent_until = ${todayOf('$2')} + 1, substitute_id = $2 where id = $1`,
      [user('nora'), user('ruth')],
    )
    expect(await subjects('ruth', { whose: 'mine' })).toContain('In Noras Urlaub')
    expect(await subjects('tim', { whose: 'mine' })).not.toContain('In Noras Urlaub')
    await api.db.query(`update users set absent_from = ${todayOf('$1')} + 1, absent_until = ${todayOf('$1')} + 9 where id = $1`, [
      user('nora'),
    ])
    expect(await subjects('ruth', { whose: 'mine' })).not.toContain('In Noras Urlaub')
    await api.db.query(`update users set absent_from = null, absent_until = null, substitute_id = null where id = $1`, [user('nora')])
  })

  it('is done with nothing to file, and opened again', async () => {
    const id = await receive(stranger('werbung', 'Werbung'), 'service')
    const state = async () => (await api.db.query<{ state: string }>(`select state from mails where subject = 'Werbung'`))[0]!.state
    const done = await api.call('nora', finishTodo, { params: { todoId: id }, body: { version: 1 } })
    expect(done.done).toMatchObject({ by: { name: 'Nora Stein' } })
    expect([await state(), await subjects('nora')]).toEqual(['ignored', expect.not.arrayContaining(['Werbung'])])
    expect(await refused(api.call('tim', finishTodo, { params: { todoId: id }, body: { version: 2 } }))).toBe('changed-meanwhile')
    expect(await api.call('tim', reopenTodo, { params: { todoId: id } })).toMatchObject({ done: null, version: 3 })
    expect([await state(), await subjects('nora')]).toEqual(['unmatched', expect.arrayContaining(['Werbung'])])
    expect(await api.call('tim', reopenTodo, { params: { todoId: id } })).toMatchObject({ version: 3 })
  })
  it('is not opened again while its mail lies filed', async () => {
    const id = await receive(stranger('abgelegt', 'Schon abgelegt'), 'service')
    await api.db.query(`update mails set state = 'filed' where subject = 'Schon abgelegt'`)
    await api.db.query(`update todos set done_at = now(), done_by = $2 where id = $1::text::bigint`, [id, user('nora')])
    expect(await refused(api.call('nora', reopenTodo, { params: { todoId: id } }))).toBe('todo-is-filed')
  })
  it('tells the old and the new ones of a handing over', async () => {
    const id = await receive(stranger('melde', 'Meldung'), 'service')
    await assign('nora', { id, version: 1 }, team('Personal'), null)
    const [event] = await api.db.query(`select kind, to_jsonb(audiences) as audiences, data from events order by id desc limit 1`)
    expect(event).toEqual({ kind: 'todo', audiences: [team('Kundenservice'), team('Personal')], data: { todoId: id, change: 'assign' } })
  })

  it('reads of a long queue no more than the page that it shows', async () => {
    if (api.db.kind !== 'postgres') return
    const fill = (from: number, to: number) =>
      api.db.query(
        `with o as (insert into originals (sha256, size, bytes) select sha256(('lang' || g)::bytea), 1, 'x'::bytea from generate_series($1::int, $2::int) g returning sha256),
           m as (insert into mails (identity, sha256, subject, received_at, direction, class, trust, preview, decision, state) select sha256, sha256, 'Lang', '2026-05-01', 'in', 'normal', 2, '', '{}', 'unmatched' from o returning id)
         insert into todos (mail_id, kind, candidates, sender_address, waiting_since) select id, 'unmatched', '[]', 'z' || id % 50 || '@x.example', '2026-05-01'::timestamptz + id * interval '1 second' from m`,
        [from, to],
      )
    const me = (await meOf(api.db, api.token('nora')))!
    const read = async (order: 'sender' | 'waiting') => {
      await api.db.query('analyze todos, mails')
      return buffersRead(api.db, me, (tx) => queueOf(tx, me, { order, whose: 'all', limit: 50 }, 'de'))
    }
    await fill(1, 10_000)
    // A few pages for each line that is shown; the whole queue with its mails would be a thousand and more.
    for (const order of ['sender', 'waiting'] as const) expect(await read(order), order).toBeLessThan(6 * 51)
    await api.db.query(`update todos set done_at = now() where mail_id in (select id from mails where subject = 'Lang')`)
    await api.db.query(`update mails set state = 'ignored' where subject = 'Lang'`)
  })
  it('gives every to-do once, whatever has the same sender or the same time, or comes in between', async () => {
    let made = 0
    const wait = (sender: string, minute: number) =>
      api.db.query<{ id: string }>(
        `with o as (insert into originals (sha256, size, bytes) values (sha256($1::text::bytea), 1, 'x'::bytea) returning sha256),
           m as (insert into mails (identity, sha256, subject, received_at, direction, class, trust, preview, decision, state) select sha256, sha256, $1, '2026-04-01', 'in', 'normal', 2, '', '{}', 'unmatched' from o returning id)
         insert into todos (mail_id, kind, candidates, sender_address, waiting_since, team_id) select id, 'unmatched', '[]', $2, '2026-04-01T00:00:00Z'::timestamptz + $3::int * interval '1 minute', $4::int from m returning id::text as id`,
        [`chance ${++made}`, sender, minute, team('Vertrieb')],
      )
    const one = fc.record({ sender: fc.constantFrom('a@x.example', 'b@x.example'), minute: fc.integer({ min: 0, max: 2 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(one, { maxLength: 14 }),
        fc.array(one, { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('sender' as const, 'waiting' as const),
        async (first, later, limit, order) => {
          await api.db.query(`update todos set done_at = now() where team_id = $1`, [team('Vertrieb')])
          const ids: string[] = []
          for (const { sender, minute } of first) ids.push((await wait(sender, minute))[0]!.id)
          const seen: TodoAnswer[] = []
          for (let after: string | undefined, pages = 0; ; pages++) {
            const { items, next } = await api.call('tim', listTodos, {
              query: { team: String(team('Vertrieb')), order, limit, ...(after === undefined ? {} : { after }) },
            })
            seen.push(...items)
            if (next === null) break
            after = next
            const more = later[pages]
            if (more) await wait(more.sender, more.minute)
          }
          const walked = seen.map(({ id }) => id)
          expect(walked.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort())
          expect(new Set(walked).size).toBe(walked.length)
          const keys = seen.map(
            ({ id, mail, waitingSince }) => `${order === 'sender' ? mail.from.address : ''} ${waitingSince} ${id.padStart(9, '0')}`,
          )
          expect(keys).toEqual([...keys].sort())
        },
      ),
      { numRuns: 10 },
    )
    await api.db.query(`update mails set state = 'ignored' where subject like 'chance %'`)
  })
})
