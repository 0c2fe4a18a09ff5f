import { expect, it } from 'vitest'
import { decodeWords } from './encoded-words'

const cases: [string, string, string][] = [
  ['quoted-printable', '=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['base64', '=?utf-8?B?R3LDvMOfZQ==?=', 'Grüße'],
  ['small letters', '=?utf-8?q?Gr=c3=bc=c3=9fe?=', 'Grüße'],
  ['base64 without its padding', '=?utf-8?B?R3LDvMOfZQ?=', 'Grüße'],
  ['Latin-1', '=?iso-8859-1?Q?Gr=FC=DFe?=', 'Grüße'],
  ['the euro, called Latin-1', '=?iso-8859-1?Q?5_=80?=', '5 €'],
  ['Japanese', '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', '日本'],
  ['a language (RFC 2231 §5)', '=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['underlines are blanks', '=?utf-8?Q?a_b_?=', 'a b '],
  ['an encoded underline is one', '=?utf-8?Q?a=5Fb?=', 'a_b'],
  ['text round it', 'AW: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= von uns', 'AW: Grüße von uns'],
  ['without a blank before it', 'AW:=?utf-8?Q?Gr=C3=BC=C3=9Fe?=.', 'AW:Grüße.'],
  ['two words: the blank between them goes', '=?utf-8?Q?Gr=C3=BC?= =?utf-8?Q?=C3=9Fe?=', 'Grüße'],
  ['two words, folded', '=?utf-8?Q?Gr=C3=BC?=\r\n\t=?utf-8?Q?=C3=9Fe?=', 'Grüße'],
  ['two words without a blank', '=?utf-8?Q?Gr=C3=BC?==?utf-8?Q?=C3=9Fe?=', 'Grüße'],
  ['two words with text between', '=?utf-8?Q?=C3=BC?= und =?utf-8?Q?=C3=9F?=', 'ü und ß'],
  ['a letter split over two words', '=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=', 'Grüße'],
  ['a letter split over two words in base64', '=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=', 'Grüße'],
  ['two charsets', '=?utf-8?Q?=C3=BC?= =?iso-8859-1?Q?=DF?=', 'üß'],
  ['a raw umlaut within', '=?utf-8?Q?Grüße?=', 'Grüße'],
  ['raw blanks within', '=?utf-8?Q?Gr=C3=BC=C3=9Fe von uns?=', 'Grüße von uns'],
  ['an equals sign that encodes nothing', '=?utf-8?Q?1=1?=', '1=1'],
  ['an unknown charset', '=?x-sonderbar?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['an empty word', '=?utf-8?Q??=', ''],
  ['an unknown encoding stays', '=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
  ['a word that never ends stays', '=?utf-8?Q?abc', '=?utf-8?Q?abc'],
  ['no charset stays', '=??Q?abc?=', '=??Q?abc?='],
  ['a question in plain text', 'Wie =? so', 'Wie =? so'],
  ['decoded once only', '=?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=', '=?utf-8?Q?x?='],
  ['nothing', '', ''],
]

it.each(cases)('an encoded word: %s', (_, value, text) => {
  expect(decodeWords(value)).toBe(text)
})
