import { expect, it } from 'vitest'
import { decodeText } from './charset'

const bytes = (hex: string) => Buffer.from(hex.replace(/ /g, ''), 'hex')
const ascii = (text: string) => Buffer.from(text, 'latin1')
const utf8 = (text: string) => Buffer.from(text, 'utf8')

const cases: [string, Uint8Array, string | undefined, string][] = [
  ['UTF-8', utf8('Möwe & Söhne: 5 €'), 'utf-8', 'Möwe & Söhne: 5 €'],
  ['UTF-8 in capitals and quotes', utf8('Grüße'), '"UTF-8"', 'Grüße'],
  ['UTF-8 without its hyphen', utf8('Grüße'), 'utf8', 'Grüße'],
  ['UTF-8 with a byte order mark', utf8('\ufeffGrüße'), 'utf-8', 'Grüße'],
  ['a picture of four bytes', utf8('👍'), 'utf-8', '👍'],
  ['one bad byte does not spoil the rest', Buffer.concat([utf8('Möwe '), bytes('ff'), utf8(' Söhne')]), 'utf-8', 'Möwe \ufffd Söhne'],
  ['Latin throughout, called UTF-8', bytes('4d f6 77 65'), 'utf-8', 'Möwe'],
  ['a surrogate written in UTF-8 is no letter', Buffer.concat([utf8('ü'), bytes('eda080')]), 'utf-8', 'ü\ufffd\ufffd\ufffd'],
  ['windows-1252: euro, dash, quotes', bytes('80 96 84 93'), 'windows-1252', '€–„“'],
  ['Latin-1 means windows-1252', bytes('80 96 fc'), 'iso-8859-1', '€–ü'],
  ['Latin-1 by its other names', bytes('80 fc'), 'Latin1', '€ü'],
  ['cp1252', bytes('80 fc'), 'cp1252', '€ü'],
  ['Latin-9 has its euro elsewhere', bytes('a4 fc'), 'iso-8859-15', '€ü'],
  ['and its 0x80 is none', bytes('fc a4'), 'ISO-8859-15', 'ü€'],
  ['windows-1250: Polish', bytes('b9 bf'), 'windows-1250', 'ąż'],
  ['windows-1251: Cyrillic', bytes('cf f0 e8 e2 e5 f2'), 'windows-1251', 'Привет'],
  ['KOI8-R', bytes('f0 d2 c9 d7 c5 d4'), 'koi8-r', 'Привет'],
  ['DOS: cp850', bytes('84 81 e1'), 'cp850', 'äüß'],
  ['Macintosh', bytes('8a 9f a7'), 'macintosh', 'äüß'],
  ['GB2312 means GB18030', bytes('c4 e3 ba c3 81 30 81 30'), 'gb2312', '你好\u0080'],
  ['GB18030', bytes('c4 e3 ba c3'), 'gb18030', '你好'],
  ['GBK', bytes('c4 e3'), 'GBK', '你'],
  ['Big5', bytes('a7 41 a6 6e'), 'big5', '你好'],
  ['Shift_JIS', bytes('93 fa 96 7b'), 'Shift_JIS', '日本'],
  ['EUC-JP', bytes('c6 fc cb dc'), 'euc-jp', '日本'],
  ['Korean as Outlook labels it', bytes('c7 d1 b1 db'), 'ks_c_5601-1987', '한글'],
  ['ISO-2022-JP', ascii('\x1b$BF|K\\\x1b(B OK'), 'iso-2022-jp', '日本 OK'],
  ['ISO-2022-JP without any Japanese', ascii('Hello'), 'iso-2022-jp', 'Hello'],
  ['ISO-2022-JP that is Latin', bytes('4b fc 6e 64'), 'iso-2022-jp', 'Künd'],
  ['ISO-2022-JP that is UTF-8', utf8('日本'), 'iso-2022-jp', '日本'],
  ['UTF-7', ascii('Gr+APwA3w-e'), 'utf-7', 'Grüße'],
  ['UTF-7 with a plus', ascii('1 +- 1'), 'utf-7', '1 + 1'],
  ['UTF-7 by its old name', ascii('+IKw-'), 'unicode-1-1-utf-7', '€'],
  ['UTF-16LE', Buffer.from('Grüße', 'utf16le'), 'utf-16le', 'Grüße'],
  ['UTF-16BE', Buffer.from('Grüße', 'utf16le').swap16(), 'utf-16be', 'Grüße'],
  ['UTF-16 with a byte order mark', bytes('feff 0047 00fc'), 'utf-16', 'Gü'],
  ['no label, UTF-8', utf8('Grüße'), undefined, 'Grüße'],
  ['no label, windows-1252', bytes('80 fc'), undefined, '€ü'],
  ['ASCII that is UTF-8', utf8('5 €'), 'us-ascii', '5 €'],
  ['ASCII that is windows-1252', bytes('35 20 80'), 'us-ascii', '5 €'],
  ['a label that nobody knows', utf8('Grüße'), 'x-sonderbar-42', 'Grüße'],
  ['an empty label', bytes('fc'), '', 'ü'],
  ['a transfer encoding as the label', utf8('ü'), '8bit', 'ü'],
  ['a label of line breaks', utf8('ü'), '\r\n', 'ü'],
  ['nothing', ascii(''), 'utf-8', ''],
  ['nothing in Japanese', ascii(''), 'iso-2022-jp', ''],
]

it.each(cases)('a charset: %s', (_, content, label, text) => {
  expect(decodeText(content, label)).toBe(text)
})

const halves: [string, Uint8Array, string][] = [
  ['half a pair in UTF-7', ascii('+2AA-'), 'utf-7'],
  ['half a pair in UTF-16LE', bytes('00d8 4100'), 'utf-16le'],
  ['half a pair in UTF-16BE', bytes('d800 0041'), 'utf-16be'],
  ['half a pair in UTF-16 with its mark', bytes('fffe 00d8'), 'utf-16'],
  ['half a pair in UTF-32', bytes('00d80000'), 'utf-32le'],
  ['a broken run in ISO-2022-JP', ascii('\x1b$BF'), 'iso-2022-jp'],
  ['Latin among ISO-2022-JP', ascii('\x1b$BF|\x1b(B K\xfcnd \xfc\xfc\xff'), 'iso-2022-jp'],
  ['a broken run in GB18030', bytes('81 30 81'), 'gb18030'],
  ['the end of a letter of four bytes', bytes('9f 91 8d'), 'utf-8'],
]

it.each(halves)('text is always whole: %s', (_, content, label) => {
  expect(decodeText(content, label)).toSatisfy(isWhole)
})

const isWhole = (text: string) => !/\p{Surrogate}/u.test(text)

it('a view into a larger buffer is read from its own place', () => {
  const whole = utf8('vorher Grüße nachher')
  expect(decodeText(whole.subarray(7, 14), 'utf-8')).toBe('Grüße')
})
