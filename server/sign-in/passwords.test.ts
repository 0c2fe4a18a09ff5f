import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hashPassword, isOutdated, isRight, madePassword, requireStrong } from './passwords'

const isStrong = (password: string, login = 'n.stein') => {
  try {
    requireStrong(password, login)
    return true
  } catch {
    return false
  }
}

it('keeps argon2id with 19 MiB and two passes, each time with another salt', async () => {
  const [one, other] = [await hashPassword('drei Birnen im Regen'), await hashPassword('drei Birnen im Regen')]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(other)
  expect([isOutdated(one), isOutdated('$argon2id$v=19$m=64,t=1,p=1$x$y')]).toEqual([false, true])
  expect([await isRight(one, 'drei Birnen im Regen'), await isRight(one, 'drei Birnen im Schnee'), await isRight(null, '')]).toEqual([
    true,
    false,
    false,
  ])
})
it('makes passwords that are strong and never twice the same', () => {
  const made = Array.from({ length: 200 }, madePassword)
  expect(new Set(made).size).toBe(200)
  expect(made.every((password) => /^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}$/.test(password) && isStrong(password))).toBe(true)
})
it('refuses what a guesser tries first', () => {
  for (const weak of [
    'kurz',
    'aaaaaaaaaaaaaaaaaa',
    'abababababababab',
    '123456789012',
    'qwertzuiopü1',
    'Kennwort2026',
    'n.stein.n.stein',
    'PostaktePostakte1',
  ])
    expect([weak, isStrong(weak)]).toEqual([weak, false])
  for (const strong of ['drei Birnen im Regen', 'correct horse battery staple', '日本語のパスワードですよね!', 'xK3$9vbQ!m2z'])
    expect([strong, isStrong(strong)]).toEqual([strong, true])
})
it('judges any text without breaking', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 100 }), (password, login) =>
      [true, false].includes(isStrong(password, login)),
    ),
  )
})
