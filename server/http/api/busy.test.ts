import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Query } from '../../db/db'
import { startApi, type TestApi } from '../../testing/api'
import { databases } from '../../testing/databases'

describe.each(databases.filter(({ name }) => name === 'PostgreSQL'))('a $name that is slow', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  /** So many transactions that go on until `end`. */
  async function slow(count: number, begin: (work: (tx: Query) => Promise<void>) => Promise<void>) {
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const begun: Promise<void>[] = []
    const all = Array.from({ length: count }, () => {
      let started = () => {}
      begun.push(new Promise<void>((resolve) => (started = resolve)))
      return begin(async (tx) => {
        await tx.query('select 1')
        started()
        await ended
      })
    })
    await Promise.all(begun)
    return async () => {
      end()
      await Promise.all(all)
    }
  }
  const answers = async (count: number) => {
    const all = await Promise.all(Array.from({ length: count }, () => api.send('nora', 'GET', '/api/presence')))
    return all.map((response) => `${response.status} ${response.headers.get('Retry-After')}`)
  }

  it('sends calls away with 503 while all its connections are taken, and takes them again afterwards', async () => {
    const me = { id: api.ids.users.get('nora')!, scopes: null }
    const end = await slow(8, (work) => api.db.as(me, work))
    expect(await answers(20)).toEqual(Array(20).fill('503 2'))
    await end()
    expect(await answers(20)).toEqual(Array(20).fill('200 null'))
  })
  it('does not even let callers in while it cannot say who they are', async () => {
    const end = await slow(6, (work) => api.db.transaction(work))
    expect(await answers(20)).toEqual(Array(20).fill('503 2'))
    await end()
    expect(await answers(20)).toEqual(Array(20).fill('200 null'))
  })
})
