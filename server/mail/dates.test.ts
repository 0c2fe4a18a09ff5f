import { expect, it } from 'vitest'
import { readDate } from './dates'

const ten = '2026-05-11T10:05:15.000Z'

const read: [string, string, string, number | null][] = [
  ['as RFC 5322 wants it', 'Mon, 11 May 2026 12:05:15 +0200', ten, 120],
  ['without the weekday', '11 May 2026 12:05:15 +0200', ten, 120],
  ['without seconds', '11 May 2026 12:05 +0200', '2026-05-11T10:05:00.000Z', 120],
  ['with a comment behind the zone', 'Mon, 11 May 2026 12:05:15 +0200 (CEST)', ten, 120],
  ['west of Greenwich', 'Mon, 11 May 2026 05:35:15 -0430', ten, -270],
  ['over midnight into the next year', '31 Dec 2026 23:30:00 -0100', '2027-01-01T00:30:00.000Z', -60],
  ['a leap day', '29 Feb 2028 10:05:15 +0000', '2028-02-29T10:05:15.000Z', 0],
  ['GMT', 'Mon, 11 May 2026 10:05:15 GMT', ten, 0],
  ['UT', 'Mon, 11 May 2026 10:05:15 UT', ten, 0],
  ['Z', 'Mon, 11 May 2026 10:05:15 Z', ten, 0],
  ['EDT (RFC 5322 §4.3)', 'Mon, 11 May 2026 06:05:15 EDT', ten, -240],
  ['PST', 'Mon, 11 May 2026 02:05:15 PST', ten, -480],
  ['MESZ, as German programs write it', 'Mon, 11 May 2026 12:05:15 MESZ', ten, 120],
  ['MEZ', 'Sun, 11 Jan 2026 11:05:15 MEZ', '2026-01-11T10:05:15.000Z', 60],
  ['a military letter says nothing (RFC 5322 §4.3)', 'Mon, 11 May 2026 10:05:15 A', ten, null],
  ['an unknown zone is UTC', 'Mon, 11 May 2026 10:05:15 XYZ', ten, null],
  ['no zone is UTC', 'Mon, 11 May 2026 10:05:15', ten, null],
  ['a zone in words', 'Mon, 11 May 2026 06:05:15 Eastern Daylight Time', ten, -240],
  ['GMT+2', 'Mon, 11 May 2026 12:05:15 GMT+2', ten, 120],
  ['a colon in the zone', 'Mon, 11 May 2026 12:05:15 +02:00', ten, 120],
  ['a zone with half an hour', 'Mon, 11 May 2026 15:35:15 +0530', ten, 330],
  ['two digits of the year, this century', '11 May 26 10:05:15 +0000', ten, 0],
  ['two digits of the year: 49', '11 May 49 10:05:15 +0000', '2049-05-11T10:05:15.000Z', 0],
  ['two digits of the year: 50', '11 May 50 10:05:15 +0000', '1950-05-11T10:05:15.000Z', 0],
  ['three digits of the year (RFC 5322 §4.3)', '11 May 126 10:05:15 +0000', ten, 0],
  ['in the afternoon', '11 May 2026 10:05:15 PM +0000', '2026-05-11T22:05:15.000Z', 0],
  ['at noon', '11 May 2026 12:05:15 PM +0000', '2026-05-11T12:05:15.000Z', 0],
  ['past midnight', '11 May 2026 12:05:15 AM +0000', '2026-05-11T00:05:15.000Z', 0],
  ['as asctime writes', 'Mon May 11 10:05:15 2026', ten, null],
  ['as asctime writes, with a zone', 'Mon May 11 12:05:15 +0200 2026', ten, 120],
  ['ISO 8601', '2026-05-11T10:05:15Z', ten, 0],
  ['ISO 8601 with an offset', '2026-05-11T12:05:15.250+02:00', ten, 120],
  ['ISO 8601, a day only', '2026-05-11', '2026-05-11T00:00:00.000Z', null],
  ['dashes', '11-May-2026 10:05:15 +0000', ten, 0],
  ['dots in the time', 'Mon, 11 May 2026 10.05.15 +0000', ten, 0],
  ['the month in full', 'Monday, 11 September 2026 10:05:15 +0000', '2026-09-11T10:05:15.000Z', 0],
  ['American', 'May 11, 2026 10:05:15 AM', ten, null],
  ['capitals', 'MON, 11 MAY 2026 10:05:15 gmt', ten, 0],
  ['folded, and with blanks too many', ' Mon,\t11  May   2026 10:05:15\r\n +0000 ', ten, 0],
  ['a leap second', '31 Dec 2026 23:59:60 +0000', '2026-12-31T23:59:59.000Z', 0],
  ['an offset of days is none', '11 May 2026 10:05:15 +9900', ten, null],
]

it.each(read)('a date: %s', (_, header, utc, offsetMinutes) => {
  expect(readDate(header)).toEqual({ utc, offsetMinutes })
})

const none: [string, string | undefined][] = [
  ['none', undefined],
  ['empty', ''],
  ['a word', 'gestern'],
  ['a number', '1778493915'],
  ['a time alone', '10:05:15'],
  ['a month that is none', '11 Mai-Juni 2026 10:05'],
  ['the 32nd', '32 May 2026 10:05:15 +0000'],
  ['the 0th', '0 May 2026 10:05:15 +0000'],
  ['25 hours', '11 May 2026 25:05:15 +0000'],
  ['61 minutes', '11 May 2026 10:61:15 +0000'],
  ['the 13th month', '2026-13-11T10:05:15Z'],
  ['a year before mail', '11 May 1066 10:05:15 +0000'],
  ['words behind the year', '11 May 2026 bald'],
  ['a flood of blanks and digits', `${'1 '.repeat(5_000)}May 2026`],
  ['a code that a mail program did not fill in', '%a, %d %b %Y %H:%M:%S %z'],
]

it.each(none)('no date: %s', (_, header) => {
  expect(readDate(header)).toBeNull()
})
