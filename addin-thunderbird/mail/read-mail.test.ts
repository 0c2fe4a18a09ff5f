import { describe, expect, it } from 'vitest'
import { keyOf, threadOf } from './read-mail'

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
