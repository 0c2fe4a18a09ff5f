import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { found, from, returned, to } from '../testing/clues'
import { doubts } from './doubts'

const anna = (said = {}) => from('anna@huber-verlag.example', said)

const cases: [string, Clues, string[]][] = [
  ['a proven sender', anna(), []],
  ['a sender whom no server of ours could check', anna({ trust: 1 }), []],
  [
    'our server checked, and nothing speaks for her: a weak doubt',
    anna({ trust: 1, suspicious: ['sender-unproven'] }),
    ['doubt-sender-unproven – 0.5 unproven'],
  ],
  ['a disproved sender without a reason given', anna({ trust: 0 }), ['doubt-sender-not-proven – 1 unproven']],
  [
    'a disproved sender with its reason, once',
    anna({ trust: 0, suspicious: ['sender-not-proven'] }),
    ['doubt-sender-not-proven – 1 unproven'],
  ],
  [
    'our own domain from outside',
    anna({ trust: 0, suspicious: ['own-domain-from-outside'] }),
    ['doubt-own-domain-from-outside – 1 unproven'],
  ],
  [
    'two reasons are two doubts',
    anna({ trust: 0, suspicious: ['reply-to-own-address', 'from-looks-like-two'] }),
    ['doubt-reply-to-own-address – 1 unproven', 'doubt-from-looks-like-two – 1 unproven'],
  ],
  [
    'a proven sender with a From that two readers take differently',
    anna({ suspicious: ['from-looks-like-two'] }),
    ['doubt-from-looks-like-two – 1 unproven'],
  ],
  ['a returned mail seldom proves itself', returned(['anna@huber-verlag.example'], [], { suspicious: ['sender-unproven'] }), []],
  [
    'a returned mail that is disproved',
    returned([], [], { trust: 0, suspicious: ['sender-not-proven'] }),
    ['doubt-sender-not-proven – 1 unproven'],
  ],
  ['a returned mail that is disproved without a reason', returned([], [], { trust: 0 }), ['doubt-sender-not-proven – 1 unproven']],
  [
    'an absence note proves itself like any mail',
    anna({ class: 'auto-reply', trust: 1, suspicious: ['sender-unproven'] }),
    ['doubt-sender-unproven – 0.5 unproven'],
  ],
  ['our own mail', to(['anna@huber-verlag.example']), []],
]

it.each(cases)('doubts: %s', (_, clues, findings) => {
  expect(found(doubts, clues)).toEqual(findings)
})
