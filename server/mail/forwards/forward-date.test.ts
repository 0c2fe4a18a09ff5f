import { expect, it } from 'vitest'
import { forwardDate } from './forward-date'

it.each([
  ['Dienstag, 21. Mai 2024 16:41', '2024-05-21T16:41:00.000Z', null, 'minute'],
  ['Dienstag, Mai 21, 2024 4:41 PM', '2024-05-21T16:41:00.000Z', null, 'minute'],
  ['Mittwoch, 25. März 2026 um 16:41 Uhr', '2026-03-25T16:41:00.000Z', null, 'minute'],
  ['Mi., 11. Februar 2026 um 02:04 Uhr', '2026-02-11T02:04:00.000Z', null, 'minute'],
  ['Wed, 25 Mar 2026 16:41:07 +0100', '2026-03-25T15:41:07.000Z', 60, 'second'],
  ['2026-03-25T16:41:07+01:00', '2026-03-25T15:41:07.000Z', 60, 'second'],
  ['2026-03-25', '2026-03-25T00:00:00.000Z', null, 'day'],
  ['Thursday, October 28, 2021 at 12:06', '2021-10-28T12:06:00.000Z', null, 'minute'],
  ['26 October 2021 at 14:25:08 GMT+3', '2021-10-26T11:25:08.000Z', 180, 'second'],
  ['Tuesday, November 2, 2021, 09:26:50 AM GMT+1', '2021-11-02T08:26:50.000Z', 60, 'second'],
  ['mardi 2 novembre 2021, 09:26:50 UTC+1', '2021-11-02T08:26:50.000Z', 60, 'second'],
  ['jeudi 28 octobre 2021 à 12 h 06', '2021-10-28T12:06:00.000Z', null, 'minute'],
  ['17 août 2022 à 09:06:24 UTC+2', '2022-08-17T07:06:24.000Z', 120, 'second'],
  ['jueves, 28 de octubre de 2021, 12:06', '2021-10-28T12:06:00.000Z', null, 'minute'],
  ['mar, 1 de mar de 2022 a la(s) 4:05 p. m.', '2022-03-01T16:05:00.000Z', null, 'minute'],
  ['giovedì 8 ottobre 2015 15:26', '2015-10-08T15:26:00.000Z', null, 'minute'],
  ['terça-feira, 2 de novembro de 2021, 09:26:50 CET', '2021-11-02T08:26:50.000Z', 60, 'second'],
  ['dinsdag 2 november 2021 09:26:50 CET', '2021-11-02T08:26:50.000Z', 60, 'second'],
  ['czwartek, 28 października 2021 12:06', '2021-10-28T12:06:00.000Z', null, 'minute'],
  ['čtvrtek, 28. října 2021 12:06', '2021-10-28T12:06:00.000Z', null, 'minute'],
  ['7. července 2021 12:06', '2021-07-07T12:06:00.000Z', null, 'minute'],
  ['torsdag, 28. oktober 2021 kl. 12.06', '2021-10-28T12:06:00.000Z', null, 'minute'],
  ['maanantai 19. syyskuuta 2022 klo 17.55.44 -0400', '2022-09-19T21:55:44.000Z', -240, 'second'],
  ['3. marraskuuta 2021 klo 9.31', '2021-11-03T09:31:00.000Z', null, 'minute'],
  ['2021. okt. 27., Sze, 9:31', '2021-10-27T09:31:00.000Z', null, 'minute'],
  ['st 27. 10. 2021 o 9:31', '2021-10-27T09:31:00.000Z', null, 'minute'],
  ['вторник, 2 ноября 2021 г., 09:26:50 GMT+1', '2021-11-02T08:26:50.000Z', 60, 'second'],
  ['26 жовтня 2021 р. о 14:25:08 GMT+3', '2021-10-26T11:25:08.000Z', 180, 'second'],
  ['28 Ekim 2021 Perşembe 12:06', '2021-10-28T12:06:00.000Z', null, 'minute'],
  ['2024年5月21日 下午4:41', '2024-05-21T16:41:00.000Z', null, 'minute'],
  ['2024년 5월 21일 (화) 오후 4:41', '2024-05-21T16:41:00.000Z', null, 'minute'],
  ['28/10/2021 12:46', '2021-10-28T12:46:00.000Z', null, 'minute'],
  ['02/10/2023 4:52 PM EST', '2023-02-10T21:52:00.000Z', -300, 'minute'],
  ['21.05.24, 16:41', '2024-05-21T16:41:00.000Z', null, 'minute'],
  ['25.03.2026 um 16:41:07', '2026-03-25T16:41:07.000Z', null, 'second'],
])('reads %s', (line, utc, offsetMinutes, precision) => {
  expect(forwardDate(line)).toEqual({ date: { utc, offsetMinutes }, precision })
})

it.each(['', 'gestern', '31.02.2026 10:00', '99.99.9999', 'Sub 2026', '1'.repeat(100_000)])('does not invent a date for "%s"', (line) =>
  expect(forwardDate(line)).toEqual({ date: null, precision: null }),
)
