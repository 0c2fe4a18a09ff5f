import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
// @ts-expect-error mailparser brings no types
import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { encodingOf } from './mime-tree'
import { partsOf } from './parts'
import { readMail } from './read'

/** Our reading beside two well-known parsers, over our corpus and, where they are, real mails. */
const folders = [join(import.meta.dirname, '../../corpus'), join(import.meta.dirname, '../../../shared/mails')].filter(
  (path, at, all) => existsSync(path) && all.indexOf(path) === at,
)
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => !/expected\.json$|SOURCES\.md$|\.tnef$/.test(path) && statSync(path).isFile() && statSync(path).size < 400_000),
)

interface Seen {
  readonly from: string
  readonly subject: string
  readonly date: string
}
/** Both give up (no line feeds, raw 8-bit text): that both agree says nothing. */
const isReadable = (text: string) => text !== '' && !/\uFFFD|ï¿½/.test(text)

const folded = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()

async function byPostalMime(bytes: Buffer): Promise<Seen | null> {
  const mail = await PostalMime.parse(bytes).catch(() => null)
  return mail && { from: (mail.from?.address ?? '').toLowerCase(), subject: folded(mail.subject), date: String(mail.date ?? '') }
}
async function byMailparser(bytes: Buffer): Promise<Seen | null> {
  const mail = await simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true }).catch(() => null)
  return (
    mail && {
      from: (mail.from?.value[0]?.address ?? '').toLowerCase(),
      subject: folded(mail.subject),
      date: mail.date?.toISOString() ?? '',
    }
  )
}

describe('reading beside postal-mime and mailparser', () => {
  it('differs from both only where it is known why', { timeout: 120_000 }, async () => {
    const apart: Record<keyof Seen, string[]> = { from: [], subject: [], date: [] }
    let read = 0
    for (const file of files) {
      const bytes = readFileSync(file)
      const [one, other] = [await byPostalMime(bytes), await byMailparser(bytes)]
      if (!one || !other) continue
      read++
      const mail = readMail(bytes)
      const ours: Seen = { from: (mail.from[0]?.address ?? '').toLowerCase(), subject: folded(mail.subject), date: mail.date?.utc ?? '' }
      for (const field of ['from', 'subject', 'date'] as const)
        if (one[field] === other[field] && isReadable(one[field]) && ours[field] !== one[field])
          apart[field].push(file.split('/').slice(-3).join('/'))
    }
    console.log(`read beside both: ${read} mails; ours differs where both agree: ${JSON.stringify(apart)}`)
    // Known: a source route is not taken for the sender; the first of two From headers counts; zones beyond 15 hours; a day that no month has; literal "\\t" as folding.
    expect(apart.from.length).toBeLessThanOrEqual(3)
    expect(apart.subject.length).toBeLessThanOrEqual(1)
    expect(apart.date.length).toBeLessThanOrEqual(6)
  })

  it('gives every attachment byte for byte as an independent decoding of its part', () => {
    let compared = 0
    for (const file of files) {
      const mail = readMail(readFileSync(file))
      const parts = new Map([...partsOf(mail.root)].map((part) => [part.path, part]))
      for (const attachment of mail.attachments.filter(({ origin }) => origin === 'part')) {
        const part = parts.get(attachment.path)
        if (!part || part.contentType.startsWith('multipart/')) continue
        const encoding = encodingOf(part.headers)
        const expected =
          encoding === 'base64' ? Buffer.from(part.raw.filter((byte) => /[A-Za-z0-9+/=]/.test(String.fromCharCode(byte)))) : null
        const bytes =
          expected && !/=[^=]/.test(expected.toString('latin1')) && !part.raw.includes(0x2d) && !part.raw.includes(0x5f)
            ? Buffer.from(expected.toString('latin1'), 'base64')
            : encoding === '7bit' || encoding === '8bit' || encoding === ''
              ? part.raw
              : null
        if (bytes === null) continue
        compared++
        expect(createHash('sha256').update(attachment.content()).digest('hex'), file).toBe(createHash('sha256').update(bytes).digest('hex'))
      }
    }
    console.log(`attachments compared: ${compared}`)
    expect(compared).toBeGreaterThan(20)
  })
})
