import { expect, it } from 'vitest'
import { transferDecode } from './transfer-decoding'

const decoded = (encoding: string, text: string) => Buffer.from(transferDecode(Buffer.from(text, 'latin1'), encoding)).toString('latin1')

const base64: [string, string, string][] = [
  ['one line', 'R3V0ZW4gVGFn', 'Guten Tag'],
  ['padding', 'R3V0ZW4=', 'Guten'],
  ['padding is missing', 'R3V0ZW4', 'Guten'],
  ['several lines', 'R3V0\r\nZW4g\r\nVGFn\r\n', 'Guten Tag'],
  ['blanks and tabs', 'R3V0 ZW4g\tVGFn', 'Guten Tag'],
  ['signs that do not belong', 'R3V0*ZW4g!VGFn', 'Guten Tag'],
  ['the alphabet of URLs', '-_-_', '\xfb\xff\xbf'],
  ['two runs, each with its padding', 'R3V0ZW4=IFRhZw==', 'Guten Tag'],
  ['two runs on two lines', 'R3V0ZW4=\r\nIFRhZw==\r\n', 'Guten Tag'],
  ['padding and blank lines behind it', 'R3V0ZW4=\r\n\r\n', 'Guten'],
  ['a single letter left over', 'R3V0Z', 'Gut'],
  ['nothing', '', ''],
  ['line ends only', '\r\n\r\n', ''],
]

it.each(base64)('base64: %s', (_, text, bytes) => {
  expect(decoded('base64', text)).toBe(bytes)
})

const quotedPrintable: [string, string, string][] = [
  ['letters in Latin-1', 'Gr=FC=DFe', 'Gr\xfc\xdfe'],
  ['small letters', 'Gr=fc=dfe', 'Gr\xfc\xdfe'],
  ['a soft line break', 'Guten =\r\nTag', 'Guten Tag'],
  ['a soft line break with a line feed alone', 'Guten =\nTag', 'Guten Tag'],
  ['a soft line break with a carriage return alone', 'Guten =\rTag', 'Guten Tag'],
  ['a soft line break with blanks behind it', 'Guten = \t\r\nTag', 'Guten Tag'],
  ['a hard line break', 'Guten\r\nTag', 'Guten\r\nTag'],
  ['blanks at the end of a line go', 'Guten  \t\r\nTag', 'Guten\r\nTag'],
  ['an encoded blank at the end of a line stays', 'Guten=20\r\nTag', 'Guten \r\nTag'],
  ['a blank before an encoded one stays', 'Guten =20\r\nTag', 'Guten  \r\nTag'],
  ['an equals sign that encodes nothing', '1=1, a=XY', '1=1, a=XY'],
  ['an equals sign at the end', 'Guten Tag=', 'Guten Tag'],
  ['half an escape at the end', 'Guten Tag=4', 'Guten Tag=4'],
  ['an encoded equals sign', 'a=3D41', 'a=41'],
  ['raw 8-bit', 'Gr\xfc\xdfe', 'Gr\xfc\xdfe'],
  ['nothing', '', ''],
]

it.each(quotedPrintable)('quoted-printable: %s', (_, text, bytes) => {
  expect(decoded('quoted-printable', text)).toBe(bytes)
})

it.each(['7bit', '8bit', 'binary', '', 'x-unknown'])('%s: as it stands', (encoding) => {
  expect(decoded(encoding, 'a=20b R3V0\xff\0')).toBe('a=20b R3V0\xff\0')
})

it('what was encoded comes back, of any length', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Buffer.from(Array.from({ length }, (_, at) => (at * 37 + length) & 255))
    const lines = bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
    expect(Buffer.from(transferDecode(Buffer.from(lines), 'base64'))).toEqual(bytes)
  }
})
