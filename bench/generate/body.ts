import { createHash } from 'node:crypto'
import type { Draft } from './draft'

/** Head lines of the content, empty line and content; SHA-256 of each attachment. */
export function bodyOf(draft: Draft): { bytes: Buffer; attachments: string[] } {
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
