import { labelled } from './forwards/labels'

/** Verbs that mail programs end an introduction of a quote with, in the languages met (…, wrote:, schrieb:, napisał(a):). */
const wrote =
  /(?:wrote|schrieb|schreef|skrev|a écrit|écrit|escribió|escreveu|ha scritto|scrive|napisał|napisal|написал|пише|пишет|от |írta|kirjoitti|yazdı|写道|のメッセージ|님이 작성|geschrieben|via )/iu
const stamp = /\d{1,2}[:.]\d{2}|\d{4}|\d{1,2}[./-]\d{1,2}/
const original =
  /^[\s>*]*-{2,}\s?(?:original[- ]?(?:message|nachricht|bericht)|ursprüngliche nachricht|mensaje original|message d'origine|messaggio originale|mensagem original|oprindelig meddelelse|ursprungligt meddelande|oorspronkelijk bericht|reply message|wiadomość oryginalna)\s?-{0,}/iu

/** Index of the line where quoted older mail begins, or the number of lines. Bounded look-ahead, linear. */
export function quoteStart(lines: readonly string[]): number {
  for (let at = 0; at < Math.min(lines.length, 5_000); at++) {
    if (original.test(lines[at]!) || introduces(lines, at) || headerBlock(lines, at)) return at
  }
  return lines.length
}

/** "Am 3.4.2026 um 10:15 schrieb A. Huber <a@x.example>:" on one to three lines, nothing but quote or old text below. */
function introduces(lines: readonly string[], at: number): boolean {
  const first = lines[at]!.trim()
  if (
    first === '' ||
    first.startsWith('>') ||
    first.length > 300 ||
    !(stamp.test(first) || first.includes('@'))
  )
    return false
  for (let more = 0; more < 4 && (lines[at + more] ?? '').trim() !== ''; more++) {
    const text = lines
      .slice(at, at + more + 1)
      .join(' ')
      .trim()
    if (text.length > 400) return false
    if (!/[:：]$/.test(text)) continue
    if (
      text.includes('@') &&
      stamp.test(first + text) &&
      (wrote.test(text) || /^\d{4}[-/]\d{1,2}[-/]\d{1,2}|<\S+@\S+>\s*:?$/.test(text)) &&
      /^(?:am|on|le|el|il|op|den|dnia|em|w dniu|w|\d|\p{L}{2,3},?\s\d|\p{Lu}[\p{L}.]+ )/iu.test(first)
    )
      return true
  }
  return false
}

/** From, sent, to, subject in a row: the older mail below a reply of Outlook. */
function headerBlock(lines: readonly string[], at: number): boolean {
  const start = labelled(lines[at]!)
  if (start?.field !== 'from' || lines[at]!.startsWith('>')) return ruled(lines, at)
  const fields = new Set(lines.slice(at, at + 8).map((line) => labelled(line)?.field))
  return fields.has('subject') && (fields.has('date') || fields.has('to'))
}

/** A line of underscores above such a block. */
function ruled(lines: readonly string[], at: number): boolean {
  if (!/^\s*_{10,}\s*$/.test(lines[at]!)) return false
  const next = lines.findIndex((line, index) => index > at && line.trim() !== '')
  return next !== -1 && next - at < 4 && labelled(lines[next]!)?.field === 'from' && headerBlock(lines, next)
}
