import { expect, it } from 'vitest'
import { messageIdsIn, normalMessageId } from './message-id'

it('keeps the case left of the @ and lowers it right of it', () => {
  expect(normalMessageId('<AbC.1@Mail.Example.COM>')).toBe('AbC.1@mail.example.com')
})

it('unfolds, and drops blanks, brackets and control characters', () => {
  expect(normalMessageId(' <a\r\n b\u0000@x.example> ')).toBe('ab@x.example')
})

it('says null when nothing is left, and caps the length', () => {
  expect(normalMessageId(' <> ')).toBeNull()
  expect(normalMessageId('x'.repeat(100_000))).toHaveLength(500)
})

it('reads ids between phrases and without brackets', () => {
  expect(messageIdsIn('Your message of "Mon" <a@x.example> <b@x.example>')).toEqual(['a@x.example', 'b@x.example'])
  expect(messageIdsIn('a@x.example, b@x.example')).toEqual(['a@x.example', 'b@x.example'])
})

it('keeps the oldest and the newest of a flood', () => {
  const ids = messageIdsIn(Array.from({ length: 5_000 }, (_, at) => `<${at}@x.example>`).join(' '))
  expect(ids).toHaveLength(100)
  expect([ids[0], ids[99]]).toEqual(['0@x.example', '4999@x.example'])
})
