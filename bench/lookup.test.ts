import { leftOut, postgresBin } from '@postakte/server/testing/components'
import { describe, expect, it } from 'vitest'
import { benchLookup } from './lookup'

describe.skipIf(leftOut('the bench of the lookup', 'PostgreSQL', postgresBin()))('the bench of the lookup, in a small house', () => {
  it('gets right answers from the built server, and none is refused', { timeout: 120_000 }, async () => {
    const found = await benchLookup({ contacts: 500, activities: 5_000, rounds: 1, seconds: 1, connections: [4], times: 3 })
    expect(found.answersRight).toBe('30/30')
    const four = found.at['4 connections']!
    expect([four.lookup.refused, four.card.refused]).toEqual([0, 0])
    expect(found.timelines.activities).toEqual({ long: 100, short: 100 })
  })
})
