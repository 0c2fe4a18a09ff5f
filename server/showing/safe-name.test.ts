import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentDisposition, safeName } from './safe-name'

const named = (name: string | null) => safeName(name, 'Anhang')

describe('the name of an attachment (D16)', () => {
  it.each([
    ['Rechnung März.pdf', 'Rechnung März.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\x.txt', 'x.txt'],
    ['C:\\Users\\anna\\Rechnung.pdf', 'Rechnung.pdf'],
    ['/etc/cron.d/x', 'x'],
    ['rechnung.pdf\0.exe', 'rechnung.pdf .exe'],
    ['a.txt\r\nX-Header: 1', 'a.txt X-Header_ 1'],
    ['rechnung\u202efdp.exe', 'rechnung\ufffdfdp.exe'],
    ['rechnung\u200b.pdf', 'rechnung.pdf'],
    ['rechnung.pdf                              .exe', 'rechnung.pdf .exe'],
    ['x.exe.', 'x.exe'],
    ['x.exe. . .', 'x.exe'],
    ['.htaccess', 'htaccess'],
    ['a<b>:"c|d?e*f.txt', 'a_b___c_d_e_f.txt'],
    ['NUL', '_NUL'],
    ['con.txt', '_con.txt'],
    ['COM¹.log', '_COM¹.log'],
    ['Konto.txt', 'Konto.txt'],
    ['u\u0308ber.txt', 'über.txt'],
    ['\ud800.txt', '\ufffd.txt'],
    ['', 'Anhang'],
    [null, 'Anhang'],
    ['...', 'Anhang'],
    ['a/', 'Anhang'],
  ])('%j becomes %j', (given, expected) => expect(named(given)).toBe(expected))

  it('is cut in the middle, and keeps its ending', () => {
    const long = named(`${'Ü'.repeat(500)}.pdf`)
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(180)
    expect(long).toMatch(/^Ü{50,}\.pdf$/)
    expect(Buffer.byteLength(named(`${'😀'.repeat(100_000)}.${'x'.repeat(100_000)}`))).toBeLessThanOrEqual(180)
  })
  it('never leaves its folder, whatever is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = named(given)
        expect(name).toMatch(/^[^/\\\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069<>:"|?*]{1,180}$/)
        expect(name).not.toMatch(/^[. ]|[. ]$/)
        expect(named(name)).toBe(name)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('Content-Disposition (RFC 6266)', () => {
  it.each([
    ['Rechnung.pdf', `attachment; filename="Rechnung.pdf"; filename*=UTF-8''Rechnung.pdf`],
    ['Prüfung für Müller.pdf', `attachment; filename="Prufung fur Muller.pdf"; filename*=UTF-8''Pr%C3%BCfung%20f%C3%BCr%20M%C3%BCller.pdf`],
    [`it's (1)*.txt`, `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
    ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
    ['报告.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf`],
  ])('%s', (name, expected) => expect(contentDisposition('attachment', name)).toBe(expected))

  it('is one line of ASCII with one name, whatever is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (given) => {
        const header = contentDisposition('inline', named(given))
        expect(header).toMatch(/^inline; filename="[ !#$&-[\]-~]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/)
        expect(decodeURIComponent(header.split("UTF-8''")[1]!)).toBe(named(given))
      }),
    )
  })
})
