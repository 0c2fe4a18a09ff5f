import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Query } from '../db/db'
import { startApi, type TestApi } from '../testing/api'
import { arrive } from '../testing/arrive'
import { databases } from '../testing/databases'

/** A person's mail at a case: theirs or ours, on which day of March 2026. */
type Said = readonly ['in' | 'out', number]

const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T08:00:00.000Z`

/** What the clock has to show, straight from what it means. */
function meant(said: readonly Said[], settled: number): { customer: number | null; we: number | null } {
  const days = (who: 'in' | 'out') => said.filter(([one]) => one === who).map(([, n]) => n)
  const [heard, ours] = [days('in'), days('out')]
  const lastOurs = Math.max(0, ...ours)
  const lastHeard = Math.max(0, ...heard)
  const first = (list: readonly number[]) => (list.length === 0 ? null : Math.min(...list))
  return {
    customer: first(heard.filter((n) => n > lastOurs && n > settled)),
    we: ours.length > 0 && lastOurs >= lastHeard ? first(ours.filter((n) => n >= lastHeard && n > settled)) : null,
  }
}

const table: [string, Said[], number, number | null, number | null][] = [
  ['nobody has written', [], 0, null, null],
  ['the customer has written', [['in', 3]], 0, 3, null],
  [
    'and once more: since the first',
    [
      ['in', 3],
      ['in', 5],
    ],
    0,
    3,
    null,
  ],
  [
    'we have answered',
    [
      ['in', 3],
      ['out', 4],
    ],
    0,
    null,
    4,
  ],
  [
    'and reminded: since the first',
    [
      ['in', 3],
      ['out', 4],
      ['out', 9],
    ],
    0,
    null,
    4,
  ],
  [
    'the customer answers',
    [
      ['in', 3],
      ['out', 4],
      ['in', 6],
    ],
    0,
    6,
    null,
  ],
  [
    'an answer that crossed his second mail',
    [
      ['in', 3],
      ['in', 4],
      ['out', 5],
    ],
    0,
    null,
    5,
  ],
  [
    'his mail arrives late, after our answer to the other',
    [
      ['out', 4],
      ['in', 3],
    ],
    0,
    null,
    4,
  ],
  [
    'our answer arrives late: he waits since his next mail',
    [
      ['in', 3],
      ['in', 6],
      ['out', 4],
    ],
    0,
    6,
    null,
  ],
  [
    'both at the same moment: we have answered',
    [
      ['in', 3],
      ['out', 3],
    ],
    0,
    null,
    3,
  ],
  ['we have written first', [['out', 2]], 0, null, 2],
  ['what was there when the case was closed waits for nothing', [['in', 3]], 3, null, null],
  [
    'what came after that does',
    [
      ['in', 3],
      ['in', 5],
    ],
    3,
    5,
    null,
  ],
  [
    'our closing mail waits for nothing',
    [
      ['in', 3],
      ['out', 4],
    ],
    4,
    null,
    null,
  ],
]

describe.each(databases)('the waiting clock on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  /** The world as it was, whatever was tried. */
  const inVain = (work: (tx: Query) => Promise<void>) =>
    api.db
      .transaction(async (tx) => {
        await work(tx)
        throw new Error('enough')
      })
      .catch((error: Error) => {
        if (error.message !== 'enough') throw error
      })

  const newCase = async (tx: Query, number: string) =>
    (
      await tx.query<{ id: string }>(`insert into cases (number, "check", title) values ($1, 'aaa', 'Uhr') returning id::text as id`, [
        number,
      ])
    )[0]!.id
  let made = 0
  /** Files mails at a case, all in one statement, in this order; gives their activities. */
  async function file(tx: Query, caseId: string, said: readonly Said[], kind = 'normal', filedAt = '2026-04-01'): Promise<string[]> {
    const names = said.map(() => `clock-${++made}`)
    await tx.query(
      `insert into originals (sha256, size, bytes) select sha256(n::bytea), 4, 'Mail'::bytea from jsonb_array_elements_text($1::text::jsonb) as n`,
      [JSON.stringify(names)],
    )
    const rows = await tx.query<{ id: string }>(
      `with said as (select s.* from jsonb_to_recordset($1::text::jsonb) as s(at int, name text, direction text, sent timestamptz)),
         m as (insert into mails (identity, message_id, sha256, subject, received_at, direction, class, trust, preview, decision, state)
           select sha256(name::bytea), name, sha256(name::bytea), name, sent, direction, $2, 2, '', '{}', 'filed' from said returning id, message_id, received_at)
       insert into activities (kind, mail_id, occurred_at) select 'mail', m.id, m.received_at from m join said s on s.name = m.message_id order by s.at returning id::text as id`,
      [JSON.stringify(said.map(([direction, n], at) => ({ at, name: names[at], direction, sent: day(n) }))), kind],
    )
    await tx.query(
      `insert into filings (activity_id, mail_id, occurred_at, case_id, rule, because, filed_at) select a.id, a.mail_id, a.occurred_at, $2::text::bigint, 'case-tag', '{}', $3::text::timestamptz
       from jsonb_array_elements_text($1::text::jsonb) with ordinality as x(id, at) join activities a on a.id = x.id::bigint order by x.at`,
      [JSON.stringify(rows.map(({ id }) => id)), caseId, filedAt],
    )
    return rows.map(({ id }) => id)
  }
  async function clock(tx: Query, caseId: string) {
    const [row] = await tx.query<{ customer: number | null; we: number | null }>(
      `select extract(day from customer_waits_since at time zone 'UTC')::int as customer, extract(day from we_wait_since at time zone 'UTC')::int as we from cases where id = $1::text::bigint`,
      [caseId],
    )
    return row!
  }
  const settle = (tx: Query, caseId: string, n: number) =>
    tx.query(`update cases set settled_at = $2::text::timestamptz where id = $1::text::bigint`, [caseId, n === 0 ? null : day(n)])

  /** As a person files it there (again), or takes it away. */
  const stand = (tx: Query, caseId: string, activity: string, there: boolean) =>
    tx.query(
      `insert into filings (activity_id, mail_id, occurred_at, case_id, rule, because, filed_at)
       select id, mail_id, occurred_at, $2::text::bigint, 'person', '{}', '2026-04-01' from activities where id = $1::text::bigint
       on conflict (activity_id, contact_id, case_id, opportunity_id) do update set removed_at = case when $3::boolean then null else now() end`,
      [activity, caseId, there],
    )

  it.each(table)('%s', async (_, said, settled, customer, we) => {
    await inVain(async (tx) => {
      const id = await newCase(tx, '90001')
      await file(tx, id, said)
      await settle(tx, id, settled)
      expect(await clock(tx, id)).toEqual({ customer, we })
      expect(meant(said, settled)).toEqual({ customer, we })
    })
  })

  it('does not count what machines write, nor notes among ourselves', async () => {
    await inVain(async (tx) => {
      const id = await newCase(tx, '90001')
      await file(tx, id, [['in', 3]])
      for (const kind of ['auto-reply', 'bounce', 'receipt', 'list'])
        await file(
          tx,
          id,
          [
            ['out', 5],
            ['in', 2],
          ],
          kind,
        )
      expect(await clock(tx, id)).toEqual({ customer: 3, we: null })
      await file(tx, id, [['in', 1]], 'invitation')
      expect(await clock(tx, id)).toEqual({ customer: 1, we: null })
    })
  })

  it('takes a mail that is dated ahead from when it was filed', async () => {
    await inVain(async (tx) => {
      const id = await newCase(tx, '90001')
      await file(tx, id, [['in', 28]], 'normal', '2026-03-06')
      expect(await clock(tx, id)).toEqual({ customer: 6, we: null })
      await file(tx, id, [['out', 7]])
      expect(await clock(tx, id)).toEqual({ customer: null, we: 7 })
    })
  })

  it('is right in the same commit as the mail', async () => {
    await arrive(api, {
      from: 'Anna Huber <anna@huber-verlag.example>',
      subject: 'Abo [VG=4711-x7k]',
      messageId: 'c1@huber-verlag.example',
    })
    const read = async () =>
      (
        await api.db.query(
          `select customer_waits_since is not null as customer, we_wait_since is not null as we from cases where number = '4711'`,
        )
      )[0]
    expect(await read()).toEqual({ customer: true, we: false })
    const answer = {
      from: 'n.stein@sonnberg.example',
      to: 'anna@huber-verlag.example',
      subject: 'AW: Abo [VG=4711-x7k]',
      date: 'Mon, 2 Mar 2026 10:00:00 +0100',
    }
    await arrive(api, { ...answer, messageId: 'c2@sonnberg.example', proven: 'submitted' })
    expect(await read()).toEqual({ customer: false, we: true })
  })

  it('shows what it means, whatever is filed, taken away, brought back, moved or settled, in any order', async () => {
    const step = fc.oneof(
      fc.record({
        what: fc.constant('file' as const),
        at: fc.nat(1),
        said: fc.array(fc.tuple(fc.constantFrom('in' as const, 'out' as const), fc.integer({ min: 1, max: 28 })), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
      fc.record({ what: fc.constantFrom('take away' as const, 'bring back' as const, 'move' as const), which: fc.nat(20) }),
      fc.record({ what: fc.constant('settle' as const), at: fc.nat(1), n: fc.nat(28) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), (steps) =>
        inVain(async (tx) => {
          const cases = [await newCase(tx, '90001'), await newCase(tx, '90002')]
          const settled = [0, 0]
          const filed: { at: number; said: Said; activity: string; there: boolean }[] = []
          for (const one of steps) {
            if (one.what === 'file') {
              const activities = await file(tx, cases[one.at]!, one.said)
              filed.push(...one.said.map((said, n) => ({ at: one.at, said, activity: activities[n]!, there: true })))
            } else if (one.what === 'settle') {
              settled[one.at] = one.n
              await settle(tx, cases[one.at]!, one.n)
            } else if (filed.length > 0) {
              const it = filed[one.which % filed.length]!
              if (one.what !== 'move') await stand(tx, cases[it.at]!, it.activity, (it.there = one.what === 'bring back'))
              else if (it.there) {
                await stand(tx, cases[1 - it.at]!, it.activity, true)
                await stand(tx, cases[it.at]!, it.activity, false)
                it.at = 1 - it.at
              }
            }
          }
          for (const at of [0, 1])
            expect(await clock(tx, cases[at]!)).toEqual(
              meant(
                filed.filter((one) => one.there && one.at === at).map(({ said }) => said),
                settled[at]!,
              ),
            )
        }),
      ),
      { numRuns: 40 },
    )
  })
})
