import { expect, it } from 'vitest'
import { takeInlineFiles } from './uuencode'
import { ydecode } from './yenc'

/** As yEnc 1.3 wants it: what would be NUL, LF, CR or "=" is escaped. */
function yencoded(bytes: Uint8Array, width = 128): Buffer {
  const out: number[] = []
  let column = 0
  for (const byte of bytes) {
    const sign = (byte + 42) & 255
    const escaped = [0x00, 0x0a, 0x0d, 0x3d].includes(sign)
    out.push(...(escaped ? [0x3d, (sign + 64) & 255] : [sign]))
    column += escaped ? 2 : 1
    if (column >= width) {
      out.push(0x0d, 0x0a)
      column = 0
    }
  }
  return Buffer.from(out)
}

const all = Buffer.from(Array.from({ length: 1_024 }, (_, at) => (at * 7) & 255))

const bodies: [string, Uint8Array, Uint8Array][] = [
  ['every byte there is', yencoded(all), all],
  ['lines of another length', yencoded(all, 5), all],
  ['the line that says which part it is', Buffer.concat([Buffer.from('=ypart begin=1 end=1024\r\n'), yencoded(all)]), all],
  ['a line of yEnc at the end without its line end', Buffer.concat([yencoded(all), Buffer.from('\r\n=ypart')]), all],
  ['an escape with nothing behind it', Buffer.from('k='), Buffer.from('A')],
  ['an escaped y in mid-line is a byte', Buffer.from('k=y'), Buffer.from([0x41, 0x0f])],
  ['nothing', Buffer.alloc(0), Buffer.alloc(0)],
]

it.each(bodies)('yEnc: %s', (_, body, bytes) => {
  expect(ydecode(body).equals(bytes)).toBe(true)
})

function taken(body: Buffer) {
  const found = takeInlineFiles(body.toString('latin1'), () => body)
  return { text: found.text, files: found.files.map(({ filename, content }) => [filename, content.toString('latin1')]) }
}
const lines = (begin: string, end: string) =>
  Buffer.concat([Buffer.from(`Anbei\r\n${begin}\r\n`), yencoded(Buffer.from('Guten Tag')), Buffer.from(`\r\n${end}`)])
const whole = '=ybegin line=128 size=9 name=mein brief.txt'

const texts: [string, Buffer, string, string[][]][] = [
  ['a file in a text', lines(whole, '=yend size=9\r\nGruß'), 'Anbei\r\nGruÃ\x9f', [['mein brief.txt', 'Guten Tag']]],
  ['a file without its end stays text', lines(whole, ''), lines(whole, '').toString('latin1'), []],
  [
    'a beginning without a name stays text',
    lines('=ybegin line=128', '=yend size=9\r\n'),
    lines('=ybegin line=128', '=yend size=9\r\n').toString('latin1'),
    [],
  ],
]

it.each(texts)('yEnc in a text: %s', (_, body, text, files) => {
  expect(taken(body)).toEqual({ text, files })
})
