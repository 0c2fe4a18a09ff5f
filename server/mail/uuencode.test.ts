import { expect, it } from 'vitest'
import { takeInlineFiles, uudecode, uudecodePart } from './uuencode'

/** As uuencode (POSIX) writes it, with a backquote for zero. */
function uuencoded(bytes: Uint8Array): string {
  const sign = (value: number) => (value === 0 ? '`' : String.fromCharCode(32 + value))
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 45) {
    const line = bytes.subarray(at, at + 45)
    let text = sign(line.length)
    for (let from = 0; from < line.length; from += 3) {
      const three = (line[from]! << 16) | ((line[from + 1] ?? 0) << 8) | (line[from + 2] ?? 0)
      text += sign(three >> 18) + sign((three >> 12) & 63) + sign((three >> 6) & 63) + sign(three & 63)
    }
    lines.push(text)
  }
  return [...lines, '`', ''].join('\n')
}

const hello = Buffer.from('Guten Tag, Frau Möwe\n')
const file = (name: string, bytes: Uint8Array = hello) => `begin 644 ${name}\n${uuencoded(bytes)}end\n`

function taken(text: string): { text: string; files: [string, string][] } {
  const found = takeInlineFiles(text, () => Buffer.from(text))
  return { text: found.text, files: found.files.map(({ filename, content }) => [filename, content.toString()]) }
}

const cases: [string, string, string, [string, string][]][] = [
  ['a file between two texts', `Anbei.\n${file('brief.txt')}Gruß\n`, 'Anbei.\nGruß\n', [['brief.txt', hello.toString()]]],
  ['a file alone', file('brief.txt'), '', [['brief.txt', hello.toString()]]],
  ['a name with blanks', file('mein brief.txt'), '', [['mein brief.txt', hello.toString()]]],
  ['CRLF', file('brief.txt').replace(/\n/g, '\r\n'), '', [['brief.txt', hello.toString()]]],
  [
    'two files',
    `${file('a.txt')}und\n${file('b.txt', Buffer.from('B'))}`,
    'und\n',
    [
      ['a.txt', hello.toString()],
      ['b.txt', 'B'],
    ],
  ],
  ['an empty file', 'begin 644 leer.txt\n`\nend\n', '', [['leer.txt', '']]],
  ['rights of four digits', file('brief.txt').replace('644', '0644'), '', [['brief.txt', hello.toString()]]],
  ['prose that says begin', 'begin 644 times and\nthe end\nend\n', 'begin 644 times and\nthe end\nend\n', []],
  ['a beginning in mid-line', `x ${file('brief.txt')}`, `x ${file('brief.txt')}`, []],
  ['a beginning without rights', 'begin brief.txt\n`\nend\n', 'begin brief.txt\n`\nend\n', []],
  ['a file without its end stays text', file('brief.txt').replace('end\n', ''), file('brief.txt').replace('end\n', ''), []],
  [
    'a beginning before another: the second counts',
    `begin 644 a.txt\n${file('b.txt')}`,
    'begin 644 a.txt\n',
    [['b.txt', hello.toString()]],
  ],
  ['no file', 'Guten Tag\n', 'Guten Tag\n', []],
  ['nothing', '', '', []],
]

it.each(cases)('uuencode in a text: %s', (_, text, rest, files) => {
  expect(taken(text)).toEqual({ text: rest, files })
})

it('files of every length come back', () => {
  for (let length = 0; length < 140; length++) {
    const bytes = Buffer.from(Array.from({ length }, (_, at) => (at * 89 + length) & 255))
    expect(uudecode(Buffer.from(uuencoded(bytes)))).toEqual(bytes)
  }
})

const lines: [string, string, string | null][] = [
  ['a line whose blanks at the end were lost', '#0V%T', 'Cat'],
  ['blanks instead of backquotes', '#    ', '\0\0\0'],
  ['blanks at the end that were cut', '#', '\0\0\0'],
  ['a check sign at the end of the line', '#0V%TX', 'Cat'],
  ['a line too long for what it says', '#0V%T0V%T', null],
  ['a small letter is no length', 'x0V%T', null],
  ['an empty line', '\n#0V%T\n', 'Cat'],
]

it.each(lines)('a line of uuencode: %s', (_, line, bytes) => {
  expect(uudecode(Buffer.from(line))?.toString('latin1') ?? null).toBe(bytes)
})

const parts: [string, string, string][] = [
  ['whole', file('brief.txt'), hello.toString()],
  ['without its end', file('brief.txt').replace(/`\nend\n/, ''), hello.toString()],
  ['with text before it', `Anbei\n${file('brief.txt')}`, hello.toString()],
  ['without its beginning', uuencoded(hello), ''],
  ['empty', '', ''],
]

it.each(parts)('a part that is uuencoded: %s', (_, body, content) => {
  expect(uudecodePart(Buffer.from(body)).toString()).toBe(content)
})
