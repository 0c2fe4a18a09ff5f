import { describe, expect, it } from 'vitest'
import { keyOf, plain, threadOf } from './read-mail'

describe('what the head of a mail tells', () => {
  it('names the mails that it answers, the newest first, each once', () => {
    const head = { 'in-reply-to': ['<angebot@sonnberg.example>'], references: ['<erste@sonnberg.example> <angebot@sonnberg.example>'] }
    expect(threadOf(head)).toEqual(['angebot@sonnberg.example', 'erste@sonnberg.example'])
  })
  it('names none where there is none', () => {
    expect(threadOf({})).toEqual([])
  })
  it('keeps two mails apart that Thunderbird gave the same number, before and after a restart', () => {
    expect(keyOf({ id: 1, headerMessageId: 'a@b' })).not.toBe(keyOf({ id: 1, headerMessageId: 'c@b' }))
  })
})

describe('a person on a mail', () => {
  it.each([
    ['anna@huber-verlag.example', '', 'anna@huber-verlag.example'],
    ['Anna Huber <anna@huber-verlag.example>', 'Anna Huber', 'anna@huber-verlag.example'],
    ['Jörg Müller-Weiß <j.mueller+abo@verlag.example>', 'Jörg Müller-Weiß', 'j.mueller+abo@verlag.example'],
  ])('is read at once where there is one way to read it: %s', (text, name, email) => {
    expect(plain(text)).toEqual([{ name, email }])
  })
  it.each([
    'Huber, Anna <anna@huber-verlag.example>',
    '"Anna Huber" <anna@huber-verlag.example>',
    'Dr. Anna Huber <anna@huber-verlag.example>',
    'Anna (Verlag) <anna@huber-verlag.example>',
    'anna@evil.example <anna@huber-verlag.example>',
    'Anna Huber <anna@huber-verlag.example',
    'anna@huber-verlag.example>',
    '<anna@huber-verlag.example>',
    'Anna  Huber <anna@huber-verlag.example>',
    '=?utf-8?q?Anna?= <anna@huber-verlag.example>',
    'Team: anna@huber-verlag.example;',
    'anna@[192.0.2.1]',
    'Anna <"anna huber"@huber-verlag.example>',
    'Anna <anna@huber-verlag.example>, Ben <ben@huber-verlag.example>',
    'Liste der Abonnenten <Liste der Abonnenten>',
    '',
  ])('is asked of Thunderbird where there is not: %s', (text) => {
    expect(plain(text)).toBeNull()
  })
})
