import { activityRoutes } from '@postakte/shared/api/activities'
import type { ApiProblem } from '@postakte/shared/api/client'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Query } from '../db/db'
import { startApi, type TestApi } from '../testing/api'
import { buffersRead } from '../testing/buffers'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'
import { timelineStatement } from './timeline'

const { getContactTimeline, getCaseTimeline, getOpportunityTimeline, logActivity } = activityRoutes

interface Noted {
  /** Minutes after midnight. */
  readonly at: number
  readonly kind: 'call' | 'note' | 'meeting'
  readonly audience?: number
  readonly removed?: boolean
  readonly deleted?: boolean
}

/** Many at once, as if people had logged them; gives their ids in the order of `noted`. */
async function note(db: Query, contact: string, noted: readonly Noted[]): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `with n as (select * from jsonb_to_recordset($1::text::jsonb) as x(n int, at int, kind text, audience int, removed boolean, deleted boolean)),
       a as (insert into activities (kind, occurred_at, title, user_id, audiences, deleted_at)
         select kind, '2026-01-01T00:00:00Z'::timestamptz + at * interval '1 minute', n::text, (select id from users where login = 'nora'), array[coalesce(audience, 0)], case when deleted then now() end from n order by n returning id, title),
       f as (insert into filings (activity_id, occurred_at, contact_id, rule, because, removed_at)
         select a.id, now(), $2::text::bigint, 'address', '{}', case when n.removed then now() end from a join n on n.n::text = a.title)
     select id::text as id from a order by title::int`,
    [JSON.stringify(noted.map((one, n) => ({ n, ...one }))), contact],
  )
  return rows.map(({ id }) => id)
}

const newContact = async (db: Query, name: string, company: string | null = null) =>
  (
    await db.query<{ id: string }>(
      `insert into contacts (kind, name, company_id) values ('person', $1, $2::text::bigint) returning id::text as id`,
      [name, company],
    )
  )[0]!.id

describe.each(databases)('the timeline on $name', ({ open, close }) => {
  let api: TestApi
  let received = 0
  beforeAll(async () => {
    api = await startApi(await open('work'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  const nora = (scopes: readonly string[] | null = null) => ({ id: api.ids.users.get('nora')!, scopes })
  async function receive(mail: Parameters<typeof mailBytes>[0]): Promise<void> {
    const place = { source: 'imap' as const, mailboxId: null, folder: 'INBOX', uidValidity: 1n, uid: BigInt(++received) }
    await api.intake.receive([{ ...place, receivedAt: new Date('2026-03-09T08:00:00Z'), bytes: mailBytes(mail) }])
    await api.intake.settle()
  }
  const page = (login: string, contactId: string, query = {}) => api.call(login, getContactTimeline, { params: { contactId }, query })
  async function all(
    login: string,
    contactId: string,
    limit: number,
    between: (page: number) => Promise<unknown> = async () => {},
  ): Promise<string[]> {
    const ids: string[] = []
    for (let after: string | undefined, pages = 0; ; pages++) {
      const { items, next } = await page(login, contactId, { limit, ...(after === undefined ? {} : { after }) })
      ids.push(...items.map(({ activityId }) => activityId))
      if (next === null) return ids
      after = next
      await between(pages)
    }
  }

  it('shows a mail as it came, and why it lies here', async () => {
    await receive({
      from: 'Anna Huber <anna@huber-verlag.example>',
      subject: 'Wann wird umgestellt? [VG=4711-x7k]',
      messageId: 'wann@huber-verlag.example',
      date: 'Mon, 9 Mar 2026 08:59:00 +0100',
      text: 'Guten Tag,\r\n\r\nwann wird umgestellt?\r\n',
    })
    const { items } = await api.call('tim', getCaseTimeline, { params: { caseId: api.id('@case/abo-umstellung') }, query: {} })
    expect(items[0]).toMatchObject({
      kind: 'mail',
      at: '2026-03-09T07:59:00.000Z',
      logged: null,
      mail: {
        subject: 'Wann wird umgestellt? [VG=4711-x7k]',
        from: { address: 'anna@huber-verlag.example', name: 'Anna Huber' },
        direction: 'in',
        class: 'normal',
        preview: 'Guten Tag, wann wird umgestellt?',
        attachments: 0,
      },
      filed: { by: null, because: 'Kennung des Vorgangs 4711 im Betreff.' },
      under: [
        { kind: 'contact', contact: { name: 'Anna Huber' } },
        { kind: 'case', case: { number: '4711' } },
      ],
    })
    expect(items[1]).toMatchObject({
      kind: 'note',
      mail: null,
      logged: { title: 'Neue Filiale', user: { name: 'Nora Stein' } },
      filed: { because: 'Abgelegt von Nora Stein.' },
    })
  })
  it('of a company has what lies at its people, each once', async () => {
    const under = ['anna', 'ben', 'huber'].map((name) => ({ kind: 'contact' as const, id: api.id(`@contact/${name}`) }))
    const { id } = await api.call('nora', logActivity, { body: { kind: 'meeting', title: 'Runde bei Huber', text: '', under } })
    const { items } = await page('tim', api.id('@contact/huber'))
    expect(items.filter(({ activityId }) => activityId === id)).toHaveLength(1)
    expect(items.map((one) => one.logged?.title ?? one.mail?.subject)).toEqual([
      'Runde bei Huber',
      'Wann wird umgestellt? [VG=4711-x7k]',
      'Zahlweise',
      'Rückfrage zur Umstellung',
    ])
  })
  it('of an opportunity has its meetings', async () => {
    const params = { opportunityId: api.id('@opportunity/serie-herbst') }
    expect((await api.call('lisa', getOpportunityTimeline, { params, query: {} })).items).toMatchObject([
      { kind: 'meeting', logged: { minutes: 60, mayChange: false } },
    ])
  })
  it('is filtered by kind', async () => {
    const kinds = async (kinds: string) => (await page('nora', api.id('@contact/anna'), { kinds })).items.map(({ kind }) => kind)
    expect(await kinds('mail')).toEqual(['mail'])
    expect(await kinds('call,note')).toEqual(['note', 'call'])
    expect(await kinds('mail,mail,call')).toEqual(['mail', 'call'])
  })
  it('shows no mail to whoever may read none', async () => {
    const kinds = await api.db.as(nora(['contacts.read', 'cases.read']), (tx) =>
      tx.query<{ kind: string }>(timelineStatement, [
        'contact',
        api.id('@contact/anna'),
        '["mail","call","note","meeting"]',
        null,
        null,
        50,
      ]),
    )
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['meeting', 'note', 'call']))
  })
  it('does not tell of a private case that a rule once named', async () => {
    await api.db.query(
      `update filings set because = '{"case":"4720","contact":"Anna Huber"}', rule = 'contact-of-case' where mail_id is not null and contact_id = $1::text::bigint`,
      [api.id('@contact/anna')],
    )
    const why = async (login: string) => (await page(login, api.id('@contact/anna'), { kinds: 'mail' })).items[0]!.filed.because
    expect(await why('nora')).toBe('Anna Huber ist der Kontakt des Vorgangs 4720.')
    expect(await why('tim')).toBe('Von einer Regel abgelegt.')
  })
  it('is unknown with its record, and takes no place that it did not give out', async () => {
    const code = (call: Promise<unknown>) => call.catch((error: ApiProblem) => error.code)
    expect(await code(api.call('tim', getCaseTimeline, { params: { caseId: api.id('@case/mahnsperre') }, query: {} }))).toBe(
      'record-unknown',
    )
    for (const after of ['x', 'W10', Buffer.from('["2026-01-01","1"]').toString('base64url')])
      expect(await code(page('nora', api.id('@contact/anna'), { after }))).toBe('request-wrong')
  })

  it('gives every activity once, newest first, whatever has the same time, is hidden, or comes in between', async () => {
    const personal = api.ids.teams.get('Personal')!
    const one = fc.record({
      at: fc.integer({ min: 0, max: 4 }),
      kind: fc.constantFrom('call' as const, 'note' as const, 'meeting' as const),
      audience: fc.constantFrom(0, 0, personal, -api.ids.users.get('nora')!),
      removed: fc.boolean(),
      deleted: fc.constantFrom(false, false, true),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(one, { maxLength: 40 }),
        fc.array(one, { maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        async (noted, later, limit) => {
          const contact = await newContact(api.db, 'Zufall')
          const ids = await note(api.db, contact, noted)
          const visible = noted
            .map((entry, n) => ({ ...entry, id: ids[n]! }))
            .filter(({ audience, removed, deleted }) => !removed && !deleted && audience !== personal)
            .sort((a, b) => b.at - a.at || Number(BigInt(b.id) - BigInt(a.id)))
            .map(({ id }) => id)
          expect(await all('nora', contact, limit)).toEqual(visible)
          const added = new Set<string>()
          const between = async (n: number) => {
            if (later[n]) for (const id of await note(api.db, contact, [later[n]])) added.add(id)
          }
          const walked = await all('nora', contact, limit, between)
          expect(walked.filter((id) => !added.has(id))).toEqual(visible)
          expect(new Set(walked).size).toBe(walked.length)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('reads no more for the first page of a long timeline than for that of a short one', async () => {
    if (api.db.kind !== 'postgres') return
    const company = await newContact(api.db, 'Kurz & Lang')
    const [short, long] = [await newContact(api.db, 'Kurz', company), await newContact(api.db, 'Lang', company)]
    const many = (count: number, more: Partial<Noted>) => Array.from({ length: count }, (_, at): Noted => ({ at, kind: 'note', ...more }))
    await note(api.db, short, many(60, {}))
    await note(api.db, long, many(60, {}))
    await note(api.db, long, many(2_000, { at: 9_000, audience: api.ids.teams.get('Personal')! }))
    await note(api.db, long, many(2_000, { at: 9_000, removed: true }))
    await note(api.db, long, many(2_000, { at: 9_000, deleted: true }))
    await note(api.db, long, many(2_000, { at: 9_000, kind: 'meeting' }))
    await api.db.query('analyze filings, activities, contacts')
    for (const kinds of ['["call","note"]', '["mail","call","note","meeting"]']) {
      const read = (contact: string) =>
        buffersRead(api.db, nora(), (tx) => tx.query(timelineStatement, ['contact', contact, kinds, null, null, 51]))
      const [few, lots] = [await read(short), await read(long)]
      expect(few).toBeGreaterThan(50)
      expect(lots, `${kinds}: ${few} for the short one`).toBeLessThanOrEqual(2 * few)
    }
  })
})
