import { activityRoutes } from '@postakte/shared/api/activities'
import { caseMergeRoutes } from '@postakte/shared/api/case-merges'
import type { ApiProblem } from '@postakte/shared/api/client'
import { contactRoutes } from '@postakte/shared/api/contacts'
import type { InputOf } from '@postakte/shared/api/route'
import type { TargetRef } from '@postakte/shared/api/shapes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { refused } from '../testing/refused'

const { logActivity, getActivity, changeActivity, refileActivity, deleteActivity, undeleteActivity, getCaseTimeline, getContactTimeline } =
  activityRoutes

describe.each(databases)('calls, notes and meetings on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('work'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  const at = (...records: string[]): TargetRef[] =>
    records.map((record) => ({ kind: record.split('/')[0] as TargetRef['kind'], id: api.id(`@${record}`) }))
  const log = (login: string, under: TargetRef[], more: object = {}) =>
    api.call(login, logActivity, { body: { kind: 'note', title: 'Notiz', text: 'Etwas', under, ...more } } as InputOf<typeof logActivity>)
  const titles = async (login: string, record: string) => {
    const [target] = at(record)
    const page =
      target!.kind === 'case'
        ? api.call(login, getCaseTimeline, { params: { caseId: target!.id }, query: {} })
        : api.call(login, getContactTimeline, { params: { contactId: target!.id }, query: {} })
    return (await page).items.map((entry) => entry.logged?.title ?? entry.mail?.subject)
  }

  it.each(Object.entries(activityRoutes))('has an example that runs: %s', async (_, route) => {
    const response = await api.sendExample(route)
    expect([response.status, await response.text()]).toEqual([route.method === 'POST' && 'makes' in route ? 201 : 200, expect.any(String)])
  })

  it('logs a call under the customer and the case, and both timelines show it', async () => {
    const call = await log('nora', at('contact/ida', 'case/abo-umstellung'), {
      kind: 'call',
      direction: 'out',
      minutes: 4,
      title: 'Rückruf an Frau Möwe',
    })
    expect(call).toMatchObject({ kind: 'call', direction: 'out', minutes: 4, user: { name: 'Nora Stein' }, version: 1, mayChange: true })
    expect(call.under.map((one) => one.kind)).toEqual(['contact', 'case'])
    expect(await titles('tim', 'contact/ida')).toEqual(['Rückruf an Frau Möwe'])
    expect(await titles('tim', 'case/abo-umstellung')).toContain('Rückruf an Frau Möwe')
  })
  it('files under nothing that the caller does not see, and says no more than that it is unknown', async () => {
    for (const record of ['case/mahnsperre', 'case/namensaenderung', 'opportunity/digital'])
      expect(await refused(log('tim', [...at('contact/paul'), ...at(record)]))).toBe('record-unknown')
    expect(await refused(log('tim', [{ kind: 'contact', id: '999999' }]))).toBe('record-unknown')
    expect(await titles('tim', 'contact/paul')).toEqual([])
  })
  it('keeps what is noted under a private case from everybody else, also at the contact', async () => {
    expect(await titles('nora', 'contact/dora')).toContain('Ratenplan')
    for (const login of ['tim', 'ruth', 'ada', 'dirk']) expect(await titles(login, 'contact/dora')).not.toContain('Ratenplan')
    const sperre = api.id('@activity/sperre')
    expect(await refused(api.call('ruth', getActivity, { params: { activityId: sperre } }))).toBe('record-unknown')
    expect(await refused(api.call('ruth', deleteActivity, { params: { activityId: sperre }, body: { version: 1 } }))).toBe('record-unknown')
  })
  it('names only those of its records that the reader sees', async () => {
    const note = await log('nora', at('case/adressaenderung', 'case/mahnsperre'))
    expect((await api.call('tim', getActivity, { params: { activityId: note.id } })).under).toMatchObject([
      { case: { title: 'Adressänderung Filiale' } },
    ])
  })

  it('moves in its timeline when its time is changed', async () => {
    const first = await log('nora', at('contact/claire'), { title: 'erst', occurredAt: '2026-01-01T10:00:00Z' })
    await log('nora', at('contact/claire'), { title: 'dann', occurredAt: '2026-01-02T10:00:00Z' })
    expect(await titles('nora', 'contact/claire')).toEqual(['dann', 'erst'])
    const body = { version: 1, occurredAt: '2026-01-03T10:00:00+02:00' }
    expect(await api.call('nora', changeActivity, { params: { activityId: first.id }, body })).toMatchObject({
      version: 2,
      occurredAt: '2026-01-03T08:00:00.000Z',
    })
    expect(await titles('nora', 'contact/claire')).toEqual(['erst', 'dann'])
  })
  it('lets everybody change what is theirs, and a lead what is others’', async () => {
    const note = await log('nora', at('contact/ben'))
    const change = (login: string, version: number, body = {}) =>
      refused(api.call(login, changeActivity, { params: { activityId: note.id }, body: { version, title: `von ${login}`, ...body } }))
    expect(await change('tim', 1)).toBe('not-allowed')
    expect(await change('lisa', 1)).toBe('not-allowed')
    expect(await change('ruth', 1)).toBe('done')
    expect(await change('nora', 2)).toBe('done')
    expect(await change('nora', 3, { minutes: 5 })).toBe('activity-has-no-such-field')
    expect(await change('nora', 3, { direction: 'in' })).toBe('activity-has-no-such-field')
  })
  it('gives whoever changes an old version the newest one', async () => {
    const note = await log('nora', at('contact/ben'))
    const params = { activityId: note.id }
    await api.call('nora', changeActivity, { params, body: { version: 1, text: 'neu' } })
    const late = await api
      .call('nora', changeActivity, { params, body: { version: 1, text: 'alt' } })
      .catch((error: ApiProblem) => error.answer)
    expect(late).toMatchObject({ code: 'changed-meanwhile', status: 409, current: { text: 'neu', version: 2 } })
  })
  it('is changed by one of two at the same moment', async () => {
    const note = await log('nora', at('contact/ben'))
    const both = ['eins', 'zwei'].map((title) =>
      refused(api.call('nora', changeActivity, { params: { activityId: note.id }, body: { version: 1, title } })),
    )
    expect((await Promise.all(both)).sort()).toEqual(['changed-meanwhile', 'done'])
  })

  it('is filed elsewhere, and back where it was', async () => {
    const note = await log('nora', at('case/abo-umstellung'), { title: 'Wanderer' })
    const put = (version: number, ...records: string[]) =>
      api.call('nora', refileActivity, { params: { activityId: note.id }, body: { version, under: at(...records) } })
    await put(1, 'case/adressaenderung', 'contact/ben')
    expect(await titles('nora', 'case/abo-umstellung')).not.toContain('Wanderer')
    expect(await titles('nora', 'case/adressaenderung')).toContain('Wanderer')
    await put(2, 'case/abo-umstellung')
    expect(await titles('nora', 'case/abo-umstellung')).toContain('Wanderer')
    expect(await titles('nora', 'contact/ben')).not.toContain('Wanderer')
  })
  it('stays where others filed it unseen, when it is filed elsewhere', async () => {
    const note = await log('nora', at('case/adressaenderung', 'case/mahnsperre'), { title: 'Beides' })
    await api.call('ruth', refileActivity, { params: { activityId: note.id }, body: { version: 1, under: at('case/abo-umstellung') } })
    expect(await titles('nora', 'case/mahnsperre')).toContain('Beides')
    expect(await titles('nora', 'case/adressaenderung')).not.toContain('Beides')
  })
  it('becomes visible and invisible with its records', async () => {
    const note = await log('nora', at('contact/ben'), { title: 'Erst offen' })
    await api.call('nora', refileActivity, {
      params: { activityId: note.id },
      body: { version: 1, under: at('contact/ben', 'case/mahnsperre') },
    })
    expect(await titles('tim', 'contact/ben')).not.toContain('Erst offen')
    expect(await titles('nora', 'contact/ben')).toContain('Erst offen')
    await api.call('nora', refileActivity, { params: { activityId: note.id }, body: { version: 2, under: at('contact/ben') } })
    expect(await titles('tim', 'contact/ben')).toContain('Erst offen')
  })

  it('leaves every timeline when it is deleted, and comes back', async () => {
    const note = await log('nora', at('contact/gerd', 'case/abo-umstellung'), { title: 'Irrtum' })
    const params = { activityId: note.id }
    expect(await api.call('nora', deleteActivity, { params, body: { version: 1 } })).toMatchObject({
      version: 2,
      deletedAt: expect.any(String),
    })
    expect(await titles('nora', 'contact/gerd')).toEqual([])
    expect(await titles('nora', 'case/abo-umstellung')).not.toContain('Irrtum')
    expect(await refused(api.call('tim', getActivity, { params }))).toBe('record-unknown')
    expect(await refused(api.call('nora', changeActivity, { params, body: { version: 2, title: 'x' } }))).toBe('changed-meanwhile')
    expect(await api.call('nora', undeleteActivity, { params })).toMatchObject({ version: 3, deletedAt: null })
    expect(await api.call('nora', undeleteActivity, { params })).toMatchObject({ version: 3 })
    expect(await titles('tim', 'contact/gerd')).toEqual(['Irrtum'])
  })
  it('stays private while it is deleted', async () => {
    const note = await log('nora', at('contact/dora', 'case/mahnsperre'), { title: 'Privat gelöscht' })
    await api.call('nora', deleteActivity, { params: { activityId: note.id }, body: { version: 1 } })
    expect(await refused(api.call('ruth', undeleteActivity, { params: { activityId: note.id } }))).toBe('record-unknown')
    await api.call('nora', undeleteActivity, { params: { activityId: note.id } })
    expect(await titles('ruth', 'contact/dora')).not.toContain('Privat gelöscht')
  })

  it('under a merged contact lies under the one that it became', async () => {
    const [petra, paul] = [api.id('@contact/petra'), api.id('@contact/paul')]
    const { id } = await api.call('ruth', contactRoutes.mergeContact, { params: { contactId: paul }, body: { contactId: petra } })
    const note = await log('nora', at('contact/petra', 'contact/paul'), { title: 'Nach dem Zusammenführen' })
    expect(note.under).toMatchObject([{ contact: { name: 'Paul Ott' } }])
    expect(await titles('nora', 'contact/petra')).toEqual(['Nach dem Zusammenführen'])
    await api.call('ruth', contactRoutes.undoContactMerge, { params: { contactId: paul, mergeId: id } })
    expect(await titles('nora', 'contact/petra')).toEqual([])
  })
  it('under a merged case lies under the one that it became', async () => {
    const [from, into] = [api.id('@case/adressaenderung'), api.id('@case/abo-umstellung')]
    const [{ version }] = (await api.db.query<{ version: number }>(`select version from cases where id = $1::text::bigint`, [from])) as [
      { version: number },
    ]
    await api.call('nora', caseMergeRoutes.mergeCase, { params: { caseId: from }, body: { version, intoId: into } })
    const note = await log('nora', at('case/adressaenderung'), { title: 'Zum alten Vorgang' })
    expect(note.under).toMatchObject([{ case: { number: '4711' } }])
    expect(await titles('nora', 'case/adressaenderung')).toContain('Zum alten Vorgang')
  })

  it('knows no other fields than its own', async () => {
    const body = { kind: 'note', title: 'x', under: at('contact/ben') }
    for (const more of [
      { userId: 1 },
      { version: 9 },
      { audiences: [0] },
      { minutes: 3 },
      { title: '' },
      { title: ' \u0007 ' },
      { under: [] },
      { kind: 'mail' },
    ]) {
      const response = await api.send('nora', 'POST', '/api/activities', { ...body, ...more })
      expect([more, response.status]).toEqual([more, 400])
    }
    expect((await api.send('lisa', 'POST', '/api/activities', body)).status).toBe(403)
  })
  it('tells each audience of its own records only', async () => {
    const [last] = await api.db.query<{ id: string }>('select coalesce(max(id), 0)::text as id from events')
    await log('nora', at('contact/dora', 'case/abo-umstellung', 'case/mahnsperre'))
    const events = await api.db.query<{ data: object; audiences: number[] }>(
      `select data, to_jsonb(audiences) as audiences from events where id > $1::text::bigint order by id`,
      [last!.id],
    )
    const nora = -Number(api.id('@user/nora'))
    const service = Number(api.id('@team/Kundenservice'))
    expect(
      events.map(({ data, audiences }) => [Object.keys(data).find((key) => key === 'caseId' || key === 'contactId'), audiences]),
    ).toEqual([
      ['contactId', [nora, service]],
      ['caseId', [service]],
      ['caseId', [nora]],
    ])
  })
})
