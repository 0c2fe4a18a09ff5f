import { expect, it } from 'vitest'
import { mailBytes, type TestMail } from '../testing/mail'
import { headOf, privateMark } from './private-mark'

const council = { addresses: new Set(['betriebsrat@sonnberg.example']) }
const mark = (said: Partial<TestMail>, confidential: typeof council | undefined = council) =>
  privateMark(
    headOf(mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject: 'Frage', messageId: 'a@x', ...said })).headers,
    confidential,
  )

it.each<[string, Partial<TestMail>, string | null]>([
  ['an everyday mail', {}, null],
  ['Outlook’s “Privat”', { headers: ['Sensitivity: Private'] }, 'header'],
  ['Outlook’s “Persönlich”', { headers: ['Sensitivity: Personal'] }, 'header'],
  ['Outlook’s “Vertraulich”, which many houses write on everything', { headers: ['Sensitivity: Company-Confidential'] }, null],
  ['small letters', { headers: ['sensitivity:  private'] }, 'header'],
  ['a folded header', { headers: ['Sensitivity:', ' Private'] }, 'header'],
  ['nothing chosen', { headers: ['Sensitivity: Normal'] }, null],
  ['a word that the standard does not know', { headers: ['Sensitivity: Privately'] }, null],
  ['the word in a header that quotes it', { headers: ['X-Note: Sensitivity: Private'] }, null],
  ['the word in its text', { text: 'Sensitivity: Private\r\n' }, null],
  ['a tag', { subject: 'Re: [privat] Geburtstag' }, 'subject'],
  ['a tag in capitals with blanks', { subject: '[ PRIVATE ] Lohn' }, 'subject'],
  ['a tag of business', { subject: '[vertraulich] Angebot' }, null],
  ['an encoded tag', { subject: '=?utf-8?q?=5Bprivat=5D_Gru=C3=9F?=' }, 'subject'],
  ['a tag behind half a megabyte of encoded words', { subject: `${'=?utf-8?q?_?= '.repeat(40_000)}[privat]` }, null],
  ['the word alone', { subject: 'Privatkunde, Private Equity' }, null],
  ['to the works council', { to: 'Betriebsrat <Betriebsrat@Sonnberg.example>' }, 'address'],
  ['from the works council', { from: 'betriebsrat@sonnberg.example' }, 'address'],
  ['a hidden copy for the works council', { headers: ['Delivered-To: betriebsrat@sonnberg.example'] }, 'address'],
])('%s', (_, said, expected) => {
  expect(mark(said)).toBe(expected)
})

it('counts for nothing where marks are not heeded', () => {
  expect(privateMark(headOf(mailBytes({ from: 'a@x.example', subject: '[privat]', messageId: 'a@x' })).headers, undefined)).toBe(null)
})
