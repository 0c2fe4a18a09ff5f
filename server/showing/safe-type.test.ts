import { describe, expect, it } from 'vitest'
import { attachmentAnswer } from './attachment-headers'
import { safeType } from './safe-type'

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])))
const png = bytes('\x89PNG\r\n\x1a\n')
const saved = { type: 'application/octet-stream', disposition: 'attachment', dangerous: false }
const dangerous = { ...saved, dangerous: true }

describe('pictures and PDF are shown, by their bytes', () => {
  it.each([
    ['image/png', png],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['image/gif', bytes('GIF89a')],
    ['image/webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
    ['image/avif', bytes([0, 0, 0, 28], 'ftypavif')],
    ['image/bmp', bytes('BM', [1, 2, 3, 4], [0, 0, 0, 0])],
    ['application/pdf', bytes('%PDF-1.7')],
  ] as const)('%s', (type, content) =>
    expect(safeType(content, 'application/x-whatever', 'bild')).toEqual({ type, disposition: 'inline', dangerous: false }),
  )
})

describe('what claims to be a picture and is none is only saved (D17)', () => {
  it.each([
    ['a page', bytes('<html><script>')],
    ['a drawing', bytes('<svg onload=x>')],
    ['nothing', bytes()],
    ['blanks before a picture', bytes('  \x89PNG\r\n\x1a\n')],
    ['a PDF that begins later', bytes('<script>x</script>%PDF-1.7')],
  ])('%s', (_, content) => expect(safeType(content, 'image/png', 'bild.png')).toEqual(saved))

  it('a program', () => expect(safeType(bytes('MZ\x90'), 'image/png', 'bild.png')).toEqual(dangerous))
})

describe('pages, drawings and programs are never shown, and a person is asked first (D15)', () => {
  it.each([
    ['rechnung.html', 'text/html', bytes('<html>')],
    ['rechnung.HTM', 'application/octet-stream', bytes('x')],
    ['logo.svg', 'image/svg+xml', bytes('<svg>')],
    ['seite.xhtml', 'application/xhtml+xml', bytes('<html>')],
    ['ohne', 'text/html; charset=utf-7', bytes('x')],
    ['bild.png', 'image/svg+xml', png],
    ['rechnung.pdf.exe', 'application/pdf', bytes('%PDF-')],
    ['rechnung.exe . ', 'application/pdf', bytes('x')],
    ['makro.docm', 'application/vnd.ms-word.document.macroEnabled.12', bytes('PK')],
    ['abbild.iso', 'application/octet-stream', bytes('x')],
    ['verweis.lnk', 'application/octet-stream', bytes('x')],
    ['skript', 'text/plain', bytes('#!/bin/sh')],
    ['skript.js', 'text/plain', bytes('x')],
    ['programm', 'application/octet-stream', bytes('\x7fELF')],
    ['programm', 'application/octet-stream', bytes([0xcf, 0xfa, 0xed, 0xfe])],
    ['verweis', 'application/octet-stream', bytes([0x4c, 0, 0, 0, 1, 0x14, 2, 0])],
  ])('%s as %s', (name, claimed, content) => expect(safeType(content, claimed, name)).toEqual(dangerous))
})

describe('everything else is saved', () => {
  it.each([
    ['vertrag.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', true],
    ['termin.ics', 'text/calendar; method=REQUEST', true],
    ['xrechnung.xml', 'text/xml', false],
    ['unbekannt.abc', 'application/x-abc', false],
    ['ganz falsch', 'text/html"><img src=x>', undefined],
  ])('%s', (name, claimed, keepsType) => {
    const type = safeType(bytes('x'), claimed, name)
    expect(type.disposition).toBe('attachment')
    expect(type.type).toBe(keepsType ? claimed.split(';')[0] : 'application/octet-stream')
  })
})

describe('the answer with an attachment', () => {
  const answer = (content: Uint8Array, claimed: string, name: string) =>
    attachmentAnswer(name, safeType(content, claimed, name), 1_000, { kind: 'whole' }).headers

  it.each([
    ['a picture', png, 'image/png', 'bild.png'],
    ['a page', bytes('<html>'), 'text/html', 'x.html'],
  ])('has a sandbox, a fixed type and no origin of ours to run in: %s', (_, content, claimed, name) => {
    const headers = answer(content, claimed, name)
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBe('private, no-store')
  })
  it('saves a page', () => {
    expect(answer(bytes('<html>'), 'text/html', 'x.html')).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="x.html"; filename*=UTF-8''x.html`,
    })
  })
  it('answers for a part and for one that does not exist', () => {
    const type = safeType(png, 'image/png', 'a.png')
    const part = attachmentAnswer('a.png', type, 1_000, { kind: 'part', first: 10, last: 19 })
    expect([part.status, part.headers['content-range'], part.headers['content-length']]).toEqual([206, 'bytes 10-19/1000', '10'])
    const none = attachmentAnswer('a.png', type, 1_000, { kind: 'none' })
    expect([none.status, none.headers['content-range'], none.headers['content-length']]).toEqual([416, 'bytes */1000', '0'])
  })
})
