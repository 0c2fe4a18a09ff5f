import { expect, it } from 'vitest'
import { readStructured } from './parameters'

const named = (header: string) => ({ ...readStructured(header).parameters })

const plain: [string, string, Record<string, string>][] = [
  ['quoted', 'application/pdf; name="Rechnung 10.pdf"', { name: 'Rechnung 10.pdf' }],
  ['unquoted', 'application/pdf; name=Rechnung.pdf', { name: 'Rechnung.pdf' }],
  ['unquoted with blanks', 'application/pdf; name=Rechnung Mai 2026.pdf; x=1', { name: 'Rechnung Mai 2026.pdf', x: '1' }],
  ['names in capitals', 'text/plain; CharSet=UTF-8', { charset: 'UTF-8' }],
  ['blanks round the equals sign', 'text/plain; charset = utf-8', { charset: 'utf-8' }],
  ['no semicolon before it', 'application/pdf name=x.pdf', { name: 'x.pdf' }],
  ['no blank behind the semicolon', 'text/plain;charset=utf-8;format=flowed', { charset: 'utf-8', format: 'flowed' }],
  ['empty places', 'text/plain;; ;charset=utf-8;', { charset: 'utf-8' }],
  ['a semicolon in quotes', 'application/pdf; name="a;b.pdf"', { name: 'a;b.pdf' }],
  ['a quote in quotes', 'application/pdf; name="\\"Brief\\".pdf"', { name: '"Brief".pdf' }],
  ['quotes that never end', 'application/pdf; name="Rechnung.pdf', { name: 'Rechnung.pdf' }],
  ['nothing assigned', 'text/plain; charset', {}],
  ['nothing behind the equals sign', 'text/plain; charset=', { charset: '' }],
  ['empty quotes', 'text/plain; charset=""', { charset: '' }],
  ['words between', 'text/plain; foo bar; charset=utf-8', { charset: 'utf-8' }],
  ['a comment behind the value', 'text/plain; charset=us-ascii (Plain text)', { charset: 'us-ascii' }],
  ['an equals sign in the value', 'multipart/mixed; boundary=----=_Part_1=2', { boundary: '----=_Part_1=2' }],
  ['a raw umlaut', 'application/pdf; name="Grüße.pdf"', { name: 'Grüße.pdf' }],
  ['a name that means something in JavaScript', 'text/plain; __proto__=x; constructor=y', { ['__proto__']: 'x', constructor: 'y' }],
  ['no parameters', 'text/plain', {}],
  ['nothing', '', {}],
]

const continued: [string, string, Record<string, string>][] = [
  ['one piece with a charset', "attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf", { filename: 'Grüße.pdf' }],
  ['with a language', "attachment; filename*=utf-8'de'Gr%C3%BC%C3%9Fe.pdf", { filename: 'Grüße.pdf' }],
  ['in Latin-1', "attachment; filename*=iso-8859-1''Gr%FC%DFe.pdf", { filename: 'Grüße.pdf' }],
  ['the euro of windows-1252', "attachment; filename*=windows-1252''100%80.pdf", { filename: '100€.pdf' }],
  ['continued, not encoded', 'attachment; filename*0="sehr lang"; filename*1=".pdf"', { filename: 'sehr lang.pdf' }],
  ['continued and encoded', "attachment; filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe; filename*2=.pdf", { filename: 'Grüße.pdf' }],
  ['a letter split over two pieces', "attachment; filename*0*=utf-8''Gr%C3; filename*1*=%BC%C3%9Fe.pdf", { filename: 'Grüße.pdf' }],
  ['pieces in the wrong order', "attachment; filename*1*=%C3%9Fe.pdf; filename*0*=utf-8''Gr%C3%BC", { filename: 'Grüße.pdf' }],
  [
    'more than ten pieces, sorted by number',
    `attachment; ${[...'0123456789AB'].map((sign, at) => `f*${at}=${sign}`).join('; ')}`,
    { f: '0123456789AB' },
  ],
  ['a piece is missing', 'attachment; filename*0=a; filename*2=c.pdf', { filename: 'ac.pdf' }],
  ['the encoded form wins over the plain one', "attachment; filename=plain.pdf; filename*=utf-8''gr%C3%BCn.pdf", { filename: 'grün.pdf' }],
  ['the plain one behind it does not win', "attachment; filename*=utf-8''gr%C3%BCn.pdf; filename=plain.pdf", { filename: 'grün.pdf' }],
  ['no charset', "attachment; filename*=''gr%C3%BCn.pdf", { filename: 'grün.pdf' }],
  ['no quotes of RFC 2231 at all', 'attachment; filename*=gr%C3%BCn.pdf', { filename: 'grün.pdf' }],
  ['a percent sign that encodes nothing', "attachment; filename*=utf-8''100%.pdf", { filename: '100%.pdf' }],
  ['a percent sign in a plain piece stays', "attachment; filename*0*=utf-8''a; filename*1=%20b.pdf", { filename: 'a%20b.pdf' }],
  ['quoted, though encoded', `attachment; filename*="utf-8''gr%C3%BCn.pdf"`, { filename: 'grün.pdf' }],
  ['an apostrophe in the name', "attachment; filename*=utf-8''Anna's.pdf", { filename: "Anna's.pdf" }],
  ['an apostrophe in a plain name', "attachment; filename=Anna's.pdf", { filename: "Anna's.pdf" }],
]

const words: [string, string, Record<string, string>][] = [
  ['an encoded word in quotes', 'attachment; filename="=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?="', { filename: 'Grüße.pdf' }],
  ['an encoded word without quotes', 'attachment; filename==?utf-8?B?R3LDvMOfZS5wZGY=?=', { filename: 'Grüße.pdf' }],
  ['two encoded words', 'attachment; filename="=?utf-8?Q?Gr=C3=BC?= =?utf-8?Q?=C3=9Fe.pdf?="', { filename: 'Grüße.pdf' }],
  ['an encoded word in pieces', 'attachment; filename*0="=?utf-8?Q?Gr=C3="; filename*1="BC=C3=9Fe.pdf?="', { filename: 'Grüße.pdf' }],
  ['an encoded word within RFC 2231', "attachment; filename*=utf-8''%3D%3Futf-8%3FQ%3FGr=C3=BCn%3F%3D.pdf", { filename: 'Grün.pdf' }],
]

it.each([...plain, ...continued, ...words])('a parameter: %s', (_, header, parameters) => {
  expect(named(header)).toEqual(parameters)
})

const values: [string, string, string][] = [
  ['in capitals', 'TEXT/Plain; charset=utf-8', 'text/plain'],
  ['with a comment', 'text/plain (Text) ; charset=utf-8', 'text/plain'],
  ['without parameters', ' attachment ', 'attachment'],
  ['missing before the semicolon', '; name=x', ''],
  ['followed by parameters without a semicolon', 'text/plain charset=utf-8', 'text/plain'],
]

it.each(values)('the value: %s', (_, header, value) => {
  expect(readStructured(header).value).toBe(value)
})

const repeats: [string, string, string[]][] = [
  ['once', 'multipart/mixed; boundary=a', []],
  ['twice the same', 'multipart/mixed; boundary=a; boundary=a', []],
  ['twice, with a difference', 'multipart/mixed; boundary=a; boundary=b', ['boundary']],
  ['twice, with a difference in capitals', 'multipart/mixed; boundary=a; Boundary=A', ['boundary']],
  ['plain and encoded is the usual way', "attachment; filename=a; filename*=utf-8''b", []],
  ['two pieces of one number', 'attachment; filename*0=a; filename*0=b', ['filename']],
]

it.each(repeats)('a parameter that stands %s', (_, header, repeated) => {
  expect(readStructured(header).repeated).toEqual(repeated)
})

it('of a parameter that stands twice the first counts', () => {
  expect(named('multipart/mixed; boundary=a; boundary=b')).toEqual({ boundary: 'a' })
})
