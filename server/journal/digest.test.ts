import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Batch, commitmentOf, listBytes, listed, noSeal, rowDigest, type Statement, sealHash } from './digest'

const row: Statement = {
  at: '2026-03-02T08:00:05.123456Z',
  userId: 1,
  onBehalfOf: null,
  via: 'api',
  action: 'case.close',
  kind: 'case',
  recordId: '4711',
  commitment: null,
}
const batch: Batch = {
  id: 1n,
  at: '2026-03-02T08:00:06.000000Z',
  count: 1,
  fromId: 17n,
  toId: 17n,
  rows: listBytes([{ id: 17n, digest: rowDigest(row) }]),
}

/** As docs/journal.md tells an auditor; a change here breaks every chain there is. */
describe('the digests', () => {
  it('of a row, of facts and of a seal are what they always were', () => {
    expect(rowDigest(row).toString('hex')).toBe('a47401f28cf9f9adc51400e6dce92a54f43dd9b6dbd24e58912043e57b2608d1')
    expect(commitmentOf('00ff', '{"title": "Abo"}')).toBe('03be9703faa5c2df504513ed524971d54802cd147e070daeb4e8a05ed92ae575')
    expect(sealHash(noSeal, batch).toString('hex')).toBe('71c4c5b2be551d42a3c47a7fac3e7382d18536637482ee6963e67dcb14101342')
  })
  it('list rows so that they can be read again', () => {
    const entry = fc.record({
      id: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      digest: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
    })
    fc.assert(fc.property(fc.array(entry), (rows) => void expect(listed(listBytes(rows))).toEqual(rows)))
    expect(listed(Buffer.alloc(79))).toHaveLength(1)
  })
})
