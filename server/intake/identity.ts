import { createHash } from 'node:crypto'
import { normalAddress } from '@postakte/shared/mail/address'
import { isAscii } from '@postakte/shared/mail/idna'
import { normalMessageId } from '@postakte/shared/mail/message-id'
import { baseSubject } from '@postakte/shared/mail/subject'
import { headerValue } from '../mail/headers'
import type { ReadMail } from '../mail/read-mail'

/**
 * One logical mail, however it arrived: Message-ID and fingerprint of the content (From, instant, subject, text, attachments).
 * Another boundary, encoding, charset, time zone or folding is the same mail; another text under a known Message-ID is another.
 */
export function identityOf(mail: ReadMail): Buffer {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([normalMessageId(mail.messageId ?? ''), headOf(mail)]))
  hash.update(normalText(mail.text))
  return hash.digest()
}

function headOf(mail: ReadMail): readonly unknown[] {
  const files = mail.attachments
    .filter(({ origin }) => origin === 'part')
    .map((file) => createHash('sha256').update(file.content()).digest('base64'))
  return [...linesOf(mail), files.sort()]
}

function linesOf(mail: ReadMail): Lines {
  const from = mail.from.map(({ address }) => normalAddress(address) ?? address.toLowerCase())
  const instant = mail.date === null ? null : Math.floor(Date.parse(mail.date.utc) / 1000)
  return [from, instant, baseSubject(mail.subject).normalize('NFKC')]
}

/**
 * Same sender, second and subject: with the same Message-ID the same mail, whatever a mail program made of its text and files
 * (Exchange writes them anew), where one of the two is known to be that sender's.
 */
export function hasSameHead(one: ReadMail, other: ReadMail): boolean {
  if (one.from.length === 0 || one.date === null || other.date === null) return false
  const [[from, at, subject], [otherFrom, otherAt, otherSubject]] = [linesOf(one), linesOf(other)]
  const apart = Math.abs(at! - otherAt!)
  return (
    JSON.stringify([from, subject]) === JSON.stringify([otherFrom, otherSubject]) &&
    apart <= (isRebuilt(one) || isRebuilt(other) ? rebuiltApart : 0)
  )
}

type Lines = readonly [from: readonly string[], at: number | null, subject: string]

/** Put together by a mail program that does not give the mail as it came (docs/mails.md): it may know its date only roughly. */
const isRebuilt = ({ headers }: ReadMail) => headerValue(headers, 'x-postakte-rebuilt') !== undefined
const rebuiltApart = 600

/** Blanks and line ends are the transport's. */
const normalText = (text: string) =>
  (isAscii(text) ? text : text.normalize('NFKC'))
    .replace(/[^\S ]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

/**
 * Same Message-ID, same head, and the words of one text all but contained in the other (a gateway added a footer): the same
 * mail. Compares runs of three words.
 */
export function isVariant(one: ReadMail, other: ReadMail): boolean {
  return JSON.stringify(headOf(one)) === JSON.stringify(headOf(other)) && sameWords(one.text, other.text)
}

/** The words of one text are all but contained in the other. */
export function sameWords(one: string, other: string): boolean {
  const first = shingles(one)
  const second = shingles(other)
  const [small, large] = first.size <= second.size ? [first, second] : [second, first]
  if (small.size === 0) return large.size === 0
  const shared = [...small].filter((run) => large.has(run)).length
  return shared / small.size >= 0.95
}

function shingles(text: string): Set<string> {
  const words = normalText(text.slice(0, 200_000)).split(' ')
  if (words.length < 3) return new Set(words.filter((word) => word !== ''))
  return new Set(words.slice(0, Math.min(30_000, words.length - 2)).map((_, at) => words.slice(at, at + 3).join(' ')))
}
