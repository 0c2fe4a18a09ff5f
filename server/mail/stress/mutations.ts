/** Damage as gateways, disks and attackers do it. Each takes the bytes of a mail and gives others; nothing but the seed decides. */
export type Mutation = (mail: Buffer, random: Random) => Buffer

/** Whole numbers from 0 up to, not including, `below` (mulberry32). */
export class Random {
  private state: number
  constructor(seed: number) {
    this.state = seed >>> 0
  }

  below(below: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
}

const charsets = [
  'utf-8',
  'iso-8859-1',
  'us-ascii',
  'utf-7',
  'utf-16',
  'utf-16le',
  'utf-32',
  'gb18030',
  'iso-2022-jp',
  'shift_jis',
  'x-none',
  '',
]
const encodings = ['7bit', '8bit', 'base64', 'quoted-printable', 'x-uuencode', 'binary', '=']
const types = [
  'text/plain',
  'text/html',
  'multipart/mixed',
  'multipart/report',
  'message/rfc822',
  'application/ms-tnef',
  'text/calendar',
  'x',
]
const pieces = [
  '\0',
  '\r',
  '\n',
  '\r\n\r\n',
  '\ufeff',
  '\u202e',
  '"',
  '(',
  '<',
  '=?utf-7?Q?+2AA-?=',
  '--',
  '%',
  '\x1b$B',
  '+2AA-',
  '\ud83d\ude00',
]

const binary = (mail: Buffer) => mail.toString('latin1')
const bytes = (text: string) => Buffer.from(text, 'latin1')
const spliced = (mail: Buffer, from: number, to: number, piece: Buffer) => Buffer.concat([mail.subarray(0, from), piece, mail.subarray(to)])
const headEnd = (text: string) => {
  const end = text.search(/\r?\n\r?\n/)
  return end === -1 ? text.length : end
}

/** One of the matches, made into something else. */
function changed(mail: Buffer, pattern: RegExp, random: Random, change: (match: string) => string): Buffer {
  const text = binary(mail)
  const matches = [...text.matchAll(pattern)]
  if (matches.length === 0) return mail
  const { index, 0: match } = random.of(matches)
  return bytes(text.slice(0, index) + change(match) + text.slice(index + match.length))
}

function nested(mail: Buffer, depth: number, encoding: string): Buffer {
  let inner = mail
  for (let at = 0; at < depth; at++) {
    const body = encoding === 'base64' ? bytes(inner.toString('base64')) : inner
    const head = `From: a${at}@x.example\r\nTo: crm@sonnberg.example\r\nSubject: WG: ${at}\r\nContent-Type: multipart/mixed; boundary="n${at}"\r\n\r\n`
    const part = `--n${at}\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`
    inner = Buffer.concat([bytes(head + part), body, bytes(`\r\n--n${at}--\r\n`)])
    if (encoding === 'base64' && inner.length > 100_000) break
  }
  return inner
}

export const mutations: Readonly<Record<string, Mutation>> = {
  'cut off': (mail, random) => mail.subarray(0, random.below(mail.length + 1)),
  'beginning lost': (mail, random) => mail.subarray(random.below(mail.length + 1)),
  'middle lost': (mail, random) => {
    const from = random.below(mail.length)
    return spliced(mail, from, from + random.below(mail.length - from), bytes(''))
  },
  'middle twice': (mail, random) => {
    const from = random.below(mail.length)
    const piece = mail.subarray(from, from + random.below(2_000))
    return spliced(mail, from, from, piece)
  },
  'bits flipped': (mail, random) => {
    const copy = Buffer.from(mail)
    for (let count = random.below(20) + 1; count > 0 && copy.length > 0; count--) copy[random.below(copy.length)]! ^= 1 << random.below(8)
    return copy
  },
  'bytes of another kind': (mail, random) => {
    const copy = Buffer.from(mail)
    for (let count = random.below(20) + 1; count > 0 && copy.length > 0; count--) copy[random.below(copy.length)] = random.below(256)
    return copy
  },
  'signs put in': (mail, random) => {
    const at = random.below(mail.length + 1)
    return spliced(mail, at, at, Buffer.from(random.of(pieces).repeat(1 + random.below(3))))
  },
  'signs put into a header': (mail, random) => {
    const at = random.below(headEnd(binary(mail)) + 1)
    return spliced(mail, at, at, Buffer.from(random.of(pieces)))
  },
  'header twice': (mail, random) => changed(mail, /^[A-Za-z-]+:.*\r?\n/gm, random, (line) => line.repeat(2 + random.below(3))),
  'header lost': (mail, random) => changed(mail, /^[A-Za-z-]+:.*\r?\n/gm, random, () => ''),
  'header many times': (mail, random) => changed(mail, /^[A-Za-z-]+:.*\r?\n/gm, random, (line) => line.repeat(300)),
  'colon lost': (mail, random) => changed(mail, /^[A-Za-z-]+:/gm, random, (name) => name.slice(0, -1)),
  'delimiter damaged': (mail, random) =>
    changed(mail, /^--[^\r\n]+/gm, random, (line) =>
      random.of([line.slice(1), line.slice(0, -1), `${line}x`, `${line}--`, line.toUpperCase(), `${line} \t`, '']),
    ),
  'boundary renamed': (mail, random) =>
    changed(mail, /boundary="?[^"\r\n;]*/gi, random, (match) => random.of([`${match}x`, 'boundary=', 'boundary', match.slice(0, -1)])),
  'charset swapped': (mail, random) => changed(mail, /(?<=charset="?)[\w-]+/gi, random, () => random.of(charsets)),
  'charset of a word swapped': (mail, random) => changed(mail, /(?<==\?)[\w-]+(?=\?[bq]\?)/gi, random, () => random.of(charsets)),
  'encoding swapped': (mail, random) => changed(mail, /(?<=^content-transfer-encoding: *)\S+/gim, random, () => random.of(encodings)),
  'type swapped': (mail, random) => changed(mail, /(?<=^content-type: *)[^;\r\n]+/gim, random, () => random.of(types)),
  'address swapped': (mail, random) =>
    changed(mail, /[\w.+-]{1,40}@[\w.-]+/g, random, (address) =>
      random.of(['anna@huber-verlag.example', `<${address}`, `"${address}`, `${address},`, '@', 'crm@sonnberg.example']),
    ),
  'line ends changed': (mail, random) => {
    const [from, to] = random.of([
      [/\r\n/g, '\n'],
      [/\r\n/g, '\r'],
      [/\r?\n/g, '\r\n'],
      [/\r?\n/g, '\r\r\n'],
    ] as const)
    return bytes(binary(mail).replace(from, to))
  },
  'parts nested': (mail, random) => nested(mail, 1 + random.below(60), random.of(['7bit', 'base64', 'x'])),
  'attached to itself': (mail) => nested(Buffer.concat([mail, mail]), 1, '8bit'),
}

export interface Mutant {
  readonly bytes: Buffer
  /** What was done to it, for whoever looks for the reason. */
  readonly done: readonly string[]
}

/** One to three mutations, one after the other. */
export function mutated(mail: Buffer, seed: number): Mutant {
  const random = new Random(seed)
  const names = Object.keys(mutations)
  const done = Array.from({ length: 1 + random.below(3) }, () => random.of(names))
  return { bytes: done.reduce((bytes, name) => mutations[name]!(bytes, random), mail), done }
}
