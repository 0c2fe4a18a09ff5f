import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMail } from '../mail/read'
import { identityOf, isVariant } from './identity'

interface Written {
  readonly text: string
  readonly boundary?: string
  readonly encoding?: '8bit' | 'base64' | 'quoted-printable'
  readonly charset?: 'utf-8' | 'iso-8859-1'
  readonly date?: string
  readonly subject?: string
  readonly messageId?: string
  readonly from?: string
  readonly file?: string
  readonly above?: string
}

function written(mail: Written): Buffer {
  const boundary = mail.boundary ?? 'grenze'
  const head = [
    ...(mail.above ? [mail.above] : []),
    `From: ${mail.from ?? 'Anna Huber <anna@huber-verlag.example>'}`,
    `Subject: ${mail.subject ?? 'Frage zum Abo der Zeitung'}`,
    `Date: ${mail.date ?? 'Mon, 2 Mar 2026 09:00:00 +0100'}`,
    ...(mail.messageId === '' ? [] : [`Message-ID: ${mail.messageId ?? '<a@huber-verlag.example>'}`]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
  ]
  const text = [`Content-Type: text/plain; charset=${mail.charset ?? 'utf-8'}`, `Content-Transfer-Encoding: ${mail.encoding ?? '8bit'}`, '']
  const file = [
    'Content-Type: application/pdf; name=a.pdf',
    'Content-Disposition: attachment; filename=a.pdf',
    'Content-Transfer-Encoding: base64',
    '',
  ]
  return Buffer.concat([
    Buffer.from([...head, '', `--${boundary}`, ...text, ''].join('\r\n')),
    encoded(mail),
    Buffer.from(['', `--${boundary}`, ...file, Buffer.from(mail.file ?? 'Inhalt').toString('base64'), `--${boundary}--`, ''].join('\r\n')),
  ])
}

function encoded({ text, encoding, charset }: Written): Buffer {
  const bytes = Buffer.from(text, charset === 'iso-8859-1' ? 'latin1' : 'utf8')
  if (encoding === 'base64') return Buffer.from(bytes.toString('base64'))
  if (encoding !== 'quoted-printable') return bytes
  const quoted = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
  return Buffer.from(quoted.map((one, at) => (at % 20 === 19 ? `${one}=\r\n` : one)).join(''))
}

const identity = (mail: Written) => identityOf(readMail(written(mail))).toString('hex')

const disguises: readonly (readonly [string, (mail: Written) => Written])[] = [
  ['another boundary', (mail) => ({ ...mail, boundary: 'ganz-anders' })],
  ['base64', (mail) => ({ ...mail, encoding: 'base64' })],
  ['quoted-printable', (mail) => ({ ...mail, encoding: 'quoted-printable' })],
  ['latin1', (mail) => ({ ...mail, charset: 'iso-8859-1' })],
  ['the date in UTC', (mail) => ({ ...mail, date: 'Mon, 02 Mar 2026 08:00:00 +0000' })],
  ['a folded subject', (mail) => ({ ...mail, subject: 'Frage zum Abo\r\n der Zeitung' })],
  ['blanks at line ends', (mail) => ({ ...mail, text: mail.text.replaceAll(' ', '  ') })],
  [
    'more trace headers',
    (mail) => ({ ...mail, above: 'Received: from a by b; Mon, 2 Mar 2026 09:00:09 +0100\r\nDelivered-To: service@x' }),
  ],
]

describe('identity of a mail', () => {
  const words = fc
    .array(fc.constantFrom('Grüße', 'Straße', 'Abo', 'größer', 'Ümläüte', 'kündigen', 'zum', '1.4.', 'ÄÖÜ', 'heute'), {
      minLength: 1,
      maxLength: 40,
    })
    .map((list) => list.join(' '))

  it.each(disguises)('is the same with %s', (_, disguise) => {
    fc.assert(
      fc.property(words, (text) => identity(disguise({ text })) === identity({ text })),
      { numRuns: 50 },
    )
  })

  it.each<readonly [string, Partial<Written>]>([
    ['another text', { text: 'Bitte zahlen Sie 200 Euro.' }],
    ['another attachment', { file: 'Anderer Inhalt' }],
    ['another date', { date: 'Mon, 2 Mar 2026 09:00:01 +0100' }],
    ['another subject', { subject: 'Kündigung' }],
    ['another sender', { from: 'boese@evil.example' }],
  ])('is another under the same Message-ID with %s', (_, change) => {
    const mail = { text: 'Bitte zahlen Sie 100 Euro.' }
    expect(identity({ ...mail, ...change })).not.toBe(identity(mail))
    expect(isVariant(readMail(written(mail)), readMail(written({ ...mail, ...change })))).toBe(false)
  })

  it.each(['', '<>', `<${'x'.repeat(10_000)}@y>`, '<ä@ö>', '<a@b>\r\nMessage-ID: <c@d>'])(
    'stands without a good Message-ID',
    (messageId) => {
      expect(identity({ text: 'x', messageId })).toHaveLength(64)
      expect(identity({ text: 'x', messageId })).not.toBe(identity({ text: 'y', messageId }))
    },
  )

  it('takes a gateway footer as a variant, in both directions', () => {
    const text = Array.from({ length: 60 }, (_, at) => `Wort${at}`).join(' ')
    const one = readMail(written({ text }))
    const other = readMail(written({ text: `${text}\r\n\r\nGeprüft durch das Gateway der Firma.` }))
    expect([isVariant(one, other), isVariant(other, one)]).toEqual([true, true])
  })
})
