import { readDate } from '../dates'
import type { MailDate } from '../read-mail'
import { monthOf } from './months'
import { zoneIn } from './zones'

export interface ForwardDate {
  /** No zone in the line → `offsetMinutes` null, and `utc` is the local time (the forwarder's zone counts). */
  readonly date: MailDate | null
  readonly precision: 'second' | 'minute' | 'day' | null
}

const none: ForwardDate = { date: null, precision: null }

/** Date line of a forward: RFC 822, ISO, else the local forms of the languages in months.ts, mixed forms too. */
export function forwardDate(text: string): ForwardDate {
  const line = text
    .slice(0, 200)
    .replace(/[\u00a0\u202f\u200e\u200f\u2009]/g, ' ')
    .trim()
  if (/^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d/i.test(line)) return mailDate(line) ?? localDate(line)
  return localDate(line)
}

/** Thunderbird writes the Date header as it stands. */
function mailDate(line: string): ForwardDate | null {
  const date = readDate(line)
  return date ? { date, precision: /\d:\d\d:\d\d/.test(line) ? 'second' : 'minute' } : null
}

function localDate(line: string): ForwardDate {
  const day = dayIn(line)
  return day ? timed(day, line.replace(day.text, ' ')) : none
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly text: string
}

/** 2026-03-25, 2026/3/25, 2026. 3. 25., 2026年3月25日, 2026년 3월 25일 */
const yearFirst = /(\d{4})\s?(?:[-./年년])\s?(\d{1,2})\s?(?:[-./月월])\s?(\d{1,2})/
/** 2021. okt. 27. */
const yearWordDay = /(\d{4})\.?\s{1,2}(\p{L}{3,12})\.?\s{1,2}(\d{1,2})/u
/** 25. März 2026, 25 de março de 2026, 25th March 2026, 25-Mar-2026, 1er mars 2026 */
const dayWordYear =
  /(?<!\d)(\d{1,2})(?:\.|º|er|st|nd|rd|th)?[\s,./-]{1,2}(?:(?:de|d')\s?)?(\p{L}{3,14})\.?,?[\s./-]{1,2}(?:(?:de|del)\s)?(\d{4}|\d{2}(?!\d|[:.h]\d))/u
/** March 25, 2026; Mai 21, 2024 */
const wordDayYear = /(\p{L}{3,14})\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(?:at\s)?(\d{4})/u
/** 25.03.2026, 25. 3. 2026, 3/25/26 */
const numeric = /(?<!\d)(\d{1,2})(?:([./-])|\.\s)\s?(\d{1,2})(?:[./-]|\.\s)\s?(\d{4}|\d{2})(?!\d)/

function dayIn(line: string): Day | null {
  return (
    tried(yearFirst.exec(line), (m) => made(m[1]!, Number(m[2]) - 1, m[3]!, m[0])) ??
    tried(dayWordYear.exec(line), (m) => made(m[3]!, monthOf(m[2]!), m[1]!, m[0])) ??
    tried(wordDayYear.exec(line), (m) => made(m[3]!, monthOf(m[1]!), m[2]!, m[0])) ??
    tried(yearWordDay.exec(line), (m) => made(m[1]!, monthOf(m[2]!), m[3]!, m[0])) ??
    tried(numeric.exec(line), (m) => numericDay(m, line))
  )
}

const tried = <T>(match: RegExpExecArray | null, read: (match: RegExpExecArray) => T): T | null => (match ? read(match) : null)

/** 25.03.2026 and 25/03/2026 are day first; 3/25/2026, or a slash with AM/PM, is American. */
function numericDay(match: RegExpExecArray, line: string): Day | null {
  const [text, first, mark, second, year] = match
  const american = Number(second) > 12 || (mark === '/' && /\d\s?[ap]\.?m\b/i.test(line) && Number(first) <= 12)
  return american ? made(year!, Number(first) - 1, second!, text) : made(year!, Number(second) - 1, first!, text)
}

function made(yearText: string, month: number | null, dayText: string, text: string): Day | null {
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText)
  const day = Number(dayText)
  if (month === null || month < 0 || month > 11 || day < 1 || year < 1971 || year > 2199) return null
  return day <= new Date(Date.UTC(year, month + 1, 0)).getUTCDate() ? { year, month, day, text } : null
}

const clock = /(?<!\d)(\d{1,2})\s?[:.h時时点시]\s?(\d{2})(?:[:.分분]\s?(\d{2}))?(?!\d)/i

function timed(day: Day, rest: string): ForwardDate {
  const time = clock.exec(rest)
  const hour = time ? hourOf(Number(time[1]), rest) : 0
  if (!time || hour > 23 || Number(time[2]) > 59) return { date: at(day, 0, 0, 0, null), precision: 'day' }
  const offset = zoneIn(rest.slice(time.index + time[0].length))
  const date = at(day, hour, Number(time[2]), Number(time[3] ?? 0), offset)
  return { date, precision: time[3] ? 'second' : 'minute' }
}

function at(day: Day, hour: number, minute: number, second: number, offset: number | null): MailDate {
  const local = Date.UTC(day.year, day.month, day.day, hour, minute, second)
  return { utc: new Date(local - (offset ?? 0) * 60_000).toISOString(), offsetMinutes: offset }
}

const afternoon = /\d\s?p\.?\s?m\b|nachm|下午|午後|오후|\bdu\.|μ\.?μ|\bÖS\b|e\.h\./i
const morning = /\d\s?a\.?\s?m\b|vorm|上午|午前|오전|\bde\.\s?\d|π\.?μ|\bÖÖ\b|f\.h\./i

function hourOf(hour: number, rest: string): number {
  if (afternoon.test(rest)) return hour < 12 ? hour + 12 : hour
  return morning.test(rest) ? hour % 12 : hour
}
