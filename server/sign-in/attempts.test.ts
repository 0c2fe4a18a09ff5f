import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { givePasswords, noras, stopTheClock } from '../testing/passwords'
import { attempt, type Limit, waitOf } from './attempts'

const limit: Limit = { of: 'x', free: 5, mostSeconds: 900, success: 'forgets' }

describe('the wait after failures', () => {
  it('is nothing for the first few, then doubles up to the most', () => {
    const waits = Array.from({ length: 18 }, (_, failures) => waitOf({ failures, age: 0 }, limit))
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
  })
  it('never is longer than the most, never negative, and shrinks as time goes by', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000_000),
        fc.double({ min: 0, max: 4_000, noNaN: true }),
        fc.double({ min: 0, max: 4_000, noNaN: true }),
        (failures, age, more) => {
          const wait = waitOf({ failures, age }, limit)
          expect(wait).toBeGreaterThanOrEqual(0)
          expect(wait).toBeLessThanOrEqual(900)
          expect(waitOf({ failures, age: age + more }, limit)).toBeLessThanOrEqual(wait)
        },
      ),
    )
  })
})

describe.each(databases)('guessing passwords, on $name', (database) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await database.open('world'), { POSTAKTE_TRUSTED_PROXIES: '10.0.0.0/8' })
  })
  beforeEach(async () => {
    await givePasswords(api.db)
    await api.db.query('delete from sign_in_attempts')
  })
  afterAll(async () => {
    await api.close()
    await database.close()
  })

  const signIn = async (address: string, login: string, password: string, more: object = {}, headers: Record<string, string> = {}) => {
    const body = { login, password, program: 'desk', name: 'Firefox', ...more }
    const response = await api.sendFrom(address, null, 'POST', '/api/sessions', body, headers)
    return {
      status: response.status,
      wait: Number(response.headers.get('Retry-After')),
      answer: (await response.json()) as { device: string; retryAfter?: number },
    }
  }
  /** As if so many seconds went by. */
  const wait = (seconds: number) => api.db.query(`update sign_in_attempts set last_at = last_at - $1::int * interval '1 second'`, [seconds])

  /** Statuses of so many guesses, one after the other, in no time. */
  const guesses = async (many: number, address: (at: number) => string, login: string, more: object = {}): Promise<number[]> => {
    const statuses: number[] = []
    for (let at = 0; at < many; at++) {
      statuses.push((await signIn(address(at), login, `falsch ${at}`, more)).status)
      await stopTheClock(api.db)
    }
    return statuses
  }

  it('is slowed down with the seconds told, and a wait that was kept is over', async () => {
    expect(await guesses(7, () => '203.0.113.7', 'nora')).toEqual([401, 401, 401, 401, 401, 429, 429])
    const refused = await signIn('203.0.113.7', 'nora', noras)
    expect(refused).toMatchObject({ status: 429, wait: refused.answer.retryAfter, answer: { code: 'sign-in-slow-down' } })
    expect(refused.wait).toBeGreaterThan(0)
    await wait(3_602)
    expect((await signIn('203.0.113.7', 'nora', noras)).status).toBe(201)
    expect(await guesses(6, () => '203.0.113.7', 'nora')).toEqual([401, 401, 401, 401, 401, 429])
  })
  it('is slowed down just the same for a login that nobody has', async () => {
    expect(await guesses(7, () => '203.0.113.8', 'niemand')).toEqual(await guesses(7, () => '203.0.113.8', 'tim'))
  })
  it('all at once, by several servers, is counted all the same', async () => {
    await guesses(4, () => '203.0.113.9', 'nora')
    const many = await Promise.all(Array.from({ length: 40 }, (_, at) => signIn('203.0.113.9', 'nora', `falsch${at}`)))
    await stopTheClock(api.db)
    // One is free; of the rest one a second at most, then every two.
    expect(many.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(8)
    expect((await signIn('203.0.113.9', 'nora', noras)).status).toBe(429)
  })
  it('is counted by our proxy’s word on the address, and by nobody else’s', async () => {
    const forwarded = (client: string) => ({ 'X-Forwarded-For': client })
    for (let guess = 0; guess < 5; guess++) await signIn('203.0.113.10', 'nora', 'falsch', {}, forwarded(`198.51.100.${guess}`))
    for (let guess = 0; guess < 5; guess++) await signIn('10.0.0.2', 'tim', 'falsch', {}, forwarded('198.51.100.7'))
    await stopTheClock(api.db)
    expect((await signIn('203.0.113.10', 'nora', noras, {}, forwarded('198.51.100.99'))).status).toBe(429)
    expect((await signIn('10.0.0.2', 'tim', noras, {}, forwarded('198.51.100.7'))).status).toBe(429)
    expect((await signIn('10.0.0.2', 'tim', noras, {}, forwarded('198.51.100.8'))).status).toBe(201)
  })
  it('from one IPv6 network is counted as from one address', async () => {
    await guesses(5, (at) => `2001:db8:1:2::${at + 1}`, 'nora')
    expect((await signIn('2001:db8:1:2:ffff::1', 'nora', noras)).status).toBe(429)
    expect((await signIn('2001:db8:1:3::1', 'nora', noras)).status).toBe(201)
  })
  it('is not cleared for an address by signing in with an account of one’s own in between', async () => {
    const logins = ['ada', 'tim', 'ruth', 'lisa', 'dirk', 'otto', 'erp', 'x1', 'x2', 'x3', 'x4', 'x5']
    const statuses: number[] = []
    for (const login of logins) {
      statuses.push(...(await guesses(4, () => '203.0.113.11', login)))
      statuses.push((await signIn('203.0.113.11', 'nora', noras)).status)
    }
    expect(statuses).not.toContain(429)
    expect(await guesses(3, () => '203.0.113.11', 'x6')).toEqual([401, 401, 429])
    expect((await signIn('203.0.113.12', 'x6', 'falsch')).status).toBe(401)
  })

  describe('by strangers, thousands of times', () => {
    // One connection does all in the embedded database, one after the other.
    const isFew = database.name === 'embedded' && databases.length > 1
    const times = (count: number) => (isFew ? count / 5 : count)
    const most = isFew ? { looked: 240, rows: 320 } : { looked: 750, rows: 1_200 }
    it('does not keep the right user out, and hardly costs a password check', { timeout: 180_000 }, async () => {
      const { device } = (await signIn('192.0.2.1', 'nora', noras)).answer
      let looked = 0
      const guess = async (address: string, at: number) => {
        if ((await signIn(address, 'nora', `geraten ${at}`)).status === 401) looked++
      }
      // From forty addresses, as fast as they can; from a thousand others once; and from Nora's own.
      const rounds = async (count: number, addressesOf: (round: number) => readonly string[]) => {
        for (let round = 0; round < count; round++) {
          await Promise.all(addressesOf(round).map((address) => guess(address, round)))
          await stopTheClock(api.db)
        }
      }
      const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)
      await rounds(times(40), () => numbers(40).map((at) => `198.51.100.${at}`))
      await rounds(times(50), (round) => numbers(10).map((at) => `203.0.${round}.${at}`))
      await rounds(times(50), () => numbers(10).map(() => '192.0.2.1'))
      expect(looked).toBeLessThan(most.looked)
      // A new place of hers, her known device where somebody guesses, and everybody else.
      expect((await signIn('192.0.2.77', 'nora', noras)).status).toBe(201)
      expect((await signIn('192.0.2.1', 'nora', noras)).status).toBe(429)
      expect((await signIn('192.0.2.1', 'nora', noras, { device })).status).toBe(201)
      expect((await signIn('192.0.2.1', 'tim', noras)).status).toBe(201)
      expect((await api.send('nora', 'GET', '/api/me')).status).toBe(200)
      const [rows] = await api.db.query<{ count: number }>('select count(*)::int as count from sign_in_attempts')
      expect(rows!.count).toBeLessThan(most.rows)
    })
    it('leaves an attacked account fewer tries from each further address, and its user the first', async () => {
      for (let at = 0; at < 30; at++) await signIn(`198.51.100.${at}`, 'tim', 'falsch')
      expect(await guesses(3, () => '203.0.113.77', 'tim')).toEqual([401, 401, 429])
      expect((await signIn('203.0.113.78', 'tim', noras)).status).toBe(201)
    })
    it('gains nothing by a mark of another device, a forged one, or that of another user', async () => {
      const { device } = (await signIn('192.0.2.2', 'tim', noras)).answer
      await guesses(5, () => '203.0.113.12', 'nora')
      const forged = device.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
      for (const mark of [device, forged, `pk_${'A'.repeat(22)}.${'A'.repeat(43)}`, 'x'])
        expect((await signIn('203.0.113.12', 'nora', noras, { device: mark })).status).toBe(429)
    })
    it('with a stolen mark is slowed down by its own failures, and slows down nobody else', async () => {
      const stolen = (await signIn('192.0.2.3', 'tim', noras)).answer.device
      const own = (await signIn('192.0.2.3', 'tim', noras)).answer.device
      expect((await guesses(12, () => '203.0.113.13', 'tim', { device: stolen })).indexOf(429)).toBe(10)
      expect((await signIn('192.0.2.3', 'tim', noras, { device: own })).status).toBe(201)
      expect((await signIn('192.0.2.3', 'tim', noras)).status).toBe(201)
    })
  })

  it('counts nothing for work that could not be done', async () => {
    const broken = () => attempt(api.db, 'k'.repeat(32), [{ ...limit, free: 1 }], () => Promise.reject(new Error('busy')))
    for (let time = 0; time < 3; time++) await expect(broken()).rejects.toThrow('busy')
    expect(await attempt(api.db, 'k'.repeat(32), [{ ...limit, free: 1 }], async () => 'done')).toBe('done')
  })
  it('is forgotten after an hour, and its rows go', async () => {
    for (let guess = 0; guess < 8; guess++) await signIn('203.0.113.14', 'nora', 'falsch')
    await wait(3_601)
    expect((await signIn('203.0.113.14', 'nora', noras)).status).toBe(201)
    await wait(3_601)
    for (let guess = 0; guess < 60; guess++) await attempt(api.db, 'k'.repeat(32), [{ ...limit, of: `y${guess}` }], async () => 'done')
    const [old] = await api.db.query<{ count: number }>(
      `select count(*)::int as count from sign_in_attempts where last_at < now() - interval '1 hour'`,
    )
    expect(old).toEqual({ count: 0 })
  })
})
