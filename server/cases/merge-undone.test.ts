import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Query } from '../db/db'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'

/** How an activity stands at a case: not there, filed (by a rule or a person), or taken away. */
const standings = ['none', 'rule', 'person', 'taken'] as const
type Standing = (typeof standings)[number]
interface Activity {
  readonly atOne: Standing
  readonly atOther: Standing
}
/** What people and rules do at the merged case in the meantime. */
type Step =
  | { readonly what: 'take' | 'file' | 'withdraw'; readonly which: number }
  | { readonly what: 'new'; readonly standing: 'rule' | 'person' }

const activity = fc.record({ atOne: fc.constantFrom(...standings), atOther: fc.constantFrom(...standings) })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ what: fc.constantFrom('take' as const, 'file' as const, 'withdraw' as const), which: fc.nat(9) }),
  fc.record({ what: fc.constant('new' as const), standing: fc.constantFrom('rule' as const, 'person' as const) }),
)

describe.each(databases)('a merge taken back on $name', ({ open, close }) => {
  let api: TestApi
  let nora: number
  beforeAll(async () => {
    api = await startApi(await open('world'))
    nora = Number(api.id('@user/nora'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  /** Nora, in a world that is afterwards as it was. */
  const inVain = (work: (tx: Query) => Promise<void>) =>
    api.db
      .transaction(async (tx) => {
        await tx.query('select enter($1::int)', [nora])
        await work(tx)
        throw new Error('enough')
      })
      .catch((error: Error) => {
        if (error.message !== 'enough') throw error
      })

  async function newCase(tx: Query, number: string, status: string): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `insert into cases (number, "check", title, status, owner_id) values ($1, 'aaa', $1, $2, $3::int) returning id::text as id`,
      [number, status, nora],
    )
    return row!.id
  }
  async function newNote(tx: Query): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `insert into activities (kind, occurred_at, title, user_id) values ('note', now(), 'Notiz', $1::int) returning id::text as id`,
      [nora],
    )
    return row!.id
  }
  /** As the verbs of filing do it: a new row, or the old one again with who and when. */
  async function stand(tx: Query, caseId: string, activityId: string, standing: Standing, at = '2026-03-01'): Promise<void> {
    if (standing === 'none') return
    await tx.query(
      `insert into filings (activity_id, occurred_at, case_id, rule, because, filed_by, filed_at, removed_at)
       select id, occurred_at, $2::text::bigint, 'person', '{}', case when $3 = 'rule' then null else $4::int end, $5::text::timestamptz, case when $3 = 'taken' then now() end from activities where id = $1::text::bigint
       on conflict (activity_id, contact_id, case_id, opportunity_id) do update set removed_at = excluded.removed_at, filed_by = excluded.filed_by, filed_at = excluded.filed_at`,
      [activityId, caseId, standing, nora, at],
    )
  }
  const take = (tx: Query, caseId: string, activityId: string) =>
    tx.query(
      `update filings set removed_at = now(), removed_by = $3::int where case_id = $1::text::bigint and activity_id = $2::text::bigint and removed_at is null`,
      [caseId, activityId, nora],
    )
  const withdraw = (tx: Query, caseId: string, activityId: string) =>
    tx.query(
      `delete from filings where case_id = $1::text::bigint and activity_id = $2::text::bigint and filed_by is null and removed_at is null`,
      [caseId, activityId],
    )
  const result = async (tx: Query, text: string, parameters: readonly unknown[]) =>
    (await tx.query<{ result: string }>(`select ${text} as result`, parameters))[0]!.result
  const filings = (tx: Query, ids: readonly string[]) =>
    tx.query<{ activity: string; case: string; there: boolean }>(
      `select activity_id::text as activity, case_id::text as "case", removed_at is null as there, rule, filed_by, filed_at::text, removed_by, removed_at::text
       from filings where case_id in (select jsonb_array_elements_text($1::text::jsonb)::bigint) order by case_id, activity_id`,
      [JSON.stringify(ids)],
    )
  const caseRows = (tx: Query, ids: readonly string[]) =>
    tx.query(
      `select id, status, closed_at, settled_at, merged_into, customer_waits_since, we_wait_since, (select jsonb_agg(contact_id order by contact_id) from case_participants where case_id = id) as people
       from cases where id in (select jsonb_array_elements_text($1::text::jsonb)::bigint) order by id`,
      [JSON.stringify(ids)],
    )
  async function world(tx: Query, activities: readonly Activity[], status: string) {
    const [one, other] = [await newCase(tx, '91001', status), await newCase(tx, '91002', 'open')]
    for (const [caseId, name] of [
      [one, 'ida'],
      [one, 'anna'],
      [other, 'anna'],
    ] as const)
      await tx.query(`insert into case_participants (case_id, contact_id) values ($1::text::bigint, $2::text::bigint)`, [
        caseId,
        api.id(`@contact/${name}`),
      ])
    const notes: string[] = []
    for (const { atOne, atOther } of activities) {
      const note = await newNote(tx)
      await stand(tx, one, note, atOne)
      await stand(tx, other, note, atOther, '2026-02-01')
      notes.push(note)
    }
    return { one, other, notes }
  }

  it('is as if it had never been, when nothing happened in the meantime', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(activity, { maxLength: 6 }), fc.constantFrom('open', 'waiting', 'closed'), (activities, status) =>
        inVain(async (tx) => {
          const { one, other } = await world(tx, activities, status)
          const before = [await filings(tx, [one, other]), await caseRows(tx, [one, other])]
          expect(await result(tx, 'merge_cases($1::text::bigint, $2::text::bigint, null)', [one, other])).toBe('done')
          const there = (rows: { activity: string; case: string; there: boolean }[], id: string) =>
            rows.filter((row) => row.there && row.case === id).map((row) => row.activity)
          const merged = await filings(tx, [one, other])
          const were = new Set([...there(before[0] as never, one), ...there(before[0] as never, other)])
          expect([there(merged, one), new Set(there(merged, other))]).toEqual([[], were])
          expect(await result(tx, 'unmerge_case($1::text::bigint, null)', [one])).toBe('done')
          expect([await filings(tx, [one, other]), await caseRows(tx, [one, other])]).toEqual(before)
        }),
      ),
      { numRuns: 40 },
    )
  })

  it('loses nothing that was filed, and brings nothing back that somebody took away in the meantime', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(activity, { minLength: 1, maxLength: 5 }), fc.array(step, { maxLength: 6 }), (activities, steps) =>
        inVain(async (tx) => {
          const { one, other, notes } = await world(tx, activities, 'open')
          await result(tx, 'merge_cases($1::text::bigint, $2::text::bigint, null)', [one, other])
          let clock = 1
          for (const each of steps) {
            const note = each.what === 'new' ? null : notes[each.which % notes.length]!
            if (each.what === 'new') {
              notes.push(await newNote(tx))
              // At the merged case: it goes where that case went.
              await stand(tx, one, notes.at(-1)!, each.standing, `2026-04-${String(++clock).padStart(2, '0')}`)
            } else if (each.what === 'take') await take(tx, other, note!)
            else if (each.what === 'withdraw') await withdraw(tx, other, note!)
            else await stand(tx, other, note!, 'person', `2026-04-${String(++clock).padStart(2, '0')}`)
          }
          const merged = new Set((await filings(tx, [other])).filter(({ there }) => there).map(({ activity: id }) => id))
          expect((await filings(tx, [one])).filter(({ there }) => there)).toEqual([])
          expect(await result(tx, 'unmerge_case($1::text::bigint, null)', [one])).toBe('done')
          const now = await filings(tx, [one, other])
          // What was seen at the merged case is seen at one of the two, and nothing else is.
          expect(new Set(now.filter(({ there }) => there).map(({ activity: id }) => id))).toEqual(merged)
          for (const [at, { atOne, atOther }] of activities.entries()) {
            const rows = now.filter(({ activity: id, there }) => there && id === notes[at])
            // At the first only what had been there before, or nowhere.
            if (atOne === 'none' || atOne === 'taken') expect(rows.some((row) => row.case === one)).toBe(false)
            else expect(rows.some((row) => row.case === one)).toBe(merged.has(notes[at]!))
            if (atOther === 'rule' || atOther === 'person') expect(rows.some((row) => row.case === other)).toBe(merged.has(notes[at]!))
          }
        }),
      ),
      { numRuns: 60 },
    )
  })
})
