import { expect, it } from 'vitest'
import { headerValue, headerValues, readHeaders } from './headers'
import { defaultLimits, type Limits, Meter } from './limits'

function read(text: string | Buffer, { top = false, limits = {} }: { top?: boolean; limits?: Partial<Limits> } = {}) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const meter = new Meter({ ...defaultLimits, ...limits })
  const { headers, bodyStart } = readHeaders(bytes, 0, bytes.length, meter, top)
  return { headers: headers.map(({ name, value }) => `${name}: ${value}`), body: bytes.toString('latin1', bodyStart), met: [...meter.met] }
}

const cases: [string, string, string[], string][] = [
  ['two headers and a body', 'From: a@b.example\r\nSubject: Abo\r\n\r\nText', ['from: a@b.example', 'subject: Abo'], 'Text'],
  ['line feeds alone', 'From: a@b.example\nSubject: Abo\n\nText', ['from: a@b.example', 'subject: Abo'], 'Text'],
  ['no body', 'Subject: Abo\r\n', ['subject: Abo'], ''],
  ['not even a line end', 'Subject: Abo', ['subject: Abo'], ''],
  ['nothing', '', [], ''],
  ['no headers', '\r\nText', [], 'Text'],
  ['no headers and no blank line', 'Guten Tag\r\n', [], 'Guten Tag\r\n'],
  ['folded with a blank', 'Subject: Abo\r\n Umstellung\r\n\r\n', ['subject: Abo Umstellung'], ''],
  ['folded with a tab', 'Subject: Abo\r\n\tUmstellung\r\n\r\n', ['subject: Abo\tUmstellung'], ''],
  ['folded over three lines', 'Subject: a\r\n b\r\n c\r\n\r\n', ['subject: a b c'], ''],
  ['the value begins on the next line', 'Subject:\r\n Abo\r\n\r\n', ['subject: Abo'], ''],
  ['a line of blanks within a folded header', 'Subject: a\r\n \r\n b\r\nTo: x\r\n\r\n', ['subject: a  b', 'to: x'], ''],
  ['a line of blanks that ends the headers', 'Subject: a\r\n \r\nText', ['subject: a'], ' \r\nText'],
  ['no blank behind the colon', 'Subject:Abo\r\n\r\n', ['subject: Abo'], ''],
  ['a blank before the colon', 'Subject : Abo\r\n\r\n', ['subject: Abo'], ''],
  ['an empty value', 'Subject:\r\nTo: x\r\n\r\n', ['subject: ', 'to: x'], ''],
  ['a colon in the value', 'Subject: AW: Abo: neu\r\n\r\n', ['subject: AW: Abo: neu'], ''],
  [
    'a line without colon in between belongs to the header before',
    'Subject: Abo\r\numgestellt\r\nTo: x\r\n\r\nText',
    ['subject: Abo umgestellt', 'to: x'],
    'Text',
  ],
  [
    'a line without colon at the end begins the body',
    'Subject: Abo\r\nGuten Tag,\r\nich schreibe\r\n',
    ['subject: Abo'],
    'Guten Tag,\r\nich schreibe\r\n',
  ],
  ['a delimiter begins the body', 'Subject: Abo\r\n--b\r\nTo: x\r\n\r\n', ['subject: Abo'], '--b\r\nTo: x\r\n\r\n'],
  ['a bare carriage return begins no header', 'Subject: Abo\rBcc: x@y.example\r\n\r\n', ['subject: AboBcc: x@y.example'], ''],
  ['twice the same', 'From: a\r\nFrom: b\r\n\r\n', ['from: a', 'from: b'], ''],
  ['raw UTF-8', 'Subject: Grüße\r\n\r\n', ['subject: Grüße'], ''],
  ['a name with blanks is none', 'Not a header: x\r\n\r\n', [], 'Not a header: x\r\n\r\n'],
]

it.each(cases)('headers: %s', (_, text, headers, body) => {
  expect(read(text)).toEqual({ headers, body, met: [] })
})

const tops: [string, string, string[], string][] = [
  ['mbox’s line on top', 'From anna@b.example Mon May 11\r\nSubject: Abo\r\n\r\nText', ['subject: Abo'], 'Text'],
  ['mbox’s line, escaped', '>From anna@b.example Mon May 11\nSubject: Abo\n\nText', ['subject: Abo'], 'Text'],
  ['blank lines on top', '\r\n\r\nSubject: Abo\r\n\r\nText', ['subject: Abo'], 'Text'],
  ['a blank line below mbox’s line', 'From anna@b.example Mon May 11\n\nSubject: Abo\n\nText', ['subject: Abo'], 'Text'],
  ['blank lines above a text are no headers', '\r\n\r\nGuten Tag', [], '\r\nGuten Tag'],
  ['blank lines only', '\r\n\r\n\r\n', [], '\r\n\r\n'],
  ['a From header is no mbox line', 'From: a@b.example\r\n\r\n', ['from: a@b.example'], ''],
]

it.each(tops)('at the top of a mail: %s', (_, text, headers, body) => {
  expect(read(text, { top: true })).toEqual({ headers, body, met: [] })
})

it('inside of a mail a blank line on top means: no headers', () => {
  expect(read('\r\nSubject: Abo\r\n\r\nText').headers).toEqual([])
})

it('raw windows-1252 is read as such', () => {
  expect(read(Buffer.from('Subject: 5 \x80 f\xfcr M\xf6we\r\n\r\n', 'latin1')).headers).toEqual(['subject: 5 € für Möwe'])
})

it('headers over the limit are left out and it is said', () => {
  const { headers, body, met } = read('A: 1\r\nB: 2\r\nC: 3\r\n\r\nText', { limits: { headers: 2 } })
  expect({ headers, body, met }).toEqual({ headers: ['a: 1', 'b: 2'], body: 'Text', met: ['header-count'] })
})

it('a header block over the limit is cut and the body found', () => {
  const { headers, body, met } = read(`A: 1\r\nB: ${'x'.repeat(100)}\r\nC: 3\r\nD: 4\r\n\r\nText`, { limits: { headerBytes: 50 } })
  expect({ headers: headers.length, body, met }).toEqual({ headers: 2, body: 'Text', met: ['header-bytes'] })
})

it('finds the first value, or all of them in their order', () => {
  const headers = [
    { name: 'received', value: 'b' },
    { name: 'received', value: 'a' },
  ]
  expect([headerValue(headers, 'received'), headerValues(headers, 'received'), headerValue(headers, 'x')]).toEqual([
    'b',
    ['b', 'a'],
    undefined,
  ])
})
