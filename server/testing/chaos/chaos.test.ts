import { describe, expect, it } from 'vitest'
import { dovecotPath, leftOut, postgresBin } from '../components'
import { chaos } from './chaos'

/** The short version; `npm run chaos -- --minutes 30` is the long one. */
describe.skipIf(leftOut('chaos', 'Dovecot and PostgreSQL', dovecotPath() && postgresBin()))('whatever dies', () => {
  it('keeps each mail exactly once', { timeout: 180_000 }, async () => {
    const { lost, double, stuck, forgotten, broken, ...report } = await chaos({ seed: 11, seconds: 25 })
    expect({ lost, double, stuck, forgotten, broken }).toEqual({ lost: [], double: [], stuck: 0, forgotten: [], broken: [] })
    expect(report.databaseCrashes).toBeGreaterThan(0)
    expect(report.kills + report.faultPoints).toBeGreaterThan(3)
  })
  it('is seen to lose mail when a mail is moved before it is kept', { timeout: 280_000 }, async () => {
    expect(await seen(async (seed) => (await chaos({ seed, seconds: 8, bug: 'move-before-commit' })).lost.length)).toBeGreaterThan(0)
  })
  it('is seen to double mail when there is no identity', { timeout: 280_000 }, async () => {
    expect(await seen(async (seed) => (await chaos({ seed, seconds: 8, bug: 'no-identity' })).double.length)).toBeGreaterThan(0)
  })
})

/** On a slow machine few things die within a run: at most five runs show what the bug does. */
async function seen(count: (seed: number) => Promise<number>): Promise<number> {
  for (let seed = 12; seed < 17; seed++) {
    const found = await count(seed)
    if (found > 0) return found
  }
  return 0
}
