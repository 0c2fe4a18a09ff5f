import type { Example, RouteShape } from '@postakte/shared/api/route'
import { api as routes } from '@postakte/shared/api/routes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { changedTables, databaseState } from '../../testing/database-state'
import { databases } from '../../testing/databases'

/** What is not for somebody, by what the world calls it. */
const hidden: Readonly<Record<string, readonly string[]>> = {
  tim: [
    'case/mahnsperre',
    'case/namensaenderung',
    'opportunity/digital',
    'activity/sperre',
    'activity/personalie',
    'document/personalbogen',
    'snippet/norasgruss',
    'mail/mahnung',
    'filing/mahnung',
  ],
  ruth: ['case/mahnsperre', 'activity/sperre', 'snippet/norasgruss'],
  ada: ['case/mahnsperre', 'activity/sperre', 'snippet/norasgruss'],
  lisa: ['case/mahnsperre', 'case/namensaenderung', 'opportunity/digital', 'activity/sperre', 'document/personalbogen'],
  erp: ['case/mahnsperre', 'activity/sperre'],
}
/** Words that stand only there. */
const words: Readonly<Record<string, readonly string[]>> = {
  tim: ['Mahnsperre', '4720', 'Ratenplan', 'Mahnung', 'Namensänderung', '4730', 'Digital-Abo', 'Personalbogen', 'Herzlich'],
  ruth: ['Mahnsperre', '4720', 'Ratenplan', 'Herzlich'],
  ada: ['Mahnsperre', '4720', 'Ratenplan', 'Herzlich'],
  lisa: ['Mahnsperre', '4720', 'Ratenplan', 'Namensänderung', '4730', 'Digital-Abo', 'Personalbogen'],
  erp: ['Mahnsperre', '4720', 'Ratenplan'],
}
const nobodys = '999999999'
/** An answer may name the id that was asked for. */
const masked = (answer: string, id: string) => answer.replaceAll(`"${id}"`, '#').replaceAll(`"${nobodys}"`, '#')
const traces = ['journal', 'journal_seals', 'sign_in_attempts', 'rate_limits']
const all = Object.entries<RouteShape>(routes).filter(([, { example }]) => /"[@#]\w+\//.test(JSON.stringify(example)))

/** The example with each record of that kind in it replaced in turn. */
function* withOther(value: unknown, kind: string, other: string): Generator<unknown> {
  if (typeof value === 'string' && new RegExp(`^[@#]${kind}/`).test(value)) yield value.startsWith('#') ? Number(other) : other
  else if (Array.isArray(value))
    for (const [at, one] of value.entries()) for (const made of withOther(one, kind, other)) yield value.with(at, made)
  else if (value !== null && typeof value === 'object' && !(value instanceof Uint8Array))
    for (const [key, one] of Object.entries(value)) for (const made of withOther(one, kind, other)) yield { ...value, [key]: made }
}

describe.each(databases.slice(-1))('what is hidden from somebody on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('everything'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const answer = async (route: RouteShape, example: Example) => {
    const response = await api.sendExample(route, example)
    return `${response.status} ${await response.text()}`
  }

  it.each(all.filter(([, { answer }]) => answer !== 'events'))('%s answers as if it were not there', async (_, route) => {
    const told: string[] = []
    for (const [login, records] of Object.entries(hidden))
      for (const record of records) {
        const kind = record.split('/')[0]!
        const id = api.id(`@${record}`)
        const absent = [...withOther(route.example, kind, nobodys)] as Example[]
        for (const [at, example] of ([...withOther(route.example, kind, id)] as Example[]).entries()) {
          const before = await databaseState(api.db, traces)
          const real = masked(await answer(route, { ...example, as: login }), id)
          const none = masked(await answer(route, { ...absent[at]!, as: login }), nobodys)
          const changed = changedTables(before, await databaseState(api.db, traces))
          if (real !== none || (/^[45]/.test(real) && changed.length > 0))
            told.push(`${login} ${record}: ${real.slice(0, 300)} <> ${none.slice(0, 300)} ${changed}`)
        }
      }
    expect(told).toEqual([])
  })

  it.each(Object.entries<RouteShape>(routes).filter(([, { changes, answer }]) => !changes && answer !== 'events'))(
    '%s names nothing of it',
    async (_, route) => {
      const told: string[] = []
      for (const [login, secret] of Object.entries(words))
        for (const { query, ...example } of [route.example, { ...route.example, query: undefined }]) {
          const text = await answer(route, { ...example, ...(query ? { query } : {}), as: login })
          for (const word of secret)
            if (text.includes(word))
              told.push(`${login}: ${word} in ${text.slice(Math.max(0, text.indexOf(word) - 200), text.indexOf(word) + 100)}`)
        }
      expect(told).toEqual([])
    },
  )

  it('but not from the one whose it is', async () => {
    const params = { caseId: api.id('@case/mahnsperre') }
    expect(await answer(routes.getCase, { as: 'nora', params })).toMatch(/^200 .*Mahnsperre/)
    expect(await answer(routes.getCase, { as: 'tim', params })).toBe(
      await answer(routes.getCase, { as: 'tim', params: { caseId: nobodys } }),
    )
  })
})
