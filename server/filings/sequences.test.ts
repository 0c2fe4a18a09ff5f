import { filingRoutes } from '@postakte/shared/api/filings'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOwn } from '../intake/own'
import { ReadingPool } from '../intake/reading-pool'
import { replay } from '../intake/replay'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'

/** What a person, or the machine, does to one mail. Places by their number in `places`. */
type Step =
  | { readonly do: 'file' | 'take away' | 'put back'; readonly who: string; readonly place: number; readonly to?: undefined }
  | { readonly do: 'move'; readonly who: string; readonly place: number; readonly to: number }
  | { readonly do: 'replay' }

interface Place {
  readonly lies: boolean
  readonly byPerson: boolean
}

const places = [
  { kind: 'contact', name: 'anna' },
  { kind: 'contact', name: 'paul' },
  { kind: 'case', name: 'abo-umstellung' },
  { kind: 'opportunity', name: 'beilage' },
] as const
const place = fc.nat({ max: places.length - 1 })
const who = fc.constantFrom('nora', 'tim', 'ruth')
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('file' as const, 'take away' as const, 'put back' as const), who, place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), who, place, to: place }) },
  { weight: 1, arbitrary: fc.constant({ do: 'replay' as const }) },
)

describe.each(databases)('whatever people do to a mail in whatever order, on $name', ({ open, close }) => {
  let api: TestApi
  let pool: ReadingPool
  let made = 0
  beforeAll(async () => {
    api = await startApi(await open('world'))
    pool = new ReadingPool(await readOwn(api.db, api.config), 1)
  })
  afterAll(async () => {
    await pool.close()
    await api.close()
    await close()
  })

  const id = (at: number) => api.id(`@${places[at]!.kind}/${places[at]!.name}`)

  /** A mail of Anna's: the rule files it under her, and under nothing else. */
  async function newMail(): Promise<string> {
    const bytes = mailBytes({
      from: 'Anna Huber <anna@huber-verlag.example>',
      subject: `Frage ${++made}`,
      messageId: `folge-${made}@huber-verlag.example`,
    })
    await api.intake.receive([
      { source: 'imap', mailboxId: null, folder: 'INBOX', uidValidity: 1n, uid: BigInt(made), receivedAt: new Date(), bytes },
    ])
    await api.intake.settle()
    return (await api.db.query<{ id: string }>(`select max(id)::text as id from mails`))[0]!.id
  }

  const rowsOf = (mailId: string) =>
    api.db.query<{ id: string; target: string; lies: boolean; byPerson: boolean }>(
      `select id::text as id, coalesce('contact:' || contact_id, 'case:' || case_id, 'opportunity:' || opportunity_id) as target, removed_at is null as lies, filed_by is not null as "byPerson"
       from filings where mail_id = $1::text::bigint`,
      [mailId],
    )
  const filingAt = async (mailId: string, at: number) =>
    (await rowsOf(mailId)).find(({ target }) => target === `${places[at]!.kind}:${id(at)}`)?.id ?? '999999999'

  async function take(mailId: string, one: Step): Promise<void> {
    if (one.do === 'replay') {
      for await (const _ of replay(api.db, pool, true));
      return
    }
    const target = { kind: places[one.place]!.kind, id: id(one.place) }
    const filings = [await filingAt(mailId, one.place)]
    if (one.do === 'file') await api.call(one.who, filingRoutes.fileMails, { body: { mails: [{ id: mailId }], targets: [target] } })
    else if (one.do === 'take away') await api.call(one.who, filingRoutes.removeFilings, { body: { filings } })
    else if (one.do === 'put back') await api.call(one.who, filingRoutes.restoreFilings, { body: { filings } })
    else if (one.do === 'move')
      await api.call(one.who, filingRoutes.moveFilings, { body: { filings, to: { kind: places[one.to]!.kind, id: id(one.to) } } })
  }

  /** What should come of it: the machine never undoes a person, and never repeats what a person took away. */
  function expected(before: ReadonlyMap<number, Place>, one: Step): Map<number, Place> {
    const after = new Map(before)
    if (one.do === 'replay') return after
    const there = before.get(one.place)
    if (one.do === 'file') after.set(one.place, { lies: true, byPerson: true })
    if (one.do === 'take away' && there?.lies) after.set(one.place, { ...there, lies: false })
    if (one.do === 'put back' && there && !there.lies) after.set(one.place, { lies: true, byPerson: true })
    if (one.do === 'move' && there?.lies && one.to !== one.place) {
      after.set(one.place, { ...there, lies: false })
      after.set(one.to, { lies: true, byPerson: true })
    }
    return after
  }

  it('it lies in each place once at most, a person has the last word, and state and to-do follow', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
        const mailId = await newMail()
        let model: Map<number, Place> = new Map([[0, { lies: true, byPerson: false }]])
        for (const one of steps) {
          await take(mailId, one)
          model = expected(model, one)
          const rows = await rowsOf(mailId)
          expect(rows.map(({ id: _, ...row }) => row).sort(byTarget)).toEqual(
            [...model].map(([at, { lies, byPerson }]) => ({ target: `${places[at]!.kind}:${id(at)}`, lies, byPerson })).sort(byTarget),
          )
          const lies = [...model.values()].some((at) => at.lies)
          const [mail] = await api.db.query(
            `select state = 'filed' as filed, exists (select from todos t where t.mail_id = m.id and t.done_at is null) as waits from mails m where id = $1::text::bigint`,
            [mailId],
          )
          expect(mail).toEqual({ filed: lies, waits: !lies })
        }
      }),
      { numRuns: 25 },
    )
  }, 300_000)
})

const byTarget = (one: { target: string }, other: { target: string }) => (one.target < other.target ? -1 : 1)
