import { unmarked } from './labels'

/** Words of one language around "On 3 April 2026, A. Huber <a@x.example> wrote:". */
interface Introduction {
  /** The line begins with one of these (or with a date or a name). */
  readonly start: string
  /** The verb, before or after the name. */
  readonly verb: string
}

const introductionsByLanguage: Readonly<Record<string, Introduction>> = {
  en: { start: 'on|at', verb: 'wrote|writes|said|writes the following|has written' },
  de: { start: 'am|an|um|den', verb: 'schrieb|schrieben sie|geschrieben|hat geschrieben|schreibt' },
  fr: { start: 'le|en date du|à la date du|du', verb: 'a écrit|écrit|écrivait|écrivit|nous a dit' },
  es: { start: 'el|en|a las|con fecha', verb: 'escribió|ha escrito|escribio' },
  it: { start: 'il|in data|il giorno|alle|lo', verb: 'ha scritto|scrive|scrisse|scritto' },
  pt: { start: 'em|a|no dia|às|dnia', verb: 'escreveu|escreveu o seguinte' },
  nl: { start: 'op|om', verb: 'schreef|geschreven|het volgende geschreven|schreven' },
  da: { start: 'den|d.|på|kl.', verb: 'skrev|skrev følgende' },
  no: { start: 'den|på|kl.', verb: 'skrev|skrev følgende' },
  sv: { start: 'den|på|kl.', verb: 'skrev|skrev följande|skrev så här' },
  fi: { start: 'pvm|klo|ma|ti|ke|to|pe|la|su', verb: 'kirjoitti|kirjoitti näin' },
  is: { start: 'þann|á', verb: 'skrifaði|reit' },
  et: { start: 'kuupäeval', verb: 'kirjutas' },
  lv: { start: 'plkst.', verb: 'rakstīja' },
  lt: { start: 'data', verb: 'rašė' },
  pl: { start: 'w dniu|dnia|w|dn.', verb: 'napisał(a)|napisał|napisała|pisze|napisali' },
  cs: { start: 'dne|v|ve', verb: 'napsal(a)|napsal|napsala|píše' },
  sk: { start: 'dňa|v|používateľ', verb: 'napísal(a)|napísal|napísala|píše' },
  hu: { start: 'ekkor', verb: 'ezt írta|írta|a következőt írta' },
  ro: { start: 'în data de|la|pe|în', verb: 'a scris' },
  hr: { start: 'dana|u|na datum', verb: 'napisao je|je napisao|je napisao/la|napisala je|je napisala|piše' },
  sl: { start: 'dne|v', verb: 'je napisal(a)|je napisal|je napisala|napisal' },
  sr: { start: 'дана|dana', verb: 'је написао|je napisao|је написао/ла' },
  tr: { start: 'tarihinde', verb: 'şunu yazdı|yazdı|şöyle yazdı|şunları yazdı' },
  el: { start: 'στις|την|στις ημερομηνία', verb: 'έγραψε' },
  ru: { start: 'в|во|от', verb: 'написал|написал(а)|написала|пишет|пишет следующее|вы писали' },
  uk: { start: 'у|о', verb: 'пише|написав|написала|написав(ла)' },
  bg: { start: 'на|в', verb: 'написа' },
  he: { start: 'בתאריך', verb: 'כתב|מאת' },
  zh: { start: '在|于|於', verb: '写道|寫道|写了|寫了' },
  ja: { start: '', verb: 'のメッセージ|は書きました|のメール|に書きました|さんが書きました' },
  ko: { start: '', verb: '님이 작성|작성|님이 작성한 메시지|썼습니다' },
  vi: { start: 'vào', verb: 'đã viết|viết' },
  id: { start: 'pada', verb: 'menulis' },
}

const escaped = (words: string) => words.replace(/[.()[\]/]/g, '\\$&')
const all = (kind: keyof Introduction) =>
  Object.values(introductionsByLanguage)
    .flatMap((one) => one[kind].split('|'))
    .filter((word) => word !== '')
    .sort((one, other) => other.length - one.length)
    .map(escaped)
    .join('|')

const starts = new RegExp(`^(?:${all('start')})(?=[\\s\\d])|^(?:在|于|於)`, 'iu')
const verb = new RegExp(`(?<![\\p{L}\\d])(?:${all('verb')})(?![\\p{L}])|写道|寫道|のメッセージ|님이 작성|작성`, 'iu')
/** A year, a time or a date in digits. */
const stamp = /(?:19|20)\d\d|\d{1,2}[:.h]\d{2}|\d{1,2}[./-]\s?\d{1,2}[./-]/
const address = /[^\s<>"'()[\]]{1,100}@[^\s<>"'()[\]]{1,200}/

/** "Carl wrote on 3 April 2026 at 10:15:": the verb stands before the date. */
const wroteOn = new RegExp(`(?<![\\p{L}\\d])(?:${all('verb')}) (?:${all('start')})(?=\\s)`, 'iu')

/** "Zitat von Carl <c@x.example>:" (Horde, IMP) in the languages met. */
const citation = /^(?:zitat von|quoting|citando(?: a)?|citation de|citat (?:fra|från)|cytat|cytowanie|citaat van)\s.{1,200}[:：]$/i

/** Gmail of old: `2016-03-03 17:21 GMT+01:00 Carl Huber`, without a colon. */
const stamped = /^(?:19|20)\d\d-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:\d\d \p{L}[\p{L} .'-]{0,60}$/u

/** "Carl wrote:" without a date counts only with an address, or above a marked quote. */
const endsInVerb = new RegExp(`(?<![\\p{L}\\d])(?:${all('verb')})\\s?[:：]$`, 'iu')

const mostLines = 4
const longest = 400

/** The sentence that stands above a quoted mail, on one to four lines: `end` is the line after it. */
export interface Introduced {
  readonly text: string
  readonly end: number
}

/** "Am 3.4.2026 um 10:15 schrieb A. Huber <a@x.example>:" and its kin of all languages; null when no one begins here. */
export function introductionAt(lines: readonly string[], at: number): Introduced | null {
  const first = bare(lines[at]!)
  if (first === '' || first.length > longest || !mayBegin(first)) return null
  let text = ''
  const blank = parted(first, lines, at + 1) ? at + 1 : -1
  for (let line = at; line < Math.min(lines.length, at + mostLines + (blank === -1 ? 0 : 1)); line++) {
    if (line === blank) continue
    const more = bare(lines[line]!)
    if (more === '' || (line > at && beginsAnew(first, more))) break
    text = text === '' ? more : `${text} ${more}`
    if (text.length > longest) break
    if (isIntroduction(text, lines, line + 1)) return { text, end: line + 1 }
  }
  return null
}

/** The sentence begins on this later line: what stands above it is text of the answer. */
const beginsAnew = (first: string, more: string) =>
  !(starts.test(first) && stamp.test(first)) && starts.test(more) && stamp.test(more) && (verb.test(more) || more.includes('@'))

/** HTML made into text leaves a blank line between "On 3 April 2026 at 10:15 A. Huber" and its "<mailto:…>". */
const parted = (first: string, lines: readonly string[], at: number) =>
  lines[at]?.trim() === '' && lines[at + 1]?.trimStart().startsWith('<') === true && starts.test(first) && stamp.test(first)

const bare = (line: string) => unmarked(line.slice(0, 2 * longest)).trim()

/** Cheap look at the first line: it holds a date, or a name with an address. */
const mayBegin = (first: string) => /\d/.test(first) || first.includes('@') || starts.test(first) || /[:：]$/.test(first)

/** A colon, the dashes of Zoho, or a bare address above a marked quote. */
const mayEnd = new Set([':', '：', '-', '>'])

function isIntroduction(text: string, lines: readonly string[], next: number): boolean {
  if (stamped.test(text)) return true
  if (!mayEnd.has(text.at(-1)!)) return false
  if (citation.test(text)) return address.test(text) || quoteFollows(lines, next)
  const sentence = text.startsWith('--') ? text.replace(/^-{2,10}\s?|\s?-{2,10}$/g, '') : text
  if (!stamp.test(sentence)) return endsInVerb.test(sentence) && sentence.length < 160 && (isWriter(sentence) || quoteFollows(lines, next))
  if (/[:：]$/.test(sentence)) return namesSomeone(sentence) || (isSpoken(sentence) && isCertain(sentence, lines, next))
  if (sentence !== text && starts.test(sentence)) return verb.test(sentence.slice(-60))
  return /^\d{4}[/.-]\d/.test(sentence) && sentence.endsWith('>') && address.test(sentence) && quoteFollows(lines, next)
}

/** Somebody with an address, or one who writes "via" a forum, and nothing before: not "das, was a@b.example mir schrieb:". */
const isWriter = (sentence: string) =>
  /^["'„“]?\p{Lu}[^,:;<(]{0,80}[<(][^\s<>()]{1,100}@[^\s<>()]{1,200}[>)]\s\S/u.test(sentence) ||
  /^\S.{0,60}\svia\s.{1,60}\s\S+:$/.test(sentence)

/** An address in it, with a verb, or right before the colon behind a date. */
function namesSomeone(sentence: string): boolean {
  if (!address.test(sentence)) return false
  return verb.test(sentence) || (/[>\])]\s?[:：]$/.test(sentence) && /^(?:\p{L}{1,12}\.?,?\s{1,3}){0,2}\d/u.test(sentence))
}

const isSpoken = (sentence: string) =>
  wroteOn.test(sentence) ||
  (verb.test(sentence.slice(-80)) && (starts.test(sentence) || /^(?:\D{0,6}|\p{L}{1,12}\.?,\s)\d/u.test(sentence)))

/** "Am 12.3. schrieb ich Ihnen:" is the sender's own word; a time of day, or a quote below, makes it an introduction. */
const isCertain = (sentence: string, lines: readonly string[], next: number) =>
  /\d{1,2}[:.h]\d{2}(?!\d)|\d{4}.{0,20}$|\svia\s/.test(sentence) || quoteFollows(lines, next)

const quoteFollows = (lines: readonly string[], next: number) =>
  /^\s*[>|]/.test(lines[next] ?? '') || /^\s*[>|]/.test(lines[next + 1] ?? '')
