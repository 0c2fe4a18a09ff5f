import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../testing/databases'
import type { Listener } from '../testing/listener'
import { startTwoServers, type TwoServers } from '../testing/two-servers'
import { until } from '../testing/until'
import { writeEvents } from './write'

describe.each(databases)('events on $name', (database) => {
  let house: TwoServers
  const listeners: Listener[] = []
  beforeAll(async () => {
    house = await startTwoServers(database)
  })
  afterEach(async () => {
    await Promise.all(listeners.splice(0).map((one) => one.leave()))
  })
  afterAll(() => house.close())

  const listen = async (...args: Parameters<TwoServers['listen']>) => {
    const listener = await house.listen(...args)
    listeners.push(listener)
    await until(() => listener.messages.length > 0)
    return listener
  }
  const team = (name: string) => house.ids.teams.get(name)!
  const user = (login: string) => house.ids.users.get(login)!
  const caseEvent = (name: string, audience: number) => ({
    kind: 'case' as const,
    audiences: [audience],
    data: { id: house.id(`@case/${name}`) },
  })
  /** The last thing that happens for everybody: who heard it has heard all that came before. */
  const heardAll = async (...all: readonly Listener[]) => {
    await house.happen({ kind: 'contact', audiences: [0], data: { id: 'end' } })
    await until(() => all.every((one) => one.changes().some(({ data }) => data.id === 'end')))
  }
  const ids = (listener: Listener) => listener.changes().flatMap(({ data }) => (data.id === 'end' ? [] : [data.id]))

  it('reach those at every server who may see the record, and nobody else', async () => {
    const [nora, ruth, tim] = [await listen('nora', { at: 0 }), await listen('ruth', { at: 1 }), await listen('tim', { at: 1 })]
    await house.happen(
      caseEvent('abo-umstellung', team('Kundenservice')),
      caseEvent('namensaenderung', team('Personal')),
      caseEvent('mahnsperre', -user('nora')),
    )
    await heardAll(nora, ruth, tim)
    const id = (name: string) => house.id(`@case/${name}`)
    expect(ids(nora)).toEqual([id('abo-umstellung'), id('mahnsperre')])
    expect(ids(ruth)).toEqual([id('abo-umstellung'), id('namensaenderung')])
    expect(ids(tim)).toEqual([id('abo-umstellung')])
  })
  it('of a kind that a user may not see at all do not reach them', async () => {
    const [nora, lisa, erp] = [await listen('nora'), await listen('lisa'), await listen('erp')]
    await house.happen({ kind: 'todo', audiences: [0], data: { id: '1' } }, { kind: 'mail', audiences: [0], data: { id: '2' } })
    await heardAll(nora, lisa, erp)
    expect([nora, lisa, erp].map(ids)).toEqual([['1', '2'], ['2'], ['2']])
  })
  it('come only as asked for: by kind, by record and what concerns it', async () => {
    const byKind = await listen('nora', { query: '?kinds=todo,contact' })
    const byRecord = await listen('nora', { query: '?records=case:12,contact:77' })
    await house.happen(
      { kind: 'todo', audiences: [0], data: { id: '5', mailId: '3' } },
      { kind: 'case', audiences: [0], data: { id: '12' } },
      { kind: 'case', audiences: [0], data: { id: '13' } },
      { kind: 'activity', audiences: [0], data: { id: '9', caseId: '12' } },
      { kind: 'opportunity', audiences: [0], data: { id: '12' } },
    )
    await heardAll(byKind)
    await house.happen({ kind: 'contact', audiences: [0], data: { id: '77' } })
    await until(() => ids(byRecord).includes('77'))
    expect(ids(byKind)).toEqual(['5', '77'])
    expect(byRecord.changes().map(({ kind, data }) => [kind, data.id])).toEqual([
      ['case', '12'],
      ['activity', '9'],
      ['contact', '77'],
    ])
  })
  it('go on where they stopped, by header or by query, at whichever server', async () => {
    const before = await listen('nora')
    await house.happen({ kind: 'case', audiences: [0], data: { id: '1' } })
    await heardAll(before)
    await before.leave()
    await house.happen({ kind: 'case', audiences: [0], data: { id: '2' } }, { kind: 'case', audiences: [-user('ruth')], data: { id: '3' } })
    const last = before.lastId()
    const [after, elsewhere] = [await listen('nora', { at: 1, lastEventId: last }), await listen('nora', { query: `?after=${last}` })]
    await heardAll(after, elsewhere)
    expect([ids(after), ids(elsewhere)]).toEqual([['2'], ['2']])
  })
  it('say that all must be loaded anew where they cannot go on: events are gone, or it is another database', async () => {
    await house.happen(...Array.from({ length: 30 }, () => ({ kind: 'case' as const, audiences: [0], data: { id: '1' } })))
    const reasons = async (after: string) => {
      const listener = await listen('nora', { lastEventId: after })
      await heardAll(listener)
      return [
        ids(listener).length > 0,
        listener.messages.filter(({ event }) => event === 'anew').map(({ data }) => JSON.parse(data).reason),
      ]
    }
    expect(await reasons('1')).toEqual([true, []])
    expect(await reasons('999999999999')).toEqual([false, ['unknown-place']])
    await house.db.query(`insert into settings (key, value) values ('events-swept', '{"upTo": "20"}')`)
    expect(await reasons('19')).toEqual([false, ['away-too-long']])
    expect(await reasons('20')).toEqual([true, []])
  })
  it('are refused without a token, and with a filter that says nothing', async () => {
    const problem = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code]
    expect(await problem(await house.send(null, 'GET', '/api/events'))).toEqual([401, 'login-needed'])
    for (const query of ['?kinds=%25', '?kinds=case,*', '?records=case:%25', '?records=*', '?records=case:1%20or%201', '?after=-1', '?x=1'])
      expect(await problem(await house.send('nora', 'GET', `/api/events${query}`))).toEqual([400, 'request-wrong'])
    expect(await problem(await house.send('nora', 'GET', '/api/events', undefined, { 'Last-Event-ID': 'x' }))).toEqual([
      400,
      'request-wrong',
    ])
  })
  it('by whom they are, is told; of presence not even that', async () => {
    const nora = await listen('nora')
    await house.db.as({ id: user('tim'), scopes: null }, async (tx) => {
      await writeEvents(
        tx,
        [
          { kind: 'case', audiences: [0], data: { id: '1' } },
          { kind: 'mail-presence', audiences: [0], data: { mailId: '2' } },
        ],
        user('tim'),
      )
    })
    await heardAll(nora)
    expect(nora.changes().map((one) => [one.kind, (one as { by?: unknown }).by])).toEqual([
      ['case', user('tim')],
      ['mail-presence', null],
      ['contact', null],
    ])
  })
  it('may be for others than the one who did it', async () => {
    const ruth = await listen('ruth')
    await house.db.as({ id: user('tim'), scopes: null }, (tx) =>
      writeEvents(tx, [{ kind: 'case', audiences: [-user('ruth')], data: { id: '1' } }], user('tim')),
    )
    await heardAll(ruth)
    expect(ids(ruth)).toEqual(['1'])
  })
  it('that somebody else did cannot be written in the name of another', async () => {
    const forged = house.db.as({ id: user('tim'), scopes: null }, (tx) =>
      tx.query(`insert into events (kind, audiences, data, by_user) values ('case', '{0}', '{}', $1)`, [user('nora')]),
    )
    await expect(forged).rejects.toMatchObject({ code: '42501' })
  })
})
