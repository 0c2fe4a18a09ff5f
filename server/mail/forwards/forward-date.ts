import { readDate } from '../dates'
import type { MailDate } from '../read-mail'

export interface ForwardDate {
  readonly date: MailDate | null
  readonly precision: 'second' | 'minute' | 'day' | null
}

/** Months by their first letters, in the languages of labels.ts; longest first where one begins like another. */
const months: readonly (readonly string[])[] = [
  ['jan', 'gen', 'ene', 'sty', 'led', 'янв', 'січ', 'oca', 'tammi', 'ian', 'sij', 'jän'],
  ['feb', 'fév', 'fev', 'lut', 'úno', 'фев', 'лют', 'şub', 'helmi', 'velj'],
  ['mar', 'mär', 'mrt', 'maa', 'бер', 'мар', 'bře', 'marz', 'ožu', 'mrz'],
  ['apr', 'avr', 'abr', 'kwi', 'dub', 'апр', 'кві', 'nis', 'huhti', 'tra', 'ápr'],
  ['may', 'mai', 'mag', 'maj', 'mei', 'kvě', 'май', 'мая', 'тра', 'touko', 'svi', 'máj', 'mayıs'],
  ['jun', 'juin', 'giu', 'cze', 'čvn', 'червня', 'июн', 'haz', 'kesä', 'iun', 'lip', 'jún'],
  ['jul', 'juil', 'lug', 'čvc', 'červenec', 'июл', 'лип', 'tem', 'heinä', 'iul', 'srp', 'júl'],
  ['aug', 'aoû', 'aou', 'ago', 'sie', 'авг', 'сер', 'ağu', 'elo', 'kol'],
  ['sep', 'set', 'wrz', 'zář', 'сен', 'вер', 'eyl', 'syys', 'ruj', 'szept'],
  ['oct', 'okt', 'ott', 'out', 'paź', 'říj', 'окт', 'жов', 'eki', 'loka', 'lis'],
  ['nov', 'lis', 'лис', 'ноя', 'kas', 'marras', 'noi', 'stu'],
  ['dec', 'dez', 'déc', 'dic', 'gru', 'pro', 'дек', 'гру', 'ara', 'joulu', 'des'],
]

function monthOf(word: string): number | null {
  const lower = word.toLowerCase()
  const at = months.findIndex((names) => names.some((name) => lower.startsWith(name)))
  return at === -1 ? null : at
}

const clock =
  /(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\s*(am|pm|a\.m\.|p\.m\.))?(?:.{0,12}?(?:gmt|utc)?\s*([+-]\d{1,2}):?(\d{2})?\b)?/i
const dayWordYear =
  /(\d{1,2})(?:\.|\s+de|\s+d'|er|st|nd|rd|th)?[\s\u00a0-]+(?:de\s+)?(\p{L}{3,12})\.?,?[\s\u00a0-]+(?:de\s+)?(\d{4})/u
const wordDayYear = /(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?(\d{4})/u
const numeric = /(\d{1,2})([./-])(\d{1,2})[./-](\d{4})/
const yearFirst = /(\d{4})[-./年]\s?(\d{1,2})[-./月]\s?(\d{1,2})/

/** Date line of a forward: RFC 822, ISO and local forms; no zone → offsetMinutes null (the forwarder's zone counts). */
export function forwardDate(text: string): ForwardDate {
  const line = text.slice(0, 200).replace(/[\u00a0\u202f]/g, ' ')
  const day = dayIn(line)
  const mail = /^\s*[a-z]{3},? \d|^\d{1,2} [a-z]{3} /i.test(line) ? readDate(line.trim()) : null
  if (mail) return { date: mail, precision: /\d:\d\d:\d\d/.test(line) ? 'second' : 'minute' }
  if (!day) return { date: null, precision: null }
  return timed(day, line.replace(day.text, ' '))
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly text: string
}

function dayIn(line: string): Day | null {
  const iso = yearFirst.exec(line)
  if (iso) return valid(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), iso[0])
  const european = dayWordYear.exec(line)
  const month = european ? monthOf(european[2]!) : null
  if (european && month !== null) return valid(Number(european[3]), month, Number(european[1]), european[0])
  const american = wordDayYear.exec(line)
  const named = american ? monthOf(american[1]!) : null
  if (american && named !== null) return valid(Number(american[3]), named, Number(american[2]), american[0])
  const digits = numeric.exec(line)
  return digits ? numericDay(digits, line) : null
}

/** 25.03.2026 and 25/03/2026 are day first; 3/25/2026, or a slash with AM/PM, is American. */
function numericDay(digits: RegExpExecArray, line: string): Day | null {
  const first = Number(digits[1])
  const second = Number(digits[3])
  const american = second > 12 || (digits[2] === '/' && /\b[ap]\.?m\b/i.test(line))
  return american
    ? valid(Number(digits[4]), first - 1, second, digits[0])
    : valid(Number(digits[4]), second - 1, first, digits[0])
}

function valid(year: number, month: number, day: number, text: string): Day | null {
  return month >= 0 && month < 12 && day >= 1 && day <= 31 && year > 1970 && year < 2200
    ? { year, month, day, text }
    : null
}

function timed(day: Day, rest: string): ForwardDate {
  const time = clock.exec(rest)
  if (!time)
    return {
      date: { utc: new Date(Date.UTC(day.year, day.month, day.day)).toISOString(), offsetMinutes: null },
      precision: 'day',
    }
  const half = time[4]?.toLowerCase()[0]
  const hour =
    half === 'p' ? (Number(time[1]) % 12) + 12 : half === 'a' ? Number(time[1]) % 12 : Number(time[1])
  const offset = zoneIn(time, rest)
  const local = Date.UTC(day.year, day.month, day.day, hour, Number(time[2]), Number(time[3] ?? 0))
  const date = { utc: new Date(local - (offset ?? 0) * 60_000).toISOString(), offsetMinutes: offset }
  return { date, precision: time[3] ? 'second' : 'minute' }
}

const namedZones: Readonly<Record<string, number>> = {
  cet: 60,
  mez: 60,
  oez: 120,
  cest: 120,
  mesz: 120,
  oesz: 180,
  gmt: 0,
  utc: 0,
  bst: 60,
  est: -300,
  edt: -240,
  pst: -480,
  pdt: -420,
  eest: 180,
  eet: 120,
}

function zoneIn(time: RegExpExecArray, rest: string): number | null {
  if (time[5]) return Number(time[5]) * 60 + Math.sign(Number(time[5]) || 1) * Number(time[6] ?? 0)
  const name = /\b([a-z]{3,4})\b\s*$/i.exec(rest.trim())?.[1]?.toLowerCase()
  return name !== undefined && name in namedZones ? namedZones[name]! : null
}
