import { casesRoutes as routes } from '@postakte/shared/api/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { arrive } from '../testing/arrive'
import { databases } from '../testing/databases'

describe.each(databases)('who answered what on $name', ({ open, close }) => {
  let api: TestApi
  let caseId: string
  const at = (day: number) => new Date(Date.UTC(2026, 2, day, 8))
  beforeAll(async () => {
    api = await startApi(await open('world'))
    caseId = api.id('@case/abo-umstellung')
    const anna = { from: 'Anna Huber <anna@huber-verlag.example>', subject: 'AW: Abo [VG=4711-x7k]' }
    const ours = { to: 'anna@huber-verlag.example', subject: 'AW: Abo [VG=4711-x7k]', proven: 'submitted' as const }
    await arrive(
      api,
      { ...anna, messageId: 'a1@huber-verlag.example', at: at(2) },
      { ...anna, messageId: 'a2@huber-verlag.example', at: at(3) },
      { ...ours, from: 'Nora Stein <n.stein@sonnberg.example>', messageId: 'o1@sonnberg.example', at: at(4) },
      { ...ours, from: 'Kundenservice <service@sonnberg.example>', messageId: 'o2@sonnberg.example', at: at(5) },
      { ...anna, messageId: 'a3@huber-verlag.example', at: at(6) },
      {
        ...ours,
        from: 'Tim Vogel <t.vogel@sonnberg.example>',
        subject: 'Ihr Abo [VG=4711-x7k]',
        messageId: 'o3@sonnberg.example',
        at: at(8),
      },
      {
        ...ours,
        from: 'Tim Vogel <t.vogel@sonnberg.example>',
        messageId: 'o4@sonnberg.example',
        at: at(9),
        headers: ['Auto-Submitted: auto-replied'],
      },
    )
    await api.db.query(
      `with a as (insert into activities (kind, occurred_at, title, direction, user_id) values ('call', '2026-03-10T08:00Z', 'Rückruf', 'out', $2::int), ('call', '2026-03-11T08:00Z', 'Anruf von ihr', 'in', $2::int), ('note', '2026-03-12T08:00Z', 'Notiz', null, $2::int) returning id, occurred_at)
       insert into filings (activity_id, occurred_at, case_id, rule, because, filed_by) select id, occurred_at, $1::text::bigint, 'person', '{}', $2::int from a`,
      [caseId, Number(api.id('@user/nora'))],
    )
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const list = (query = {}, login = 'nora') => api.call(login, routes.listCaseAnswers, { params: { caseId }, query })

  it('says who, when, and since when the customer had waited for it; newest first', async () => {
    const { items, next } = await list()
    expect(next).toBeNull()
    expect(
      items.map(({ kind, user, fromAddress, title, at: when, waitedSince }) => [
        kind,
        user?.name ?? null,
        fromAddress,
        title,
        when.slice(8, 10),
        waitedSince?.slice(8, 10) ?? null,
      ]),
    ).toEqual([
      ['call', 'Nora Stein', null, 'Rückruf', '10', null],
      ['mail', 'Tim Vogel', 't.vogel@sonnberg.example', 'Ihr Abo [VG=4711-x7k]', '08', '06'],
      ['mail', null, 'service@sonnberg.example', 'AW: Abo [VG=4711-x7k]', '05', null],
      ['mail', 'Nora Stein', 'n.stein@sonnberg.example', 'AW: Abo [VG=4711-x7k]', '04', '02'],
    ])
  })
  it('of one colleague, and in pages', async () => {
    const noras = await list({ user: Number(api.id('@user/nora')) })
    expect(noras.items.map(({ kind }) => kind)).toEqual(['call', 'mail'])
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await list({ limit: 1, ...(after ? { after } : {}) })
      seen.push(...page.items.map(({ at: when }) => when.slice(8, 10)))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual(['10', '08', '05', '04'])
  })
  it('only to those who see the case, and without mails to those who may read none', async () => {
    await api.db.query(`update cases set private = true where id = $1::text::bigint`, [caseId])
    await expect(list({}, 'tim')).rejects.toMatchObject({ code: 'record-unknown' })
    await api.db.query(`update cases set private = false where id = $1::text::bigint`, [caseId])
    await api.db.query(`update roles set permissions = array_remove(permissions, 'mails.read') where name = 'reader'`)
    expect((await list({}, 'lisa')).items.map(({ kind }) => kind)).toEqual(['call'])
  })
})
