import type { Language } from '@postakte/shared/texts/texts'
import type { ApiParts, BeginTransaction } from '../http/api/call'
import { notFound } from '../http/problem-with'
import { attachmentAnswer } from '../showing/attachment-headers'
import { rangeOf } from '../showing/range'
import { contentDisposition, safeName } from '../showing/safe-name'
import { safeType } from '../showing/safe-type'
import type { Me } from '../users/me'
import { loadLine, originalOf, type StoredMail } from './load'
import { unnamed } from './mail'

interface Reading {
  readonly me: Me
  readonly parts: ApiParts
  readonly transaction: BeginTransaction
  readonly language: Language
  readonly request: Request
}

/** The original of a mail that the caller sees; that it is read stands in the journal first. */
export async function readingOf(
  { me, parts, transaction }: Omit<Reading, 'language' | 'request'>,
  id: string,
  action: string,
  facts?: object,
): Promise<StoredMail> {
  await transaction(async (tx) => {
    await loadLine(tx, me, id)
    tx.journal({ action, kind: 'mail', recordId: id, ...(facts ? { facts: { ...facts } } : {}) })
  })
  return originalOf(parts.db, id)
}

/** To be saved, never to be shown by the browser. */
export async function sourceAnswer(reading: Reading, id: string): Promise<Response> {
  const bytes = await reading.parts.reader.source(await readingOf(reading, id, 'mail.source'))
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': 'message/rfc822',
      'Content-Disposition': contentDisposition('attachment', `mail-${id}.eml`),
      'Content-Length': String(bytes.byteLength),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
}

/** By its number in this mail only: there is no other way to a file (reliability D18, D20). */
export async function attachmentOf(reading: Reading, id: string, number: number): Promise<Response> {
  const { parts, language, request } = reading
  const found = await parts.reader.attachment(await readingOf(reading, id, 'mail.attachment', { number }), number)
  if (found === null) throw notFound()
  const name = safeName(found.name, unnamed(number, language))
  const range = rangeOf(request.headers.get('Range'), found.bytes.byteLength)
  const { status, headers } = attachmentAnswer(name, safeType(found.bytes, found.claimed, found.name ?? ''), found.bytes.byteLength, range)
  const part = range.kind === 'part' ? found.bytes.subarray(range.first, range.last + 1) : range.kind === 'none' ? null : found.bytes
  return new Response(part === null ? null : Buffer.from(part), { status, headers })
}
