import { describe, expect, it } from 'vitest'
import { plainNumber, subjectWithTag, tagsIn, withoutTags } from './tags'

const number = (subject: string) => tagsIn(subject).customerNumbers

describe('the customer number in a subject', () => {
  it.each([
    ['Anfrage [KD=10023]', ['10023']],
    ['AW: [KD=10023] Re: [kd=10023]', ['10023']],
    ['[ kd = 10 023 ]', ['10023']],
    ['[KD=000010023]', ['10023']],
    ['［ＫＤ＝１００２３］', ['10023']],
    ['[KD=1] WG: [KD=2]', ['1', '2']],
    ['[KD=123456789012]', ['123456789012']],
  ])('%s', (subject, numbers) => expect(number(subject)).toEqual(numbers))

  it.each([
    '[KD=1234567890123]',
    '[KD=0]',
    '[KD=]',
    '[KD]',
    'KD=10023',
    '(KD=10023)',
    '[KD=10023',
    '[KD:10023]',
    '[KD=-1]',
    '[KD=1.0]',
    '[KD=1e5]',
    '[KD=0x1f]',
    "[KD=10023' OR 1]",
    '[KD=10023;x]',
    '[KD=10\u200b023]',
    '[KD=10\u00ad023]',
    '[\u202eKD=10023]',
    '\u2066[KD=10023]\u2069',
    '\u202e]32001=DK[',
    '[KD=①②]',
    '[KD=²³]',
    '[ⓀD=10023]',
    '[\u212aD=10023]',
    '[KD=١٠٠٢٣]',
    'a\r\n[KD=10023]',
    '[XKD=10023]',
    '[KD==10023]',
  ])('is not in %j', (subject) => expect(number(subject)).toEqual([]))
})

describe('the case tag in a subject', () => {
  it.each([
    ['AW: [VG=123-x7k] Lieferung', [{ number: '123', check: 'x7k' }]],
    ['[ vg = 123 – X7K ]', [{ number: '123', check: 'x7k' }]],
    ['[VG=0123-x7k] [VG=123-x7k]', [{ number: '123', check: 'x7k' }]],
    ['[VG=123]', [{ number: '123', check: null }]],
    [
      '[VG=1-aaa][VG=2-bbb]',
      [
        { number: '1', check: 'aaa' },
        { number: '2', check: 'bbb' },
      ],
    ],
    ['[VG=123-x]', []],
    ['[VG=x7k]', []],
    ['VG=123-x7k', []],
  ])('%s', (subject, tags) => expect(tagsIn(subject).caseTags).toEqual(tags))
})

it('takes the tags out of a subject', () => expect(withoutTags('AW: [KD=1] Spaten [VG=2-abc]')).toBe('AW: Spaten'))
it('makes a number a key', () => expect(plainNumber(' 00 42')).toBe('42'))
it('reads a flood of brackets as quickly as any subject', () => expect(number(`${'[KD='.repeat(200_000)}1]`)).toEqual([]))

describe('a subject with the tag of its case', () => {
  it.each([
    ['Frage zum Abo', 'Frage zum Abo [VG=4711-x7k]'],
    ['AW: Frage [VG=4711-x7k] zum Abo', 'AW: Frage [VG=4711-x7k] zum Abo'],
    ['AW: Frage [vg=4711-X7K]', 'AW: Frage [vg=4711-X7K]'],
    ['AW: Frage [VG=4712-m3q] zum Abo', 'AW: Frage zum Abo [VG=4711-x7k]'],
    ['AW: Frage [VG=4711]', 'AW: Frage [VG=4711-x7k]'],
    ['', '[VG=4711-x7k]'],
  ])('%j becomes %j, and stays so', (subject, tagged) => {
    expect(subjectWithTag(subject, '[VG=4711-x7k]')).toBe(tagged)
    expect(subjectWithTag(tagged, '[VG=4711-x7k]')).toBe(tagged)
  })
})
