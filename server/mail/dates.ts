import type { MailDate } from './read-mail'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** RFC 5322 §4.3 names, and those that mail programs write; minutes east of UTC. */
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  cet: 60,
  met: 60,
  mez: 60,
  west: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  edt: -240,
  est: -300,
  cdt: -300,
  cst: -360,
  mdt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
  jst: 540,
  kst: 540,
  hkt: 480,
  ist: 330,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  'eastern daylight time': -240,
  'eastern standard time': -300,
  'central daylight time': -300,
  'central standard time': -360,
  'mountain daylight time': -360,
  'mountain standard time': -420,
  'pacific daylight time': -420,
  'pacific standard time': -480,
}

const dayFirst = /^(?:[a-z]{2,12}\.?,?\s*)?(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s-]+(\d{2,4})(?:,?\s+(.*))?$/i
const monthFirst = /^(?:[a-z]{2,12}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(?:(\d{4}),?\s+)?(\d{1,2}:.*)$/i
const isoLike = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]+(.*))?$/i
const clock = /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(.*)$/i

/**
 * The Date header (RFC 5322 §3.3 and §4.3, ISO 8601, and what mail-reading met: `GMT+1`, `10:05:15 PM`, `+-0500`, `H0500`).
 * Null when it cannot be read; a date without a zone is UTC. Never "now", never the server's own zone.
 */
export function readDate(header: string | undefined): MailDate | null {
  if (!header || header.length > 300) return null
  const text = header
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const day = readDay(text)
  if (!day) return null
  return at(day.year, day.month, day.day, day.rest)
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly rest: string
}

function readDay(text: string): Day | null {
  const iso = isoLike.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]) - 1, day: Number(iso[3]), rest: iso[4] ?? '' }
  const first = dayFirst.exec(text)
  if (first) return named(first[3]!, first[2]!, first[1]!, first[4] ?? '')
  const american = monthFirst.exec(text)
  if (!american) return null
  const trailing = american[3] ? [american[4]!, american[3]] : yearBehind(american[4]!)
  return named(trailing[1]!, american[1]!, american[2]!, trailing[0]!)
}

/** asctime: `Thu Nov 26 09:20:11 2026`, also with a zone before or behind the year. */
function yearBehind(rest: string): [string, string] {
  const year = /(?:^|\s)(\d{4})(?=\s|$)/.exec(rest)
  return year ? [rest.replace(year[0], ' ').trim(), year[1]!] : [rest, '']
}

function named(year: string, month: string, day: string, rest: string): Day | null {
  const index = months.indexOf(month.slice(0, 3).toLowerCase())
  if (index === -1 || year === '') return null
  return { year: fullYear(Number(year), year.length), month: index, day: Number(day), rest }
}

/** RFC 5322 §4.3: two digits 00–49 are 20xx, 50–99 and three digits 19xx. */
const fullYear = (year: number, digits: number) => (digits >= 4 ? year : digits === 3 ? year + 1900 : year < 50 ? year + 2000 : year + 1900)

function at(year: number, month: number, day: number, rest: string): MailDate | null {
  const time = clock.exec(rest.trim())
  if (!time && rest.trim() !== '') return null
  const hour = time ? hourOf(Number(time[1]), time[4]) : 0
  const minute = Number(time?.[2] ?? 0)
  const second = Math.min(Number(time?.[3] ?? 0), 59)
  if (month < 0 || month > 11 || day < 1 || day > daysIn(year, month) || hour > 24 || minute > 59 || year < 1900 || year > 9999) return null
  const offsetMinutes = zoneOf((time?.[5] ?? '').trim())
  const millis = Date.UTC(year, month, day, hour, minute, second) - (offsetMinutes ?? 0) * 60_000
  return { utc: new Date(millis).toISOString(), offsetMinutes }
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

const hourOf = (hour: number, half: string | undefined) => (!half ? hour : half.toLowerCase() === 'pm' ? (hour % 12) + 12 : hour % 12)

function zoneOf(text: string): number | null {
  const numeric = /^(?:[a-z]{1,4})?\s*([+-]+|h)?\s*(\d{1,2}):?(\d{2})?\b/i.exec(text)
  if (numeric?.[1] && numeric[2]) {
    const sign = numeric[1].includes('-') || numeric[1].toLowerCase() === 'h' ? -1 : 1
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0)
    return minutes <= 24 * 60 ? sign * minutes || 0 : null
  }
  const name = text.toLowerCase().replace(/^"|"$/g, '')
  return zones[name] ?? zones[name.split(' ')[0] ?? ''] ?? null
}
