import { expect, it } from 'vitest'
import { toAscii, toUnicode } from './idna'

const domains: [string, string][] = [
  ['möwe-bücher.example', 'xn--mwe-bcher-07a4e.example'],
  ['münchen.example', 'xn--mnchen-3ya.example'],
  ['straße.example', 'xn--strae-oqa.example'],
  ['café.example', 'xn--caf-dma.example'],
  ['ñandú.example', 'xn--and-6ma2c.example'],
  ['ελλάδα.example', 'xn--hxakic4aa.example'],
  ['пример.example', 'xn--e1afmkfd.example'],
  ['例え.example', 'xn--r8jz45g.example'],
  ['中国.example', 'xn--fiqs8s.example'],
  ['한국.example', 'xn--3e0b707e.example'],
  ['a.ü.b.example', 'a.xn--tda.b.example'],
  ['ü.example', 'xn--tda.example'],
  ['ıi.example', 'xn--i-eka.example'],
]

it.each(domains)('%s: %s for the net, and back', (domain, ace) => {
  expect([toAscii(domain), toUnicode(ace)]).toEqual([ace, domain])
})

const ascii: [string, string, string | null][] = [
  ['plain', 'huber-verlag.example', 'huber-verlag.example'],
  ['capitals', 'Huber-Verlag.EXAMPLE', 'huber-verlag.example'],
  ['capitals with umlauts', 'MÜNCHEN.example', 'xn--mnchen-3ya.example'],
  ['an umlaut written as two signs', 'mu\u0308nchen.example', 'xn--mnchen-3ya.example'],
  ['already as the net writes it', 'XN--MNCHEN-3YA.example', 'xn--mnchen-3ya.example'],
  ['an underline, as some servers have', '_dmarc.huber-verlag.example', '_dmarc.huber-verlag.example'],
  ['an ideographic full stop', '例え。example', 'xn--r8jz45g.example'],
  ['an empty label', 'a..example', null],
  ['an empty domain', '', null],
  ['a label of 64 letters', `${'a'.repeat(64)}.example`, null],
  ['a label of 63 letters', `${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
  ['a label that is too long as the net writes it', `${'ü'.repeat(60)}.example`, null],
  ['a domain of 256 letters', `${'a.'.repeat(127)}aa`, null],
  ['full-width letters', 'ｈｕｂｅｒ.example', null],
  ['a ligature', 'ﬁlm.example', null],
  ['the Kelvin sign', '\u212aino.example', null],
  ['a zero-width sign', 'hu\u200bber.example', null],
  ['a soft hyphen', 'hu\u00adber.example', null],
  ['a picture', '👍.example', null],
  ['half a pair', '\ud83d.example', null],
]

it.each(ascii)('for the net: %s', (_, domain, ace) => {
  expect(toAscii(domain)).toBe(ace)
})

const people: [string, string, string][] = [
  ['plain', 'huber-verlag.example', 'huber-verlag.example'],
  ['umlauts', 'xn--mnchen-3ya.example', 'münchen.example'],
  ['one label of several', 'mail.xn--mnchen-3ya.example', 'mail.münchen.example'],
  ['nothing behind the prefix', 'xn--.example', 'xn--.example'],
  ['no punycode behind the prefix', 'xn--ü.example', 'xn--ü.example'],
  ['punycode that breaks off', 'xn--mnchen-3y.example', 'xn--mnchen-3y.example'],
  ['punycode of ASCII', 'xn--abc-.example', 'xn--abc-.example'],
  ['punycode of a capital', 'xn--mnchen-Xya.example', 'xn--mnchen-Xya.example'],
  ['punycode beyond all letters', 'xn--99999999.example', 'xn--99999999.example'],
  ['punycode of a zero-width sign', 'xn--ab-q1t.example', 'xn--ab-q1t.example'],
]

it.each(people)('for people: %s', (_, ace, domain) => {
  expect(toUnicode(ace)).toBe(domain)
})

it('what is shown leads back to the same key, whatever stands behind the prefix', () => {
  for (let seed = 1; seed < 3_000; seed++) {
    const label = `xn--${(seed * 2_654_435_761).toString(36)}`
    expect(toAscii(toUnicode(label))).toBe(label)
  }
})
