import { describe, expect, it } from 'vitest'
import { caseCheck } from './case-check'
import { signedMessageId, verifiedMessageId } from './signed-message-id'

const key = 'a key of this installation'
const id = signedMessageId('0f8e2c5a-1d7b', 'spatenhof.example', key)

describe('a Message-ID of ours', () => {
  it('is recognised, in whatever letters a mail program returns it', () => {
    expect(verifiedMessageId(id, key)).toBe(true)
    expect(verifiedMessageId(id.toUpperCase(), key)).toBe(true)
  })
  it.each([
    ['cut off', id.slice(0, -1)],
    ['of another domain', id.replace('spatenhof', 'evil')],
    ['with another first part', id.replace('0f8e2c5a', '0f8e2c5b')],
    ['with a short signature', id.replace(/\.[a-z2-7]{26}@/, '.aaaa@')],
    ['of another version', id.replace('pa1.', 'pa2.')],
    ['with something before it', `x${id}`],
    ['with a line break behind it', `${id}\n`],
    ['of no shape at all', ''],
  ])('is none of ours when it is %s', (_, other) => expect(verifiedMessageId(other, key)).toBe(false))
  it('proves nothing under another key, or none', () => {
    expect(verifiedMessageId(id, 'another key')).toBe(false)
    expect(verifiedMessageId(signedMessageId('0f8e2c5a-1d7b', 'spatenhof.example', ''), '')).toBe(false)
  })
})

describe('the check of a case tag', () => {
  it('is three letters that depend on the number and on the key', () => {
    expect(caseCheck('71', key)).toMatch(/^[a-z2-7]{3}$/)
    expect(new Set(['71', '72', '73', '74'].map((number) => caseCheck(number, key))).size).toBe(4)
    expect(caseCheck('71', 'another key')).not.toBe(caseCheck('71', key))
  })
})
