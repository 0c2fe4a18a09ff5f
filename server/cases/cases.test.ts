import { caseStateRoutes } from '@postakte/shared/api/case-states'
import { casesRoutes } from '@postakte/shared/api/cases'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { caseCheck } from '../intake/pipeline/case-check'
import { startApi, type TestApi } from '../testing/api'
import { arrive } from '../testing/arrive'
import { databases } from '../testing/databases'
import { refused } from '../testing/refused'
import { todayOf } from '../users/today'

const routes = { ...casesRoutes, ...caseStateRoutes }

describe.each(databases)('cases on $name', ({ open, close }) => {
  let api: TestApi
  let abo: string
  beforeAll(async () => {
    api = await startApi(await open('world'))
    abo = api.id('@case/abo-umstellung')
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const user = (login: string) => Number(api.id(`@user/${login}`))
  const team = (name: string) => Number(api.id(`@team/${name}`))
  const get = (login: string, caseId: string) => api.call(login, routes.getCase, { params: { caseId } })
  const list = (login: string, query: Record<string, unknown>) => api.call(login, routes.listCases, { query: query as never })
  const titles = async (login: string, query: Record<string, unknown>) => (await list(login, query)).items.map(({ title }) => title)
  const make = (login: string, body: Record<string, unknown>) => api.call(login, routes.makeCase, { body: body as never })

  it('shows a case with its tag, its people and where it stands', async () => {
    expect(await get('nora', abo)).toMatchObject({
      number: '4711',
      tag: '[VG=4711-x7k]',
      title: 'Abo-Umstellung',
      status: 'open',
      contact: { name: 'Anna Huber', number: '10024' },
      participants: [{ name: 'Anna Huber' }],
      team: { name: 'Kundenservice' },
      owner: { name: 'Nora Stein' },
      assignee: null,
      folder: null,
      private: false,
      type: 'case',
      links: [],
      mergedInto: null,
      merged: [],
      customerWaitsSince: null,
      weWaitSince: null,
      version: 1,
    })
    expect((await api.call('nora', routes.getCaseByNumber, { params: { number: '04711' } })).id).toBe(abo)
  })

  it('hides what a user may not see, as if it did not exist', async () => {
    const hidden = api.id('@case/namensaenderung')
    for (const caseId of [hidden, '999999']) expect([caseId, await refused(get('nora', caseId))]).toEqual([caseId, 'record-unknown'])
    expect(await refused(api.call('nora', routes.getCaseByNumber, { params: { number: '4730' } }))).toBe('record-unknown')
    expect(await refused(api.call('tim', routes.closeCase, { params: { caseId: api.id('@case/mahnsperre') }, body: {} }))).toBe(
      'record-unknown',
    )
    expect(await titles('nora', { contact: api.id('@contact/karin') })).toEqual([])
    expect(await titles('ruth', { contact: api.id('@contact/karin') })).toEqual(['Namensänderung im Abo'])
  })

  describe('a new one', () => {
    it('gets the next number, and a check made from it and the server’s secret', async () => {
      const one = await make('nora', {
        title: '  Nachsendung\nim August ',
        contactId: api.id('@contact/ida'),
        teamId: team('Kundenservice'),
      })
      const other = await make('nora', { title: 'Noch einer' })
      expect(Number(other.number)).toBe(Number(one.number) + 1)
      expect(one.tag).toBe(`[VG=${one.number}-${caseCheck(one.number, 's'.repeat(32))}]`)
      expect(one).toMatchObject({ title: 'Nachsendung im August', owner: { id: user('nora') }, contact: { name: 'Ida Möwe' }, version: 1 })
    })
    it('passes over a number that came in from elsewhere', async () => {
      const [next] = await api.db.query<{ n: string }>(`select (nextval('case_numbers') + 1)::text as n`)
      await api.db.query(`insert into cases (number, "check", title) values ($1, 'aaa', 'Aus der Warenwirtschaft')`, [next!.n])
      expect((await make('nora', { title: 'Danach' })).number).toBe(String(Number(next!.n) + 1))
    })
    it('is called like the mail that it is made from, without prefixes and tags', async () => {
      await arrive(api, {
        from: 'Ida Möwe <ida@möwe-bücher.example>',
        subject: 'AW: WG: [KD=10041] Lieferung fehlt',
        messageId: 'l1@moewe',
      })
      const [mail] = await api.db.query<{ id: string }>(`select id::text from mails where message_id = 'l1@moewe'`)
      expect((await make('nora', { mailId: mail!.id })).title).toBe('Lieferung fehlt')
      await api.db.query(`update mails set subject = 'AW: [KD=10041]' where id = $1::text::bigint`, [mail!.id])
      expect(await refused(make('nora', { mailId: mail!.id }))).toBe('case-title-missing')
      expect(await refused(make('nora', { mailId: '999999' }))).toBe('record-unknown')
    })
    it('takes no field that is not for the caller to set, and no record that he does not see', async () => {
      for (const field of ['number', 'status', 'ownerId', 'createdBy', 'audience', 'version'])
        expect([field, await refused(make('nora', { title: 'x', [field]: 1 }))]).toEqual([field, 'request-wrong'])
      expect(await refused(make('nora', {}))).toBe('request-wrong')
      expect(await refused(make('nora', { title: 'x', contactId: '999999' }))).toBe('record-unknown')
      expect(await refused(make('nora', { title: 'x', teamId: 999 }))).toBe('record-unknown')
      expect(await refused(make('nora', { title: 'x', teamId: team('Personal') }))).toBe('record-unknown')
      expect(await refused(make('lisa', { title: 'x' }))).toBe('not-allowed')
      const [{ n }] = (await api.db.query<{ n: number }>(`select count(*)::int as n from cases where title = 'x'`)) as [{ n: number }]
      expect(n).toBe(0)
    })
    it('goes only to somebody who may see it', async () => {
      const toTim = { title: 'Urlaubsantrag', teamId: team('Personal'), assigneeId: user('tim') }
      expect(await refused(make('ruth', toTim))).toBe('case-assignee-cannot-see')
      expect((await make('ruth', { ...toTim, assigneeId: user('ruth') })).assignee?.name).toBe('Ruth Özdemir')
      expect(await refused(make('nora', { title: 'Geheim', private: true, assigneeId: user('tim') }))).toBe('case-assignee-cannot-see')
    })
  })

  describe('a change', () => {
    it('of title, contact, participants and type', async () => {
      const { id, version } = await make('nora', { title: 'Alt', participantIds: [api.id('@contact/anna')] })
      const now = await api.call('nora', routes.changeCase, {
        params: { caseId: id },
        body: {
          version,
          title: 'Neu',
          contactId: api.id('@contact/ben'),
          participantIds: [api.id('@contact/ben'), api.id('@contact/ida')],
          type: 'inquiry',
        },
      })
      expect(now).toMatchObject({ title: 'Neu', contact: { name: 'Ben Kramer' }, type: 'inquiry', version: 2 })
      expect(now.participants.map(({ name }) => name)).toEqual(['Ben Kramer', 'Ida Möwe'])
      const without = await api.call('nora', routes.changeCase, { params: { caseId: id }, body: { version: 2, contactId: null } })
      expect([without.contact, without.title]).toEqual([null, 'Neu'])
    })
    it('of an older version is refused with the case as it is now, and leaves it alone', async () => {
      const { id } = await make('nora', { title: 'Zwei zugleich' })
      await api.call('tim', routes.changeCase, { params: { caseId: id }, body: { version: 1, title: 'Tims Titel' } })
      const late = api.call('nora', routes.changeCase, {
        params: { caseId: id },
        body: { version: 1, title: 'Noras Titel', participantIds: [api.id('@contact/ida')] },
      })
      await expect(late).rejects.toMatchObject({
        code: 'changed-meanwhile',
        answer: { current: { title: 'Tims Titel', version: 2, participants: [] } },
      })
      expect(await get('nora', id)).toMatchObject({ title: 'Tims Titel', participants: [] })
    })
    it('takes a merged contact for the one it became', async () => {
      const [gone] = await api.db.query<{ id: string }>(
        `insert into contacts (kind, name, merged_into) values ('person', 'A. Huber', $1::text::bigint) returning id::text as id`,
        [api.id('@contact/anna')],
      )
      const { id } = await make('nora', { title: 'Doppelt', contactId: gone!.id, participantIds: [gone!.id, api.id('@contact/anna')] })
      expect(await get('nora', id)).toMatchObject({ contact: { name: 'Anna Huber' }, participants: [{ name: 'Anna Huber' }] })
    })
  })

  describe('its state', () => {
    let id: string
    beforeEach(async () => {
      id = (await make('ruth', { title: 'Zustände', teamId: team('Kundenservice') })).id
    })
    const to = (login: string, name: keyof typeof caseStateRoutes, version?: number) => {
      const route = caseStateRoutes[name]
      const given = version === undefined ? {} : { version }
      return api.call(login, route, {
        params: { caseId: id },
        ...(route.method === 'POST' ? { body: given } : { query: given }),
      } as never) as Promise<{
        status: string
        statusBy: { name: string } | null
        closedAt: string | null
        version: number
      }>
    }

    it('is closed and opened again, by whom and when', async () => {
      expect(await to('nora', 'closeCase', 1)).toMatchObject({
        status: 'closed',
        statusBy: { name: 'Nora Stein' },
        closedAt: expect.any(String),
        version: 2,
      })
      expect(await to('nora', 'closeCase')).toMatchObject({ version: 2 })
      expect(await refused(to('nora', 'reopenCase', 1))).toBe('changed-meanwhile')
      expect(await to('tim', 'reopenCase', 2)).toMatchObject({ status: 'open', statusBy: { name: 'Tim Vogel' }, closedAt: null })
    })
    it('waits for the customer, unless it is closed', async () => {
      expect(await to('nora', 'waitForCustomer')).toMatchObject({ status: 'waiting' })
      expect(await to('nora', 'waitNoLonger')).toMatchObject({ status: 'open' })
      await to('nora', 'closeCase')
      expect(await refused(to('nora', 'waitForCustomer'))).toBe('case-closed')
    })
    it('is archived for those who may open archived cases, and is closed when it comes back', async () => {
      expect(await refused(to('nora', 'archiveCase'))).toBe('not-allowed')
      expect(await to('ruth', 'archiveCase')).toMatchObject({ status: 'archived', closedAt: expect.any(String) })
      expect(await refused(get('nora', id))).toBe('record-unknown')
      expect(await refused(to('nora', 'reopenCase'))).toBe('record-unknown')
      expect(await refused(to('dirk', 'unarchiveCase'))).toBe('not-allowed')
      expect(await titles('nora', { status: 'archived' })).toEqual([])
      const ids = async (login: string) =>
        (await list(login, { status: 'any', team: team('Kundenservice'), limit: 200 })).items.map((one) => one.id)
      expect([(await ids('nora')).includes(id), (await ids('ruth')).includes(id)]).toEqual([false, true])
      expect(await titles('ruth', { status: 'archived' })).toEqual(['Zustände'])
      expect(await to('ruth', 'unarchiveCase')).toMatchObject({ status: 'closed' })
      await to('ruth', 'reopenCase')
    })
  })

  describe('a list', () => {
    it('comes in pages, last changed first, each case once', async () => {
      for (const title of ['Seite 1', 'Seite 2', 'Seite 3']) await make('tim', { title, teamId: team('Vertrieb') })
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await list('tim', { team: team('Vertrieb'), status: 'any', limit: 2, ...(after ? { after } : {}) })
        seen.push(...page.items.map(({ title }) => title))
        after = page.next ?? undefined
      } while (after)
      expect(seen).toEqual(['Seite 3', 'Seite 2', 'Seite 1', 'Anzeigenreklamation'])
      expect(await titles('tim', { team: team('Vertrieb') })).toEqual(['Seite 3', 'Seite 2', 'Seite 1'])
      expect(await titles('tim', { team: team('Vertrieb'), status: 'closed' })).toEqual(['Anzeigenreklamation'])
    })
    it('is sorted by who has waited longest, with those at the end for whom nobody waits', async () => {
      const ages = { 'Seite 1': '2026-03-05', 'Seite 3': '2026-03-02' }
      for (const [title, day] of Object.entries(ages))
        await api.db.query(`update cases set customer_waits_since = $2::text::timestamptz where title = $1`, [title, day])
      const pages: string[][] = []
      let after: string | undefined
      do {
        const page = await list('tim', { team: team('Vertrieb'), order: 'waiting', limit: 1, ...(after ? { after } : {}) })
        pages.push(page.items.map(({ title }) => title))
        after = page.next ?? undefined
      } while (after)
      expect(pages.flat()).toEqual(['Seite 3', 'Seite 1', 'Seite 2'])
    })
    it('of a contact has those where it only takes part, too', async () => {
      expect(await titles('nora', { contact: api.id('@contact/ben'), status: 'waiting' })).toEqual(['Adressänderung Filiale'])
    })
    it('refuses a place that no list of ours said', async () => {
      for (const after of ['x', Buffer.from('["a"]').toString('base64url'), Buffer.from(`["' or 1=1","1"]`).toString('base64url')])
        expect(await refused(list('nora', { after }))).toBe('request-wrong')
    })
    it('of mine has those of a colleague who is away and named me, marked', async () => {
      const own = await make('tim', { title: 'Tims eigener', assigneeId: user('tim') })
      await make('nora', { title: 'Noras Vorgang', assigneeId: user('nora') })
      expect(await titles('tim', { assignee: 'me' })).toEqual(['Tims eigener'])
      await api.db.query(
        `update users set absent_from = ${todayOf('$2')} - 1, absent_until = ${todayOf('$2')}, substitute_id = $2 where id = $1`,
        [user('nora'), user('tim')],
      )
      const { items } = await list('tim', { assignee: 'me' })
      expect(items.map(({ title, inAbsenceOf }) => [title, inAbsenceOf?.name ?? null])).toEqual([
        ['Noras Vorgang', 'Nora Stein'],
        ['Tims eigener', null],
      ])
      const taken = await api.call('tim', routes.takeCaseOver, { params: { caseId: items[0]!.id }, body: { version: items[0]!.version } })
      expect(taken.assignee?.name).toBe('Tim Vogel')
      await api.db.query(`update users set absent_until = ${todayOf('$2')} - 1 where id = $1`, [user('nora'), user('tim')])
      await make('nora', { title: 'Wieder da', assigneeId: user('nora') })
      expect(await titles('tim', { assignee: 'me' })).toEqual(['Noras Vorgang', 'Tims eigener'])
      expect(await titles('nora', { assignee: user('tim') })).toEqual(['Noras Vorgang', 'Tims eigener'])
      expect((await titles('nora', { assignee: 'nobody' })).includes('Tims eigener')).toBe(false)
      expect(own.inAbsenceOf).toBeNull()
    })
  })
})
