import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { found, from, returned, to } from '../testing/clues'
import { nobodyKnown } from './nobody-known'

const hint = 'unknown-address – 0 hint'

const cases: [string, Clues, string[]][] = [
  ['an address of nobody', from('neu@nirgendwo.example'), [hint]],
  ['a new colleague at a known house is nobody yet', from('c.neu@huber-verlag.example'), [hint]],
  ['an address one letter off is nobody’s', from('ana@huber-verlag.example'), [hint]],
  ['a known customer', from('anna@huber-verlag.example'), []],
  ['a tagged address of a known customer', from('anna+abo@huber-verlag.example'), []],
  ['a shared address is not nobody’s', from('familie.ott@t-online.de'), []],
  ['a former customer is not nobody', from('gerd.alt44@web.de'), []],
  ['our mail to one known and two unknown', to(['anna@huber-verlag.example', 'a@neu.example', 'b@neu.example']), [hint, hint]],
  [
    'our mail to many unknown: five are enough',
    to(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((one) => `${one}@neu.example`)),
    [hint, hint, hint, hint, hint],
  ],
  ['the failed address of a returned mail', returned(['weg@nirgendwo.example'], []), [hint]],
  ['a mail that names no sender', { ...from(''), outside: [] }, []],
]

it.each(cases)('nobody known: %s', (_, clues, findings) => {
  expect(found(nobodyKnown, clues)).toEqual(findings)
})
