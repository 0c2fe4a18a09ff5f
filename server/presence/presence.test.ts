import { type PresencePlace, presenceRoutes } from '@postakte/shared/api/presence'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { app } from '../app'
import { writeEvents } from '../events/write'
import { fillRightsWorld } from '../rights/testing/rights-world'
import { databases } from '../testing/databases'
import type { Listener } from '../testing/listener'
import { startTwoServers, type TwoServers } from '../testing/two-servers'
import { until } from '../testing/until'
import { forgetSilent } from './presence'

const unknown = { messageId: 'frage-zum-abo@huber-verlag.example' }

describe.each(databases)('presence on $name', (database) => {
  let house: TwoServers
  const listeners: Listener[] = []
  /** A mail that all may see, and one at a private case of Nora's; both known by the Message-ID alone. */
  let offer: { messageId: string }
  let block: { messageId: string }
  beforeAll(async () => {
    house = await startTwoServers(database)
    const records = await fillRightsWorld(house)
    await house.db.query('delete from presences')
    const mail = async (name: string) => {
      const [row] = await house.db.query<{ messageId: string }>(`select message_id as "messageId" from mails where id = $1::text::bigint`, [
        records.find((record) => record.name === name)!.id,
      ])
      return { messageId: `<${row!.messageId}> `.replace(/@.*>/, (domain) => domain.toUpperCase()) }
    }
    offer = await mail('mail at a contact')
    block = await mail('mail at Nora’s private case')
  })
  afterEach(async () => {
    await Promise.all(listeners.splice(0).map((one) => one.leave()))
    await house.db.query('delete from presences')
  })
  afterAll(() => house.close())

  const at = (
    login: string,
    place: PresencePlace,
    {
      window = 'w1',
      program = 'outlook',
      doing = 'reading',
    }: { window?: string; program?: 'outlook' | 'thunderbird' | 'desk'; doing?: 'reading' | 'answering' } = {},
  ) => house.call(login, presenceRoutes.putPresence, { body: { window, program, at: place, doing } })
  const names = (others: readonly { user: { name: string }; program: string; doing: string }[]) =>
    others.map(({ user, program, doing }) => `${user.name}, ${program}, ${doing}`)
  const listen = async (login: string, query = '?kinds=mail-presence,case-presence,contact') => {
    const listener = await house.listen(login, { query })
    listeners.push(listener)
    await until(() => listener.lastId() !== null)
    return listener
  }
  let ends = 0
  /** What each heard of presence, up to now. */
  const heard = async (...all: readonly Listener[]) => {
    const id = `end${++ends}`
    await house.happen({ kind: 'contact', audiences: [0], data: { id } })
    await until(() => all.every((one) => one.changes().some(({ data }) => data.id === id)))
    return all.map((one) => one.changes().flatMap(({ kind, data }) => (kind === 'contact' ? [] : [data])))
  }

  it('shows who else reads or answers a mail, since when and where, in whichever program', async () => {
    expect((await at('nora', offer)).others).toEqual([])
    const { others, at: place } = await at('tim', offer, { program: 'thunderbird', doing: 'answering' })
    expect(others).toEqual([
      {
        ...{ mailId: place.mailId, caseId: null, messageKey: null, doing: 'reading', program: 'outlook' },
        ...{ user: { id: house.ids.users.get('nora'), name: 'Nora Stein' }, since: expect.stringMatching(/^\d{4}-.*Z$/) },
      },
    ])
    expect(place.mailId).not.toBeNull()
    expect(names((await at('nora', { mailId: place.mailId! })).others)).toEqual(['Tim Vogel, thunderbird, answering'])
    const lisa = await house.call('lisa', presenceRoutes.listPresence, { query: { mailIds: place.mailId! } })
    expect(names(lisa.others)).toEqual(['Nora Stein, outlook, reading', 'Tim Vogel, thunderbird, answering'])
    const byMessageId = await house.call('lisa', presenceRoutes.listPresence, { query: offer })
    expect(byMessageId).toEqual(lisa)
  })
  it('counts a person once, and says that he answers rather than that he reads', async () => {
    await at('nora', offer)
    await at('nora', offer, { window: 'w2', program: 'desk', doing: 'answering' })
    expect(names((await at('tim', offer)).others)).toEqual(['Nora Stein, desk, answering'])
  })
  it('of a mail that the server does not know is shared by those who have it before them, and by nobody else', async () => {
    const [tim, lisa] = [await listen('tim'), await listen('lisa')]
    const { at: place } = await at('tim', unknown)
    expect(place).toEqual({ mailId: null, caseId: null, messageKey: expect.stringMatching(/^[\w-]{22}$/) })
    expect(names((await at('nora', unknown)).others)).toEqual(['Tim Vogel, outlook, reading'])
    expect(await heard(tim, lisa)).toEqual([[{ messageKey: place.messageKey }], []])
    await house.call('nora', presenceRoutes.leavePresence, { params: { window: 'w1' } })
    expect(await heard(tim, lisa)).toEqual([[{ messageKey: place.messageKey }, { messageKey: place.messageKey }], []])
  })
  it('of a mail or case that the asker may not see shows nothing, and tells nothing', async () => {
    const tim = await listen('tim')
    const hers = await at('nora', block)
    expect(hers.at.mailId).not.toBeNull()
    const his = await at('tim', block)
    expect([his.at.mailId, his.others]).toEqual([null, []])
    expect((await house.call('tim', presenceRoutes.listPresence, { query: { mailIds: hers.at.mailId! } })).others).toEqual([])
    await expect(at('tim', { mailId: hers.at.mailId! })).rejects.toMatchObject({ code: 'record-unknown' })
    const personnel = { caseId: house.id('@case/namensaenderung') }
    await at('ruth', personnel)
    await expect(at('tim', personnel)).rejects.toMatchObject({ code: 'record-unknown' })
    expect((await house.call('tim', presenceRoutes.listPresence, { query: { caseIds: personnel.caseId } })).others).toEqual([])
    expect(await heard(tim)).toEqual([[]])
  })
  it('of a case is shown to those who see the case', async () => {
    const place = { caseId: house.id('@case/abo-umstellung') }
    const tim = await listen('tim', `?kinds=case-presence,contact&records=case:${place.caseId},contact:77`)
    await at('nora', place, { program: 'desk' })
    expect(names((await house.call('tim', presenceRoutes.listPresence, { query: { caseIds: place.caseId } })).others)).toEqual([
      'Nora Stein, desk, reading',
    ])
    await until(() => tim.changes().length > 0)
    expect(tim.changes().map(({ kind, data }) => [kind, data])).toEqual([['case-presence', { caseId: place.caseId }]])
  })
  it('is told when it changes, not with every sign of life', async () => {
    const tim = await listen('tim')
    const { at: place } = await at('nora', offer)
    for (let times = 0; times < 3; times++) await at('nora', offer)
    await at('nora', offer, { doing: 'answering' })
    await at('nora', offer, { doing: 'answering' })
    const elsewhere = { caseId: house.id('@case/abo-umstellung') }
    await at('nora', elsewhere)
    await house.call('nora', presenceRoutes.leavePresence, { params: { window: 'w1' } })
    const { mailId } = place
    expect(await heard(tim)).toEqual([[{ mailId }, { mailId }, elsewhere, { mailId }, elsewhere]])
  })
  it('ends when a window gives no sign of life any more', async () => {
    const [tim, lisa] = [await listen('tim'), await listen('lisa')]
    const { at: mail } = await at('nora', offer)
    const { at: key } = await at('nora', unknown, { window: 'w2' })
    await at('tim', unknown)
    await heard(tim, lisa)
    await house.db.query(`update presences set until = now() - interval '1 second' where user_id = $1`, [house.ids.users.get('nora')])
    expect((await at('tim', unknown)).others).toEqual([])
    const before = tim.changes().length
    await house.db.transaction(async (tx) => writeEvents(tx, await forgetSilent(tx), null))
    const [his, hers] = await heard(tim, lisa)
    expect(
      tim
        .changes()
        .slice(before, -1)
        .map(({ data }) => data),
    ).toEqual([{ mailId: mail.mailId }, { messageKey: key.messageKey }])
    expect([his!.length, hers]).toEqual([3, [{ mailId: mail.mailId }, { mailId: mail.mailId }]])
    expect(await house.db.query('select user_id from presences')).toHaveLength(1)
    await expect(house.call('nora', presenceRoutes.leavePresence, { params: { window: 'w1' } })).rejects.toMatchObject({
      code: 'record-unknown',
    })
  })
  it('begins anew when somebody comes back, and counts from when he began to answer', async () => {
    const since = async () => {
      const { others } = await house.call('tim', presenceRoutes.listPresence, { query: offer })
      return others[0]!.since
    }
    await at('nora', offer)
    await house.db.query(`update presences set since = since - interval '1 hour'`)
    const first = await since()
    await at('nora', offer)
    expect(await since()).toBe(first)
    await at('nora', offer, { doing: 'answering' })
    expect((await since()) > first).toBe(true)
  })
  it('leaves no trace of who it was: not in events, not in kept answers, not once a window is closed', async () => {
    const nora = house.ids.users.get('nora')!
    const headers = { 'Idempotency-Key': 'k1' }
    const body = { window: 'w1', program: 'desk', at: offer, doing: 'reading' }
    expect((await house.send('nora', 'PUT', '/api/presence', body, headers)).status).toBe(200)
    await at('nora', unknown)
    await house.call('nora', presenceRoutes.leavePresence, { params: { window: 'w1' } })
    expect(await house.db.query('select 1 from presences')).toEqual([])
    expect(await house.db.query(`select 1 from idempotency_keys where key = 'k1'`)).toEqual([])
    const events = await house.db.query<{ by_user: number | null; data: Record<string, unknown> }>(
      `select by_user, data from events where kind in ('mail-presence', 'case-presence')`,
    )
    expect(events.length).toBeGreaterThan(0)
    expect(events.filter(({ by_user, data }) => by_user !== null || JSON.stringify(data).includes(`${nora}"`) || 'user' in data)).toEqual(
      [],
    )
    const everything = await house.db.query<{ text: string }>(
      `select to_jsonb(p)::text as text from presences p union all select to_jsonb(e)::text from events e`,
    )
    expect(everything.filter(({ text }) => text.includes('frage-zum-abo'))).toEqual([])
  })
  it('cannot be said in the name of another', async () => {
    const forged = house.db.as({ id: house.ids.users.get('tim')!, scopes: null }, (tx) =>
      tx.query(
        `insert into presences (user_id, "window", program, doing, message_key, until, audiences) values ($1, 'x', 'desk', 'reading', 'k', now(), '{}')`,
        [house.ids.users.get('nora')],
      ),
    )
    await expect(forged).rejects.toMatchObject({ code: '42501' })
  })
  it('is for so many windows of one person', async () => {
    for (let window = 0; window < 50; window++) await at('nora', unknown, { window: `w${window}` })
    await expect(at('nora', unknown, { window: 'one-more' })).rejects.toMatchObject({ code: 'too-many-windows' })
    await at('nora', unknown, { window: 'w7' })
  })
  it('can be switched off by the operator: nothing is kept, nobody is shown', async () => {
    const config = { ...house.config, POSTAKTE_PRESENCE: false }
    const quiet = app({ db: house.db, intake: house.intake, live: house.live, config })
    const answer = await quiet.request('/api/presence', {
      method: 'PUT',
      headers: { Authorization: `Bearer ${house.token('nora')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ window: 'w1', program: 'desk', at: offer, doing: 'reading' }),
    })
    expect(await answer.json()).toMatchObject({ others: [], again: 30 })
    expect(await house.db.query('select 1 from presences')).toEqual([])
  })
  it('refuses a place that is none, or more than one', async () => {
    const status = async (place: unknown) =>
      (await house.send('nora', 'PUT', '/api/presence', { window: 'w1', program: 'desk', at: place, doing: 'reading' })).status
    for (const place of [{}, { mailId: 'x' }, { messageId: '' }, { messageId: '<>' }, { mailId: '1', caseId: '2' }, null])
      expect(await status(place)).toBe(400)
    expect(await status({ mailId: '999999999' })).toBe(404)
  })
})
