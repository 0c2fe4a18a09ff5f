import { expect, it } from 'vitest'
import { readAddresses } from './addresses'

/** As `Name <address>`; the address alone where there is no name, `Name <>` where there is no address. */
const shown = (header: string) =>
  readAddresses(header).addresses.map(({ address, name }) => (name === '' ? address : `${name} <${address}>`))

const everyday: [string, string, string[]][] = [
  ['name and address', 'Anna Huber <anna@huber-verlag.example>', ['Anna Huber <anna@huber-verlag.example>']],
  ['an address alone', 'anna@huber-verlag.example', ['anna@huber-verlag.example']],
  ['an address in brackets alone', '<anna@huber-verlag.example>', ['anna@huber-verlag.example']],
  ['several', 'a@b.example, Ben <c@d.example>,e@f.example', ['a@b.example', 'Ben <c@d.example>', 'e@f.example']],
  ['semicolons, as Outlook users write them', 'a@b.example; Ben <c@d.example>', ['a@b.example', 'Ben <c@d.example>']],
  ['empty places in the list', ', a@b.example,, ,c@d.example,', ['a@b.example', 'c@d.example']],
  ['nothing', '', []],
  ['blanks only', ' \t ', []],
  ['a name that only repeats the address', '"anna@huber-verlag.example" <anna@huber-verlag.example>', ['anna@huber-verlag.example']],
  ['a domain in capitals', 'Anna@HUBER-Verlag.Example', ['Anna@huber-verlag.example']],
]

const quoted: [string, string, string[]][] = [
  ['a comma in a quoted name', '"Huber, Anna" <anna@huber-verlag.example>', ['Huber, Anna <anna@huber-verlag.example>']],
  ['a quote in a quoted name', '"Anna \\"Anni\\" Huber" <a@b.example>', ['Anna "Anni" Huber <a@b.example>']],
  ['brackets in a quoted name', '"x <y@z.example>" <a@b.example>', ['x <y@z.example> <a@b.example>']],
  ['a quoted name that never ends', '"Anna Huber <a@b.example>', ['Anna Huber <a@b.example>']],
  ['single quotes round a name', "'Anna Huber' <a@b.example>", ['Anna Huber <a@b.example>']],
  ['single quotes round an address', "'a@b.example' <a@b.example>", ['a@b.example']],
  ['a quoted local part', '"anna huber"@b.example', ['"anna huber"@b.example']],
  ['a quoted local part in brackets', 'Anna <"anna huber"@b.example>', ['Anna <"anna huber"@b.example>']],
  ['a bracket in a quoted local part', '<"a>b"@c.example>', ['"a>b"@c.example']],
  ['a dot in a name without quotes', 'Dr. A. Huber <a@b.example>', ['Dr. A. Huber <a@b.example>']],
  ['a name in two quoted pieces', '"Anna" "Huber" <a@b.example>', ['Anna Huber <a@b.example>']],
]

const groups: [string, string, string[]][] = [
  ['a group with members', 'Einkauf: Anna <a@b.example>, c@d.example;', ['Anna <a@b.example>', 'c@d.example']],
  ['a group without members', 'undisclosed-recipients:;', []],
  ['the same with blanks', 'Undisclosed recipients: ;', []],
  ['a group with a quoted name', '"Einkauf: alle": a@b.example;', ['a@b.example']],
  ['a group between others', 'x@y.example, Team: a@b.example;, z@y.example', ['x@y.example', 'a@b.example', 'z@y.example']],
  ['a group that never ends', 'Team: a@b.example, c@d.example', ['a@b.example', 'c@d.example']],
]

const comments: [string, string, string[]][] = [
  ['the name in a comment (RFC 822)', 'a@b.example (Anna Huber)', ['Anna Huber <a@b.example>']],
  ['an address in a comment is no address', 'a@b.example (x@evil.example)', ['x@evil.example <a@b.example>']],
  ['comments in comments', 'a@b.example (Anna (privat) Huber)', ['Anna (privat) Huber <a@b.example>']],
  ['a comment in the address', '<anna(die Chefin)@b.example>', ['anna@b.example']],
  ['a comment beside the name', 'Anna Huber (Vertrieb) <a@b.example>', ['Anna Huber (Vertrieb) <a@b.example>']],
  ['a comma in a comment', 'a@b.example (Huber, Anna), c@d.example', ['Huber, Anna <a@b.example>', 'c@d.example']],
  ['a comment that never ends', 'Anna (Vertrieb <a@b.example>', ['Anna (Vertrieb <a@b.example>']],
]

const words: [string, string, string[]][] = [
  ['an encoded name', '=?utf-8?Q?J=C3=BCrgen_M=C3=B6we?= <a@b.example>', ['Jürgen Möwe <a@b.example>']],
  ['an encoded comma parts nothing', '=?utf-8?Q?Huber=2C_Anna?= <a@b.example>', ['Huber, Anna <a@b.example>']],
  ['a raw comma in an encoded word parts nothing', '=?utf-8?Q?Huber,_Anna?= <a@b.example>', ['Huber, Anna <a@b.example>']],
  ['an encoded name in quotes', '"=?utf-8?B?SsO8cmdlbg==?=" <a@b.example>', ['Jürgen <a@b.example>']],
  ['a name in two encoded words', '=?utf-8?Q?J=C3=BCr?= =?utf-8?Q?gen?= <a@b.example>', ['Jürgen <a@b.example>']],
  ['an encoded bracket opens nothing', '=?utf-8?Q?x_=3Cy=40z.example=3E?= <a@b.example>', ['x <y@z.example> <a@b.example>']],
  ['an encoded name in a comment', 'a@b.example (=?iso-8859-1?Q?J=FCrgen?=)', ['Jürgen <a@b.example>']],
  ['a line break encoded into the name', '=?utf-8?Q?Anna=0D=0ABcc:_x?= <a@b.example>', ['Anna Bcc: x <a@b.example>']],
  ['an encoded address is not decoded', '=?utf-8?Q?a=40b.example?=', ['a@b.example <>']],
  ['raw umlauts', 'Jürgen Möwe <ida@möwe-bücher.example>', ['Jürgen Möwe <ida@möwe-bücher.example>']],
  ['punycode is shown in letters', '<a@XN--MNCHEN-3YA.example>', ['a@münchen.example']],
]

const damaged: [string, string, string[]][] = [
  ['a blank before the address', '< a@b.example >', ['a@b.example']],
  ['blanks round the at sign', 'a @ b.example', ['a@b.example']],
  ['blanks round a dot', '<a@b . example>', ['a@b.example']],
  ['a blank in the local part is kept: joining it would invent an address', '<anna huber@b.example>', ['anna huber@b.example']],
  ['the closing bracket is missing', 'Anna <a@b.example', ['Anna <a@b.example>']],
  ['the opening bracket is missing', 'Anna a@b.example>', ['Anna <a@b.example>']],
  ['no brackets at all', 'Anna Huber a@b.example', ['Anna Huber <a@b.example>']],
  ['mailto in the brackets', 'Anna <mailto:a@b.example>', ['Anna <a@b.example>']],
  ['two brackets round it', '<<a@b.example>>', ['a@b.example']],
  ['empty brackets behind the address', 'a@b.example <>', ['a@b.example']],
  ['empty brackets behind a name', 'Anna Huber <>', ['Anna Huber <>']],
  ['a local part alone', 'postmaster', ['postmaster']],
  ['a source route', '<@relay.example,@two.example:a@b.example>', ['a@b.example']],
  ['the comma between two is missing', 'Anna <a@b.example> Ben <c@d.example>', ['Anna <a@b.example>']],
  ['control characters', 'An\u0000na <a\u0007@b.example>', ['An na <a@b.example>']],
  ['a backslash outside of quotes', 'Anna\\, Huber <a@b.example>', ['Anna, Huber <a@b.example>']],
]

it.each([...everyday, ...quoted, ...groups, ...comments, ...words, ...damaged])('an address header: %s', (_, header, people) => {
  expect(shown(header)).toEqual(people)
})

const doubtful: [string, string, string[]][] = [
  ['an everyday one', 'Anna Huber <anna@huber-verlag.example>', []],
  ['a couple’s two names', 'Anna & Ben <a@b.example>', []],
  ['two addresses in brackets', '<a@b.example> <c@d.example>', ['from-looks-like-two']],
  ['two addresses without brackets', 'a@b.example c@d.example', ['from-looks-like-two', 'display-name-is-address']],
  ['an address behind the brackets', '<a@b.example> c@d.example', ['from-syntax', 'display-name-is-address']],
  ['another address as the name', '"anna@huber-verlag.example" <x@evil.example>', ['display-name-is-address']],
  ['another address, with a wide at sign', 'anna＠huber-verlag.example <x@evil.example>', ['display-name-is-address']],
  ['a quoted local part', '"a@b.example"@evil.example', ['from-syntax', 'bad-from']],
  ['a quote that never ends', '"Anna <a@b.example>', ['from-syntax']],
  ['a source route', '<@relay.example:a@b.example>', ['from-syntax']],
  ['an encoded address', '<=?utf-8?Q?a=40b.example?=>', ['encoded-address', 'bad-from']],
  ['an address without at sign', 'postmaster', ['bad-from']],
  ['a name that reads backwards', 'Anna \u202egnuf\u202c <a@b.example>', ['hidden-direction']],
  ['a zero-width sign in the address', '<an\u200bna@b.example>', ['bad-from', 'hidden-direction']],
  ['a Cyrillic letter in a Latin domain', '<anna@huber-vеrlag.example>', ['mixed-script-domain']],
]

it.each(doubtful)('what is doubtful in a sender: %s', (_, header, suspicious) => {
  expect([...readAddresses(header).suspicious].sort()).toEqual([...suspicious].sort())
})

it('a list over the limit is cut and says so', () => {
  const list = readAddresses(Array.from({ length: 12 }, (_, at) => `a${at}@b.example`).join(', '), 10)
  expect([list.addresses.length, list.cut]).toEqual([10, true])
})

it('a list of just the limit is whole', () => {
  const list = readAddresses('a@b.example, c@d.example', 2)
  expect([list.addresses.length, list.cut]).toEqual([2, false])
})
