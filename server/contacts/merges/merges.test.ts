import { contactRoutes } from '@postakte/shared/api/contacts'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { changedTables, databaseState } from '../../testing/database-state'
import { databases } from '../../testing/databases'

const { getContact, mergeContact, undoContactMerge, listContactMerges, changeContact, listContacts } = contactRoutes

describe.each(databases)('merging contacts on $name', ({ open, close }) => {
  let api: TestApi
  let paul: string
  let petra: string
  beforeAll(async () => {
    api = await startApi(await open('world'))
    ;[paul, petra] = [api.id('@contact/paul'), api.id('@contact/petra')]
  })
  beforeEach(async () => {
    for (const { id, into } of await openMerges()) await api.call('ruth', undoContactMerge, { params: { contactId: into, mergeId: id } })
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const openMerges = () =>
    api.db.query<{ id: string; into: string }>(
      `select id::text as id, into_id::text as into from contact_merges where undone_at is null order by id desc`,
    )
  const see = (contactId: string) => api.call('ruth', getContact, { params: { contactId } })
  const merge = (from: string, into: string) => api.call('ruth', mergeContact, { params: { contactId: into }, body: { contactId: from } })
  const undo = (into: string, mergeId: string) => api.call('ruth', undoContactMerge, { params: { contactId: into, mergeId } })
  const problem = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: { code?: string }) => error.code,
    )
  const one = <T = Record<string, unknown>>(text: string, ...values: unknown[]) => api.db.query<T>(text, values)

  /** An activity under these contacts; gives its filings. */
  async function filed(...contacts: readonly { readonly id: string; readonly removed?: boolean }[]): Promise<string[]> {
    const [activity] = await one<{ id: string }>(
      `insert into activities (kind, occurred_at, title) values ('note', now(), 'Notiz') returning id::text as id`,
    )
    const ids: string[] = []
    for (const { id, removed = false } of contacts) {
      const [row] = await one<{ id: string }>(
        `insert into filings (activity_id, occurred_at, contact_id, rule, because, removed_by, removed_at)
         select id, occurred_at, $2::text::bigint, 'person', '{}', case when $3 then $4::int end, case when $3 then now() end from activities where id = $1::text::bigint returning id::text as id`,
        activity!.id,
        id,
        removed,
        api.ids.users.get('nora'),
      )
      ids.push(row!.id)
    }
    return ids
  }

  /** All that merging touches, as it is: of versions and of the merges themselves nothing. */
  const state = () =>
    one(
      `select (select jsonb_agg(to_jsonb(c) - 'version' order by c.id) from contacts c) as contacts,
         (select jsonb_agg(to_jsonb(a) order by a.contact_id, a.address) from contact_addresses a) as addresses,
         (select jsonb_agg(to_jsonb(p) order by p.contact_id, p.phone) from contact_phones p) as phones,
         (select jsonb_agg(to_jsonb(s) - 'text' || jsonb_build_object('words', (select jsonb_agg(distinct w) from unnest(string_to_array(s.text, ' ')) w)) order by s.contact_id) from contact_search s) as search,
         (select jsonb_agg(to_jsonb(f) order by f.id) from filings f) as filings,
         (select jsonb_agg(to_jsonb(u) - 'version' order by u.id) from follow_ups u) as "followUps",
         (select jsonb_agg(to_jsonb(x) - 'version' order by x.id) from cases x) as cases,
         (select jsonb_agg(to_jsonb(x) order by x.case_id, x.contact_id) from case_participants x) as participants,
         (select jsonb_agg(to_jsonb(x) - 'version' order by x.id) from opportunities x) as opportunities,
         (select jsonb_agg(to_jsonb(x) order by x.opportunity_id, x.contact_id) from opportunity_people x) as people`,
    )

  it('takes everything over, also what the one who merges does not see, and leads the number there', async () => {
    const [mahnsperre, digital] = [api.id('@case/mahnsperre'), api.id('@opportunity/digital')]
    const [dora, karin] = [api.id('@contact/dora'), api.id('@contact/karin')]
    const [filing] = await filed({ id: dora })
    expect(await see(dora)).toMatchObject({ openCases: 0 })
    await merge(dora, karin)
    expect(await one(`select contact_id::text as id from cases where id = $1::text::bigint`, mahnsperre)).toEqual([{ id: karin }])
    expect(await one(`select contact_id::text as id from filings where id = $1::text::bigint`, filing)).toEqual([{ id: karin }])
    expect(await one(`select contact_id::text as id from case_participants where case_id = $1::text::bigint`, mahnsperre)).toEqual([
      { id: karin },
    ])
    expect(await one(`select contact_id::text as id from opportunity_people where opportunity_id = $1::text::bigint`, digital)).toEqual([
      { id: karin },
    ])
    expect(await see(karin)).toMatchObject({ addresses: expect.arrayContaining([{ address: 'dora.weiss@werk8.example', role: false }]) })
    expect(await see(dora)).toMatchObject({ mergedInto: { id: karin, name: 'Karin Lang (vormals Kurz)' }, addresses: [], number: '10061' })
    const found = async (search: string) => (await api.call('nora', listContacts, { query: { search } })).items.map(({ name }) => name)
    expect(await found('10061')).toEqual(['Karin Lang (vormals Kurz)'])
    expect(await found('dora.weiss')).toEqual(['Karin Lang (vormals Kurz)'])
  })

  it('tells who merged what, and that a merged contact is to be worked on elsewhere', async () => {
    const made = await merge(petra, paul)
    expect(made).toMatchObject({ contact: { id: petra, name: 'Petra Ott' }, mergedBy: { name: 'Ruth Özdemir' } })
    expect((await api.call('lisa', listContactMerges, { params: { contactId: paul } })).items).toEqual([made])
    const { version } = await see(petra)
    const change = api.call('nora', changeContact, { params: { contactId: petra }, body: { version, name: 'Petra' } })
    expect(await problem(change)).toBe('contact-is-merged')
    expect(await problem(merge(petra, api.id('@contact/karin')))).toBe('contact-is-merged')
    expect(await problem(merge(api.id('@contact/karin'), petra))).toBe('contact-is-merged')
  })

  it('brings back exactly what was', async () => {
    await one(
      `insert into contact_phones (contact_id, phone) values ($1::text::bigint, '030 7'), ($2::text::bigint, '030 7'), ($1::text::bigint, '030 8')`,
      petra,
      paul,
    )
    await filed({ id: petra }, { id: paul })
    await filed({ id: petra })
    await filed({ id: petra }, { id: paul, removed: true })
    await filed({ id: petra, removed: true }, { id: paul })
    await filed({ id: petra, removed: true })
    const before = await state()
    const { id } = await merge(petra, paul)
    expect(await one(`select count(*)::int as live from filings where contact_id = $1::text::bigint and removed_at is null`, paul)).toEqual(
      [{ live: 4 }],
    )
    await undo(paul, id)
    expect(await state()).toEqual(before)
    expect(await one(`select count(*)::int as left from contact_merge_moves`)).toEqual([{ left: 0 }])
  })

  it('leaves what somebody changed since as it was left, and what is new with the contact that stayed', async () => {
    await one(`insert into contact_phones (contact_id, phone) values ($1::text::bigint, '030 9'), ($1::text::bigint, '030 10')`, petra)
    const [moved, takenAway] = [(await filed({ id: petra }))[0]!, (await filed({ id: petra }))[0]!]
    const { id } = await merge(petra, paul)
    const [since] = await filed({ id: paul })
    await one(`delete from contact_phones where phone = '030 9'`)
    await one(`insert into contact_phones (contact_id, phone) values ($1::text::bigint, '030 11')`, paul)
    await one(
      `update filings set removed_at = now(), removed_by = $2::int where id = $1::text::bigint`,
      takenAway,
      api.ids.users.get('nora'),
    )
    await one(`update contacts set name = 'Paul und Petra Ott', version = version + 1 where id = $1::text::bigint`, paul)
    await undo(paul, id)
    expect((await see(petra)).phones).not.toContain('030 9')
    expect(await see(petra)).toMatchObject({ name: 'Petra Ott', phones: expect.arrayContaining(['030 10']) })
    expect((await see(paul)).phones).toContain('030 11')
    expect((await see(paul)).name).toBe('Paul und Petra Ott')
    const at = async (filing: string) =>
      (await one(`select contact_id::text as id, removed_at is not null as removed from filings where id = $1::text::bigint`, filing))[0]
    expect([await at(moved), await at(takenAway), await at(since!)]).toEqual([
      { id: petra, removed: false },
      { id: petra, removed: true },
      { id: paul, removed: false },
    ])
    await one(`update contacts set name = 'Paul Ott' where id = $1::text::bigint`, paul)
  })

  it('follows chains, and undoes the later merge first', async () => {
    const karin = api.id('@contact/karin')
    const before = await state()
    const first = await merge(petra, paul)
    const second = await merge(paul, karin)
    expect(await see(petra)).toMatchObject({ mergedInto: { id: karin } })
    expect(await problem(undo(paul, first.id))).toBe('merge-later-first')
    await undo(karin, second.id)
    expect(await see(petra)).toMatchObject({ mergedInto: { id: paul } })
    await undo(paul, first.id)
    expect(await state()).toEqual(before)
  })

  it('refuses what makes no sense, what is not there, and who may not', async () => {
    const before = await databaseState(api.db, ['journal', 'idempotency_keys'])
    expect(await problem(merge(paul, paul))).toBe('merge-with-itself')
    expect(await problem(merge(paul, api.id('@contact/werk')))).toBe('merge-of-two-kinds')
    expect(await problem(merge('999999', paul))).toBe('record-unknown')
    expect(await problem(undo(paul, '999999'))).toBe('record-unknown')
    expect(await problem(api.call('nora', mergeContact, { params: { contactId: paul }, body: { contactId: petra } }))).toBe('not-allowed')
    const sneaky = api.db.as({ id: api.ids.users.get('nora')!, scopes: null }, (tx) =>
      tx.query(`select merge_contacts($1::text::bigint, $2::text::bigint)`, [petra, paul]),
    )
    expect(await problem(sneaky)).toBe('42501')
    const touched = api.db.as({ id: api.ids.users.get('ruth')!, scopes: null }, (tx) =>
      tx.query(`update contacts set merged_into = $2::text::bigint where id = $1::text::bigint`, [petra, paul]),
    )
    expect(await problem(touched)).toBe('42501')
    expect(changedTables(before, await databaseState(api.db, ['journal', 'idempotency_keys']))).toEqual([])
  })

  it('undoes a merge of this contact only', async () => {
    const { id } = await merge(petra, paul)
    expect(await problem(undo(api.id('@contact/karin'), id))).toBe('record-unknown')
    await undo(paul, id)
    expect(await problem(undo(paul, id))).toBe('record-unknown')
  })

  it('merges two into each other at the same moment once', async () => {
    const codes = await Promise.all([problem(merge(petra, paul)), problem(merge(paul, petra))])
    expect(codes.filter((code) => code === null)).toHaveLength(1)
    expect(await one(`select count(*)::int as merged from contacts where merged_into is not null`)).toEqual([{ merged: 1 }])
  })

  it('keeps a company that its people belonged to, and does not make it its own', async () => {
    const [huber, werk] = [api.id('@contact/huber'), api.id('@contact/werk')]
    await one(`update contacts set company_id = $1::text::bigint where id = $2::text::bigint`, huber, werk)
    const before = await state()
    const { id } = await merge(huber, werk)
    expect((await see(api.id('@contact/anna'))).company).toMatchObject({ id: werk })
    expect((await see(werk)).company).toBeNull()
    await undo(werk, id)
    expect(await state()).toEqual(before)
    await one(`update contacts set company_id = null where id = $1::text::bigint`, werk)
  })

  it('brings back what was after any merges, undone in turn, whatever lay where', async () => {
    const people = ['anna', 'ben', 'dora', 'karin', 'paul'].map((name) => api.id(`@contact/${name}`))
    const cases = ['abo-umstellung', 'mahnsperre', 'namensaenderung'].map((name) => api.id(`@case/${name}`))
    const deals = ['jahresabo', 'digital'].map((name) => api.id(`@opportunity/${name}`))
    const pair = fc.tuple(fc.nat(4), fc.nat(4))
    const world = fc.record({
      addresses: fc.array(fc.tuple(fc.nat(4), fc.nat(3), fc.boolean(), fc.nat(200)), { maxLength: 8 }),
      participants: fc.array(fc.tuple(fc.nat(4), fc.nat(2)), { maxLength: 6 }),
      followUps: fc.array(fc.nat(4), { maxLength: 3 }),
      deals: fc.array(fc.tuple(fc.nat(4), fc.nat(1), fc.option(fc.constantFrom('entscheidet', 'prüft'))), { maxLength: 5 }),
      filings: fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.boolean(), fc.boolean()), { maxLength: 4 }),
      merges: fc.array(pair, { minLength: 1, maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        for (const [who, which, role, position] of given.addresses)
          await one(
            `insert into contact_addresses (contact_id, address, role, position) values ($1::text::bigint, $2, $3::boolean, $4::int) on conflict do nothing`,
            people[who],
            `adresse${which}@gmx.de`,
            role,
            position,
          )
        for (const [who, which] of given.participants)
          await one(
            `insert into case_participants (contact_id, case_id) values ($1::text::bigint, $2::text::bigint) on conflict do nothing`,
            people[who],
            cases[which],
          )
        for (const [who, which, role] of given.deals)
          await one(
            `insert into opportunity_people (contact_id, opportunity_id, role) values ($1::text::bigint, $2::text::bigint, $3) on conflict do nothing`,
            people[who],
            deals[which],
            role,
          )
        for (const [who, other, removed, otherRemoved] of given.filings)
          await filed({ id: people[who]!, removed }, ...(other === who ? [] : [{ id: people[other]!, removed: otherRemoved }]))
        for (const who of given.followUps)
          await one(
            `insert into follow_ups (contact_id, user_id, due_on, text, made_by) values ($1::text::bigint, $2, '2026-12-01', 'Nachfassen', $2)`,
            people[who],
            api.ids.users.get('nora'),
          )
        const before = await state()
        const done: { into: string; id: string }[] = []
        for (const [from, into] of given.merges) {
          const made = await merge(people[from]!, people[into]!).catch(() => null)
          if (made) done.push({ into: people[into]!, id: made.id })
        }
        for (const { into, id } of done.reverse()) await undo(into, id)
        expect(await state()).toEqual(before)
      }),
      { numRuns: 15 },
    )
  })

  it('knows every place where a contact is named', async () => {
    expect(
      (
        await one<{ place: string }>(
          `select conrelid::regclass::text || '.' || a.attname as place from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
           where confrelid = 'contacts'::regclass and contype = 'f' order by 1`,
        )
      ).map(({ place }) => place),
    ).toEqual(namedIn)
  })
})

/** Who adds a reference to contacts says here that merging and undoing it (server/db/migrations) move it along. */
const namedIn = [
  'case_participants.contact_id',
  'cases.contact_id',
  'contact_addresses.contact_id',
  'contact_merges.from_id',
  'contact_merges.into_id',
  'contact_phones.contact_id',
  'contact_search.contact_id',
  'contacts.company_id',
  'contacts.merged_into',
  'filings.contact_id',
  'follow_ups.contact_id',
  'opportunities.contact_id',
  'opportunity_people.contact_id',
]
