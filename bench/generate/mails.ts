import { createHash } from 'node:crypto'
import { seeded } from '../random'

/** What is true of one generated mail. */
export interface Truth {
  readonly kind: 'new' | 'tagged' | 'references' | 'forward' | 'bounce' | 'auto-reply' | 'list' | 'outgoing' | 'stranger'
  /** Customer number of the contact it belongs to; null when nobody knows the sender. */
  readonly number: string | null
  /** Case number for tagged replies; null else. */
  readonly caseNumber: string | null
  readonly thread: string
  readonly duplicateOf: number | null
  readonly subject: string
  readonly attachments: readonly string[]
  /** Text that must be read with its € and quotes. */
  readonly marker: string
}
export interface Generated {
  readonly bytes: Buffer
  readonly truth: Truth
}

export const own = {
  domains: ['sonnberg.example'],
  addresses: ['service@sonnberg.example', 'n.stein@sonnberg.example'],
  forwarding: ['crm@sonnberg.example'],
  authservIds: ['mx.sonnberg.example'],
}
export const contactAddress = (at: number): string => `kunde${at}@firma${at % 20_000}.example`
export const contactNumber = (at: number): string => String(100_000 + at)
export const caseNumber = (at: number): string => String(1_000 + at)
export const caseCheckOf = (at: number): string => ['x7k', 'q4m', 'h8z', 'b7w'][at % 4]!
/** Contact of a case: every tenth contact has one. */
export const contactOfCase = (at: number): number => at * 10

const words =
  'Abo Rechnung Lieferung Heft Adresse Umstellung Kündigung Anzeige Beilage Gutschrift Bestellung Angebot Termin Rückfrage Vertrag Zahlung Mahnung Exemplar Ausgabe Verlag'.split(
    ' ',
  )

/** N mails of the mix in docs/bench.md over K contacts; the same seed gives the same bytes. */
export function* generateMails(seed: number, count: number, contacts: number): Generator<Generated> {
  const maker = new Maker(seed, contacts)
  for (let at = 0; at < count; at++) yield maker.next(at)
}

const kinds: readonly (readonly [Truth['kind'], number])[] = [
  ['new', 0.34],
  ['tagged', 0.14],
  ['references', 0.16],
  ['forward', 0.08],
  ['bounce', 0.03],
  ['auto-reply', 0.04],
  ['list', 0.05],
  ['outgoing', 0.08],
  ['stranger', 0.08],
]

interface Sent {
  readonly messageId: string
  readonly contact: number
  readonly thread: string
}

class Maker {
  private readonly random: () => number
  private readonly contacts: number
  /** Mails of ours that answers and bounces refer to. */
  private readonly sent: Sent[] = []
  private readonly made: Generated[] = []
  constructor(seed: number, contacts: number) {
    this.random = seeded(seed)
    this.contacts = contacts
  }

  next(at: number): Generated {
    const generated = this.made.length > 50 && this.random() < 0.0176 ? this.duplicate() : this.fresh(at)
    this.made[at % 200] = generated
    return generated
  }

  private pick = (below: number) => Math.floor(this.random() * below)

  private duplicate(): Generated {
    const one = this.made[this.pick(Math.min(this.made.length, 50))]!
    return {
      bytes: Buffer.concat([Buffer.from('Delivered-To: service@sonnberg.example\r\n'), one.bytes]),
      truth: { ...one.truth, duplicateOf: 1 },
    }
  }

  private kind(): Truth['kind'] {
    let rest = this.random()
    for (const [kind, share] of kinds) {
      if (rest < share) return this.sent.length < 5 && (kind === 'references' || kind === 'bounce') ? 'outgoing' : kind
      rest -= share
    }
    return 'new'
  }

  private fresh(at: number): Generated {
    const kind = this.kind()
    const marker = `Betrag ${this.pick(900)},50 € – „bitte prüfen“ ${at}`
    const text = this.text(marker)
    const subject = `${words[this.pick(words.length)]} ${words[this.pick(words.length)]} ${at}`
    const id = `${at}.${this.pick(1e9).toString(36)}`
    return make[kind]({ at, id, subject, text, marker, random: this.random, pick: this.pick, contacts: this.contacts, sent: this.sent })
  }

  private text(marker: string): string {
    const lines = Array.from({ length: 8 + this.pick(60) }, () => Array.from({ length: 9 }, () => words[this.pick(words.length)]).join(' '))
    return ['Guten Tag,', '', marker, '', ...lines, '', 'Mit freundlichen Grüßen'].join('\r\n')
  }
}

interface Draft {
  readonly at: number
  readonly id: string
  readonly subject: string
  readonly text: string
  readonly marker: string
  readonly random: () => number
  readonly pick: (below: number) => number
  readonly contacts: number
  readonly sent: Sent[]
}

const make: Record<Truth['kind'], (draft: Draft) => Generated> = {
  new: (draft) => {
    const contact = draft.pick(draft.contacts)
    return mail(draft, { from: contactAddress(contact), truth: { kind: 'new', number: contactNumber(contact), thread: draft.id } })
  },
  stranger: (draft) => mail(draft, { from: `jemand${draft.at}@gmx.de`, truth: { kind: 'stranger', number: null, thread: draft.id } }),
  tagged: (draft) => {
    const at = draft.pick(Math.floor(draft.contacts / 10))
    const contact = contactOfCase(at)
    const subject = `AW: ${draft.subject} [VG=${caseNumber(at)}-${caseCheckOf(at)}]`
    return mail(
      { ...draft, subject },
      {
        from: contactAddress(contact),
        truth: { kind: 'tagged', number: contactNumber(contact), caseNumber: caseNumber(at), thread: draft.id },
      },
    )
  },
  references: (draft) => {
    const before = draft.sent[draft.pick(draft.sent.length)]!
    return mail(
      { ...draft, subject: `AW: ${draft.subject}` },
      {
        from: contactAddress(before.contact),
        headers: [`In-Reply-To: <${before.messageId}>`, `References: <${before.messageId}>`],
        truth: { kind: 'references', number: contactNumber(before.contact), thread: before.thread },
      },
    )
  },
  outgoing: (draft) => {
    const contact = draft.pick(draft.contacts)
    draft.sent.push({ messageId: `${draft.id}@sonnberg.example`, contact, thread: draft.id })
    return mail(draft, {
      from: 'n.stein@sonnberg.example',
      to: contactAddress(contact),
      truth: { kind: 'outgoing', number: contactNumber(contact), thread: draft.id },
    })
  },
  forward: (draft) => {
    const contact = draft.pick(draft.contacts)
    const block = [
      '',
      `Von: Kunde ${contact} <${contactAddress(contact)}>`,
      'Gesendet: Montag, 2. März 2026 10:12',
      'An: Service <service@sonnberg.example>',
      `Betreff: ${draft.subject}`,
      '',
      draft.text,
    ].join('\r\n')
    return mail(
      { ...draft, subject: `WG: ${draft.subject}`, text: block },
      {
        from: 'n.stein@sonnberg.example',
        to: 'crm@sonnberg.example',
        truth: { kind: 'forward', number: contactNumber(contact), thread: draft.id, subject: draft.subject },
      },
    )
  },
  bounce: (draft) => {
    const before = draft.sent[draft.pick(draft.sent.length)]!
    return bounce(draft, before)
  },
  'auto-reply': (draft) => {
    const contact = draft.pick(draft.contacts)
    return mail(
      { ...draft, subject: `Automatische Antwort: ${draft.subject}` },
      {
        from: contactAddress(contact),
        headers: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
        truth: { kind: 'auto-reply', number: contactNumber(contact), thread: draft.id },
      },
    )
  },
  list: (draft) =>
    mail(draft, {
      from: `news@blatt${draft.pick(50)}.example`,
      headers: ['List-Id: <news.blatt.example>', 'Precedence: bulk'],
      truth: { kind: 'list', number: null, thread: draft.id },
    }),
}

interface Parts {
  readonly from: string
  readonly to?: string
  readonly headers?: readonly string[]
  readonly truth: Pick<Truth, 'kind' | 'number' | 'thread'> & Partial<Pick<Truth, 'caseNumber' | 'subject'>>
}

function mail(draft: Draft, parts: Parts): Generated {
  const domain = parts.from.slice(parts.from.indexOf('@') + 1)
  const body = bodyOf(draft)
  const head = [
    ...trace(parts.from, domain, draft),
    `From: "Kunde ${draft.at}" <${parts.from}>`,
    `To: ${parts.to ?? 'service@sonnberg.example'}`,
    `Subject: ${encodedSubject(draft.subject)}`,
    `Date: Mon, 2 Mar 2026 ${String(draft.at % 24).padStart(2, '0')}:${String(draft.at % 60).padStart(2, '0')}:00 +0100`,
    `Message-ID: <${draft.id}@${domain}>`,
    ...(parts.headers ?? []),
    'MIME-Version: 1.0',
  ]
  const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n`), body.bytes])
  return {
    bytes,
    truth: {
      caseNumber: null,
      duplicateOf: null,
      subject: draft.subject,
      ...parts.truth,
      attachments: body.attachments,
      marker: draft.marker,
    },
  }
}

/** The forty lines that servers and filters leave on a mail. */
function trace(from: string, domain: string, draft: Draft): string[] {
  const results =
    domain === 'sonnberg.example'
      ? `auth=pass smtp.auth=${from} smtp.mailfrom=${from}`
      : `dkim=pass header.d=${domain}; spf=pass smtp.mailfrom=${from}; dmarc=pass header.from=${domain}`
  return [
    `Return-Path: <${from}>`,
    'Delivered-To: crm@sonnberg.example',
    `Authentication-Results: mx.sonnberg.example; ${results}`,
    `Received: from mail.${domain} (mail.${domain} [198.51.100.7])\r\n\tby mx.sonnberg.example (Postfix) with ESMTPS id ${draft.id}\r\n\tfor <service@sonnberg.example>; Mon, 2 Mar 2026 10:00:00 +0100`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=s1;\r\n\tbh=${draft.id}; h=From:To:Subject:Date;\r\n\tb=${'Ab3d'.repeat(60)}`,
    ...Array.from({ length: 30 }, (_, at) => `X-Filter-${at}: ${'0123456789abcdef'.repeat(3)}`),
  ]
}

const encodedSubject = (subject: string) =>
  /^[\x20-\x7e]*$/.test(subject) ? subject : `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`

function bodyOf(draft: Draft): { bytes: Buffer; attachments: string[] } {
  const html = draft.random() < 0.7
  const textPart = encodedText(draft)
  if (!html) return withAttachments(draft, textPart)
  const boundary = `alt-${draft.id}`
  const page = Buffer.from(
    `<html><body>${'<p class="MsoNormal" style="margin:0cm;font-family:Aptos,sans-serif">'}${draft.text.replaceAll('\r\n', '<br>\r\n')}</p>${'<div style="border:none"></div>'.repeat(200)}</body></html>`,
  )
  const pieces = [
    Buffer.from(`Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n--${boundary}\r\n`),
    textPart,
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(page)}\r\n--${boundary}--\r\n`,
    ),
  ]
  return withAttachments(draft, Buffer.concat(pieces))
}

/** Charsets of real mail: UTF-8 and windows-1252 (also called iso-8859-1), in 8bit, quoted-printable and base64. */
function encodedText({ text, random }: Draft): Buffer {
  const way = random()
  const western = Buffer.from([...text].map((sign) => westernByte(sign)))
  if (way < 0.35)
    return Buffer.concat([
      Buffer.from('Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'),
      Buffer.from(text),
    ])
  if (way < 0.6)
    return Buffer.from(
      `Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(Buffer.from(text))}`,
    )
  if (way < 0.75)
    return Buffer.from(
      `Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(Buffer.from(text))}`,
    )
  const label = way < 0.9 ? 'windows-1252' : 'iso-8859-1'
  return Buffer.from(
    `Content-Type: text/plain; charset="${label}"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(western)}`,
  )
}

const specials: Readonly<Record<string, number>> = { '€': 0x80, '–': 0x96, '„': 0x84, '“': 0x93 }
const westernByte = (sign: string) => specials[sign] ?? sign.charCodeAt(0) & 255

function quotedPrintable(bytes: Buffer): string {
  return [...bytes.toString('latin1').matchAll(/[^\r\n]*(?:\r\n)?/g)].map(([line]) => quotedLine(line)).join('')
}

function quotedLine(line: string): string {
  const ended = line.endsWith('\r\n')
  const units = [...line.replace(/\r\n$/, '')].map((sign) =>
    /[\x21-\x3c\x3e-\x7e ]/.test(sign) ? sign : `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  let out = ''
  let column = 0
  for (const unit of units) {
    if (column + unit.length > 75) {
      out += '=\r\n'
      column = 0
    }
    out += unit
    column += unit.length
  }
  return out.replace(/ $/, '=20') + (ended ? '\r\n' : '')
}

const base64Lines = (bytes: Buffer) => (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n')

function withAttachments(draft: Draft, body: Buffer): { bytes: Buffer; attachments: string[] } {
  if (draft.random() >= 0.15) return { bytes: body, attachments: [] }
  const boundary = `mix-${draft.id}`
  const files = Array.from({ length: 1 + draft.pick(2) }, () => noise(draft))
  const parts = files.map(
    (file, at) =>
      `\r\n--${boundary}\r\nContent-Type: application/pdf; name="Rechnung ${at}.pdf"\r\nContent-Disposition: attachment; filename="Rechnung ${at}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(file)}`,
  )
  return {
    bytes: Buffer.concat([
      Buffer.from(`Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n--${boundary}\r\n`),
      body,
      Buffer.from(`${parts.join('')}\r\n--${boundary}--\r\n`),
    ]),
    attachments: files.map((file) => createHash('sha256').update(file).digest('hex')),
  }
}

/** Incompressible bytes, 10 to 110 KB. */
function noise({ pick }: Draft): Buffer {
  const bytes = Buffer.alloc(10_000 + pick(100_000))
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(pick(4294967296), at)
  return bytes
}

function bounce(draft: Draft, before: Sent): Generated {
  const boundary = `dsn-${draft.id}`
  const failed = contactAddress(before.contact)
  const text = [
    'Return-Path: <>',
    'Received: by mx.sonnberg.example (Postfix) id b; Mon, 2 Mar 2026 10:00:00 +0100',
    'From: Mail Delivery System <MAILER-DAEMON@mx.sonnberg.example>',
    'To: n.stein@sonnberg.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Mon, 2 Mar 2026 10:00:00 +0100',
    `Message-ID: <${draft.id}@mx.sonnberg.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `${draft.marker} could not be delivered to one or more recipients.`,
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.sonnberg.example',
    '',
    `Final-Recipient: rfc822; ${failed}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${before.messageId}>`,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n')
  const truth: Truth = {
    kind: 'bounce',
    number: contactNumber(before.contact),
    caseNumber: null,
    thread: before.thread,
    duplicateOf: null,
    subject: 'Undelivered Mail Returned to Sender',
    attachments: [],
    marker: draft.marker,
  }
  return { bytes: Buffer.from(text), truth }
}
