import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rangeOf } from './range'

const whole = { kind: 'whole' }
const none = { kind: 'none' }
const part = (first: number, last: number) => ({ kind: 'part', first, last })

it.each([
  ['bytes=0-499', 1_000, part(0, 499)],
  ['bytes=500-', 1_000, part(500, 999)],
  ['bytes=-500', 1_000, part(500, 999)],
  ['bytes=-5000', 1_000, part(0, 999)],
  ['bytes=0-99999', 1_000, part(0, 999)],
  ['bytes=999-999', 1_000, part(999, 999)],
  ['BYTES = 0-0', 1_000, part(0, 0)],
  ['bytes=1000-', 1_000, none],
  ['bytes=1000-2000', 1_000, none],
  ['bytes=-0', 1_000, none],
  ['bytes=0-', 0, none],
  ['bytes=-1', 0, none],
  ['bytes=99999999999999999999999-', 1_000, none],
  ['bytes=5-4', 1_000, whole],
  ['bytes=-', 1_000, whole],
  ['bytes=0-1,5-6', 1_000, whole],
  ['lines=0-1', 1_000, whole],
  ['bytes=a-b', 1_000, whole],
  ['bytes=0-1; x', 1_000, whole],
  ['', 1_000, whole],
  [undefined, 1_000, whole],
  [null, 1_000, whole],
] as const)('%s of %d bytes', (header, size, expected) => expect(rangeOf(header, size)).toEqual(expected))

it('never leaves the file', () => {
  const header = fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,25}-\d{0,25}$/))
  fc.assert(
    fc.property(header, fc.nat(10_000), (header, size) => {
      const range = rangeOf(header, size)
      if (range.kind === 'part') expect(0 <= range.first && range.first <= range.last && range.last < size).toBe(true)
    }),
  )
})
