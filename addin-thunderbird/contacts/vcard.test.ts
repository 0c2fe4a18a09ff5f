import { describe, expect, it } from 'vitest'
import { vCard } from './vcard'

const lines = (name: string, address: string | null) => vCard(name, address)?.trimEnd().split('\r\n').slice(2, -1)

describe('a contact that completes an address', () => {
  it('has its name and its address', () => {
    expect(lines('Anna Huber', 'anna@huber-verlag.example')).toEqual(['FN:Anna Huber', 'EMAIL;PREF=1:anna@huber-verlag.example'])
  })
  it('keeps commas and semicolons of its name', () => {
    expect(lines('Möwe & Söhne; Bücher, OHG \\', 'laden@möwe-bücher.example')?.[0]).toBe('FN:Möwe & Söhne\\; Bücher\\, OHG \\\\')
  })
  it('makes no line of its own of what a stranger wrote into the name', () => {
    expect(lines('Anna\r\nEMAIL:falsch@boese.example\u2028X-A:1\u202e\u0000', 'anna@huber-verlag.example')).toEqual([
      'FN:Anna EMAIL:falsch@boese.example X-A:1',
      'EMAIL;PREF=1:anna@huber-verlag.example',
    ])
    expect(lines('x'.repeat(5_000), 'anna@huber-verlag.example')?.[0]).toHaveLength(203)
  })
  it('is none without an address that one could write to', () => {
    for (const address of [null, '', 'anna', 'a@b, c@d.example', '<a@b.example>', 'a@b\r\n.example', 'a:b@c.example'])
      expect(vCard('Anna Huber', address)).toBeNull()
  })
})
