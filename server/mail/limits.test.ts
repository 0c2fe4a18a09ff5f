import { expect, it } from 'vitest'
import { cutText, defaultLimits } from './limits'
import { readMail } from './read'

const cases: [string, string, number, string][] = [
  ['shorter than the limit', 'Abo', 4, 'Abo'],
  ['as long as the limit', 'Abo', 3, 'Abo'],
  ['longer', 'Abonnement', 3, 'Abo'],
  ['a picture across the limit goes as a whole', 'ja👍', 3, 'ja'],
  ['a picture before the limit stays', 'ja👍!', 4, 'ja👍'],
  ['nothing left', '👍', 1, ''],
  ['nothing', '', 0, ''],
]

it.each(cases)('a text that is cut: %s', (_, text, longest, cut) => {
  expect(cutText(text, longest)).toBe(cut)
})

const mail = (type: string, body: string) => Buffer.from(`From: a@b.example\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}`)

const bodies: [string, Buffer, string][] = [
  ['plain text', mail('text/plain', 'ja👍 nein'), 'ja'],
  ['text out of HTML', mail('text/html', '<p>ja👍 nein'), 'ja'],
]

it.each(bodies)('the limit of the text holds for %s, and it is said', (_, bytes, text) => {
  const read = readMail(bytes, { limits: { ...defaultLimits, text: 3 } })
  expect([read.text, read.partly]).toEqual([text, ['text']])
})
