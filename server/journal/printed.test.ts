import fc from 'fast-check'
import { expect, it } from 'vitest'
import { printedJson, printedWord } from './printed'

it.each([
  ['a line break', 'Abo\r\n2026-03-01  admin  cli  case.close', '"Abo\\r\\n2026-03-01  admin  cli  case.close"'],
  ['a colour of the terminal', '\u001b[31mrot\u001b[0m', '"\\u001b[31mrot\\u001b[0m"'],
  ['the same in one sign of C1', '\u009b31m', '"\\u009b31m"'],
  ['a text that runs backwards', 'rechnung\u202efdp.exe', '"rechnung\\u202efdp.exe"'],
  ['a line end of Unicode', 'a\u2028b\u0085c', '"a\\u2028b\\u0085c"'],
  ['a look-up by name', `\${jndi:ldap://x}`, '"${jndi:ldap://x}"'],
  ['umlauts as they are', 'Möwe & Söhne', '"Möwe & Söhne"'],
])('prints %s', (_, given, printed) => {
  expect(printedJson(given)).toBe(printed)
})
it('is JSON that says the same, in one line of letters, whatever is in it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const line = printedJson(value)
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})
it('quotes a login that is no plain word', () => {
  expect(['n.stein', 'jörg@sonnberg.example', 'a b', '\u001b[2J', ''].map(printedWord)).toEqual([
    'n.stein',
    'jörg@sonnberg.example',
    '"a b"',
    '"\\u001b[2J"',
    '""',
  ])
})
