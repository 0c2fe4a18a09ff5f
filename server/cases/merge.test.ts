import { caseMergeRoutes } from '@postakte/shared/api/case-merges'
import { caseStateRoutes } from '@postakte/shared/api/case-states'
import { casesRoutes } from '@postakte/shared/api/cases'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { invariants } from '../check/invariants'
import { readOwn } from '../intake/own'
import { ReadingPool } from '../intake/reading-pool'
import { replay } from '../intake/replay'
import { startApi, type TestApi } from '../testing/api'
import { arrive } from '../testing/arrive'
import { databases } from '../testing/databases'
import { refused } from '../testing/refused'

const routes = { ...casesRoutes, ...caseStateRoutes, ...caseMergeRoutes }
const ownConfig = {
  POSTAKTE_OWN_DOMAINS: [],
  POSTAKTE_OWN_ADDRESSES: [],
  POSTAKTE_FORWARDING: [],
  POSTAKTE_AUTHSERV_IDS: [],
  secretKey: 's'.repeat(32),
}

describe.each(databases)('merging, splitting and linking cases on $name', ({ name, open, close }) => {
  let api: TestApi
  let one: { id: string; tag: string; number: string }
  let other: { id: string; tag: string; number: string }
  let mails = 0
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    // After all that was merged, split and taken back.
    const kept = ['case-clock-differs', 'filing-at-merged-case', 'filing-differs', 'filed-twice', 'audience-differs']
    for (const { name, broken } of invariants.filter(({ name }) => kept.includes(name)))
      expect([name, await broken(api.db, 5)]).toEqual([name, []])
    await api.close()
    await close()
  })
  beforeEach(async () => {
    one = await make('nora', 'Lieferung', { contactId: api.id('@contact/ida') })
    other = await make('nora', 'Rechnung zur Lieferung', { contactId: api.id('@contact/moewe') })
  })
  const team = (name: string) => Number(api.id(`@team/${name}`))
  const make = (login: string, title: string, more = {}) =>
    api.call(login, routes.makeCase, { body: { title, teamId: team('Kundenservice'), ...more } })
  const get = (login: string, caseId: string) => api.call(login, routes.getCase, { params: { caseId } })
  const merge = async (from: { id: string }, into: { id: string }, login = 'nora') =>
    api.call(login, routes.mergeCase, {
      params: { caseId: from.id },
      body: { version: (await get(login, from.id)).version, intoId: into.id },
    })
  const unmerge = (from: { id: string }, login = 'nora') => api.call(login, routes.unmergeCase, { params: { caseId: from.id }, query: {} })
  /** Somebody stands at a lock in the database of this test. */
  const waitsForCase = async () =>
    (
      await api.db.query<{ waits: boolean }>(
        `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%unmerge_case%') as waits`,
      )
    )[0]!.waits
  /** Takes a mail of Ida's in with that in its subject; gives its subject. */
  async function mail(tag: string, more = {}): Promise<string> {
    const subject = `Brief ${++mails}`
    await arrive(api, { from: 'Ida Möwe <ida@möwe-bücher.example>', subject: `${subject} ${tag}`, messageId: `m${mails}@moewe`, ...more })
    return subject
  }
  /** What stands in a case's timeline, and what was taken from it. */
  async function filed(caseId: string) {
    const rows = await api.db.query<{ subject: string; there: boolean }>(
      `select regexp_replace(m.subject, ' \\[.*', '') as subject, f.removed_at is null as there from filings f join mails m on m.id = f.mail_id where f.case_id = $1::text::bigint order by f.occurred_at, f.activity_id`,
      [caseId],
    )
    return {
      there: rows.filter(({ there }) => there).map(({ subject }) => subject),
      taken: rows.filter(({ there }) => !there).map(({ subject }) => subject),
    }
  }

  describe('a merge', () => {
    it('moves the mails, and leaves behind that they were there', async () => {
      const [first, second] = [await mail(one.tag), await mail(other.tag)]
      const into = await merge(one, other)
      expect(into).toMatchObject({ id: other.id, merged: [{ id: one.id }], participants: [{ name: 'Ida Möwe' }] })
      expect([await filed(other.id), await filed(one.id)]).toEqual([
        { there: [first, second], taken: [] },
        { there: [], taken: [first] },
      ])
    })
    it('lets number, tag and thread lead to the case that it became, in the intake, too', async () => {
      const before = await mail(one.tag)
      await merge(one, other)
      expect((await api.call('tim', routes.getCaseByNumber, { params: { number: one.number } })).id).toBe(other.id)
      const byTag = await mail(one.tag)
      const byBoth = await mail(`${one.tag} ${other.tag}`)
      const byThread = await mail('', { headers: [`In-Reply-To: <m${mails - 2}@moewe>`] })
      expect((await filed(other.id)).there).toEqual([before, byTag, byBoth, byThread])
      const [{ because, rule }] = (await api.db.query(
        `select f.rule, f.because from filings f join mails m on m.id = f.mail_id where m.subject like $1 || ' %' and f.case_id is not null`,
        [byTag],
      )) as [{ because: unknown; rule: string }]
      expect([rule, because]).toEqual(['case-tag', { case: one.number, title: 'Rechnung zur Lieferung' }])
    })
    it('leaves rules nothing to file again', async () => {
      await mail(one.tag)
      await merge(one, other)
      const pool = new ReadingPool(await readOwn(api.db, ownConfig), 1)
      const changes = []
      for await (const change of replay(api.db, pool, false)) changes.push(change)
      await pool.close()
      expect(changes).toEqual([])
    })
    it('keeps what somebody took away from one of them away', async () => {
      const gone = await mail(one.tag)
      await api.db.query(`update filings set removed_at = now(), removed_by = $2 where case_id = $1::text::bigint`, [
        one.id,
        Number(api.id('@user/nora')),
      ])
      await merge(one, other)
      expect(await filed(other.id)).toEqual({ there: [], taken: [gone] })
    })
    it('leaves the merged case as it is: it is in no list, and takes no change', async () => {
      await merge(one, other)
      expect(await get('nora', one.id)).toMatchObject({ mergedInto: { id: other.id }, status: 'closed' })
      const listed = await api.call('nora', routes.listCases, { query: { status: 'any', limit: 200 } })
      expect(listed.items.map(({ id }) => id)).not.toContain(one.id)
      const at = { params: { caseId: one.id } }
      expect(await refused(api.call('nora', routes.changeCase, { ...at, body: { version: 2, title: 'x' } }))).toBe('case-merged')
      expect(await refused(api.call('nora', routes.reopenCase, { ...at, query: {} }))).toBe('case-merged')
      expect(await refused(merge(one, other))).toBe('case-merged')
      expect(await refused(merge(other, one))).toBe('case-merged')
      const write = api.db.as({ id: Number(api.id('@user/nora')), scopes: null }, (tx) =>
        tx.query(`update cases set title = 'x' where id = $1::text::bigint`, [one.id]),
      )
      await expect(write).rejects.toMatchObject({ code: '42501' })
    })
    it('goes on to the case that the other one becomes, and is taken back from the end', async () => {
      const third = await make('nora', 'Alles zur Lieferung')
      const letter = await mail(one.tag)
      await merge(one, other)
      await merge(other, third)
      expect((await api.call('nora', routes.getCaseByNumber, { params: { number: one.number } })).id).toBe(third.id)
      expect(await refused(unmerge(one))).toBe('case-merged-further')
      await unmerge(other)
      await unmerge(one)
      expect([(await filed(one.id)).there, (await filed(other.id)).there, (await filed(third.id)).there]).toEqual([[letter], [], []])
    })
    it('is not for cases that do not go together, nor of an older version', async () => {
      expect(await refused(merge(one, one))).toBe('case-merge-same')
      await api.call('nora', routes.closeCase, { params: { caseId: other.id }, body: {} })
      expect(await refused(merge(one, other))).toBe('case-merge-closed')
      expect(await refused(merge(other, one))).toBe('done')
      const late = api.call('nora', routes.mergeCase, {
        params: { caseId: one.id },
        body: { version: 1, intoId: api.id('@case/abo-umstellung') },
      })
      await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile', answer: { current: { id: one.id } } })
    })
    it('takes only cases that one sees: others do not exist', async () => {
      for (const hidden of ['mahnsperre', 'namensaenderung'])
        expect(await refused(merge(one, { id: api.id(`@case/${hidden}`) }, 'tim'))).toBe('record-unknown')
      expect(await refused(merge(one, { id: '999999' }))).toBe('record-unknown')
      expect(await refused(merge(one, other, 'lisa'))).toBe('not-allowed')
    })
    it('hides nobody’s case in a private one', async () => {
      const secret = await make('tim', 'Tims Notizen', { private: true })
      const mine = await make('tim', 'Tims Vorgang')
      expect(await refused(merge(one, secret, 'tim'))).toBe('case-not-yours')
      expect(await refused(merge(mine, secret, 'tim'))).toBe('done')
      expect(await refused(get('nora', mine.id))).toBe('record-unknown')
      expect(await refused(api.call('nora', routes.getCaseByNumber, { params: { number: mine.number } }))).toBe('record-unknown')
    })
    it('takes the customer who waits along', async () => {
      await mail(one.tag, { at: new Date(Date.now() - 3_600_000) })
      await api.call('nora', routes.closeCase, { params: { caseId: other.id }, body: {} })
      await api.call('nora', routes.reopenCase, { params: { caseId: other.id }, query: {} })
      const { customerWaitsSince } = await get('nora', one.id)
      await api.db.query(`update cases set settled_at = now() where id = $1::text::bigint`, [other.id])
      expect(customerWaitsSince).not.toBeNull()
      expect((await merge(one, other)).customerWaitsSince).toBe(customerWaitsSince)
      await unmerge(one)
      expect([(await get('nora', other.id)).customerWaitsSince, (await get('nora', one.id)).customerWaitsSince]).toEqual([
        null,
        customerWaitsSince,
      ])
    })
    it('takes open follow-ups along, and gives them back', async () => {
      const followUp = async (title: string, done: string | null) =>
        (
          await api.db.query<{ id: string }>(
            `insert into follow_ups (case_id, user_id, due_on, text, made_by, done_at) values ($1::text::bigint, $2, current_date, $3, $2, $4::text::timestamptz) returning id::text as id`,
            [one.id, Number(api.id('@user/nora')), title, done],
          )
        )[0]!.id
      const [open, done] = [await followUp('Nachfassen', null), await followUp('Erledigt', '2026-03-01')]
      const at = async (id: string) =>
        (await api.db.query(`select case_id::text as at from follow_ups where id = $1::text::bigint`, [id]))[0]
      await merge(one, other)
      expect([await at(open), await at(done)]).toEqual([{ at: other.id }, { at: one.id }])
      await unmerge(one)
      expect([await at(open), await at(done)]).toEqual([{ at: one.id }, { at: one.id }])
    })
    it('loses no mail that arrives at the same moment', async () => {
      const [letters] = await Promise.all([Promise.all([1, 2, 3, 4].map(() => mail(one.tag))), merge(one, other)])
      const later = await mail(one.tag)
      expect((await filed(one.id)).there).toEqual([])
      expect((await filed(other.id)).there.sort()).toEqual([...letters, later].sort())
    })
  })

  describe('taken back', () => {
    // The embedded database has one connection: nothing happens at the same moment there.
    if (name === 'PostgreSQL')
      it('while it is being made, is not there yet, and stays', async () => {
        const actor = { id: api.ids.users.get('nora')!, scopes: null }
        const undoing = await api.db.as(actor, async (tx) => {
          await tx.query(
            `select merge_cases($1::text::bigint, $2::text::bigint, (select version from cases where id = $1::text::bigint))`,
            [one.id, other.id],
          )
          const undone = refused(unmerge(one))
          while (!(await waitsForCase())) await new Promise((resolve) => setTimeout(resolve, 10))
          return { undone }
        })
        expect(await undoing.undone).toBe('case-not-merged')
        expect((await get('nora', one.id)).mergedInto?.id).toBe(other.id)
      })
    it('it is as it was, and what came since stays where it was filed', async () => {
      const [first, second] = [await mail(one.tag), await mail(other.tag)]
      await api.call('nora', routes.waitForCustomer, { params: { caseId: one.id }, body: {} })
      await merge(one, other)
      const since = await mail(one.tag)
      expect(await unmerge(one)).toMatchObject({ id: one.id, status: 'waiting', mergedInto: null, closedAt: null })
      expect(await filed(one.id)).toEqual({ there: [first], taken: [] })
      expect(await filed(other.id)).toEqual({ there: [second, since], taken: [] })
      expect(await get('nora', other.id)).toMatchObject({ participants: [], merged: [] })
      expect(await refused(unmerge(one))).toBe('case-not-merged')
      const again = await mail(one.tag)
      expect((await filed(one.id)).there).toEqual([first, again])
    })
    it('only by whoever sees both', async () => {
      await merge(one, other)
      await api.call('nora', routes.makeCasePrivate, { params: { caseId: other.id }, body: {} })
      expect(await refused(unmerge(one, 'tim'))).toBe('record-unknown')
      expect(await refused(unmerge(one))).toBe('done')
    })
  })

  describe('a split', () => {
    const activities = async (subjects: readonly string[]) =>
      (
        await api.db.query<{ id: string }>(
          `select a.id::text as id from activities a join mails m on m.id = a.mail_id where regexp_replace(m.subject, ' \\[.*', '') = any(array(select jsonb_array_elements_text($1::text::jsonb))) order by a.id`,
          [JSON.stringify(subjects)],
        )
      ).map(({ id }) => id)
    const split = (login: string, activityIds: string[], title?: string) =>
      api.call(login, routes.splitCase, { params: { caseId: one.id }, body: { activityIds, ...(title ? { title } : {}) } })

    it('takes some mails into a new, linked case of the same people', async () => {
      const [stays, goes] = [await mail(one.tag), await mail(one.tag)]
      const made = await split('nora', await activities([goes]), 'Die zweite Frage')
      expect(made).toMatchObject({
        title: 'Die zweite Frage',
        contact: { name: 'Ida Möwe' },
        team: { name: 'Kundenservice' },
        links: [{ kind: 'related', case: { id: one.id } }],
      })
      expect([await filed(one.id), await filed(made.id)]).toEqual([
        { there: [stays], taken: [goes] },
        { there: [goes], taken: [] },
      ])
      expect((await get('nora', one.id)).links).toMatchObject([{ kind: 'related', case: { id: made.id } }])
    })
    it('takes only what lies in the case, and all of it or nothing', async () => {
      const [mine, foreign] = [await mail(one.tag), await mail(other.tag)]
      expect(await refused(split('nora', await activities([mine, foreign])))).toBe('record-unknown')
      expect(await refused(split('nora', ['999999']))).toBe('record-unknown')
      expect((await filed(one.id)).there).toEqual([mine])
    })
    it('works with mail of a mailbox that is not the caller’s', async () => {
      const letter = await mail(one.tag)
      await api.db.query(`update mails set audience = $2 where subject like $1 || ' %'`, [letter, -Number(api.id('@user/tim'))])
      const made = await split('nora', await activities([letter]))
      expect((await filed(made.id)).there).toEqual([letter])
    })
  })

  describe('a link', () => {
    const link = (kind: string, login = 'nora') =>
      api.call(login, routes.linkCases, { params: { caseId: one.id, otherId: other.id }, body: { kind: kind as never } })
    const links = async (id: string, login = 'nora') => (await get(login, id)).links.map(({ kind, case: to }) => [kind, to.number])

    it.each([
      ['related', 'related'],
      ['follows', 'followed-by'],
      ['followed-by', 'follows'],
      ['duplicate-of', 'has-duplicate'],
      ['has-duplicate', 'duplicate-of'],
    ])('%s is, from the other side, %s', async (kind, back) => {
      await link(kind)
      await link(kind)
      expect([await links(one.id), await links(other.id)]).toEqual([[[kind, other.number]], [[back, one.number]]])
    })
    it('takes the place of another one, and goes', async () => {
      await link('follows')
      await link('related')
      expect(await links(one.id)).toEqual([['related', other.number]])
      await api.call('nora', routes.unlinkCases, { params: { caseId: other.id, otherId: one.id } })
      expect(await links(one.id)).toEqual([])
    })
    it('says nothing of a case that one does not see', async () => {
      await link('related')
      await api.call('nora', routes.makeCasePrivate, { params: { caseId: other.id }, body: {} })
      expect([await links(one.id), await links(one.id, 'tim')]).toEqual([[['related', other.number]], []])
      expect(await refused(link('related', 'tim'))).toBe('record-unknown')
    })
    it('follows its case through a merge, and back', async () => {
      const third = await make('nora', 'Dritter')
      await link('follows')
      await merge(other, third)
      expect([await links(one.id), await links(third.id)]).toEqual([[['follows', third.number]], [['followed-by', one.number]]])
      await api.call('nora', routes.unlinkCases, { params: { caseId: one.id, otherId: third.id } })
      expect(await links(third.id)).toEqual([])
    })
  })
})
