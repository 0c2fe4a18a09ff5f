import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { found, from, returned, worldWith } from '../testing/clues'
import { byBounce } from './by-bounce'

const offer = 'angebot-4711@sonnberg.example'
const invoice = 'rechnung-juni@sonnberg.example'

const cases: [string, Clues, string[]][] = [
  [
    'our mail comes back from her it went to: where it lies',
    returned(['anna@huber-verlag.example'], [offer]),
    ['bounce anna 0.95', 'bounce abo-umstellung 0.95'],
  ],
  [
    'it comes back from her colleague',
    returned(['ben.kramer@huber-verlag.example'], [offer]),
    ['bounce anna 0.95', 'bounce abo-umstellung 0.95'],
  ],
  ['it comes back from an address of nobody (forwarded there)', returned(['a.huber@privat.example'], [invoice]), ['bounce ida 0.95']],
  ['the report names no address', returned([], [invoice]), ['bounce ida 0.95']],
  [
    'the report names our mail, and a customer whom it never concerned: forged or mistaken',
    returned(['claire@librairie-petit.example'], [offer]),
    ['bounce-recipient claire 0.7'],
  ],
  [
    'two failed, one of them concerned',
    returned(['claire@librairie-petit.example', 'ida@möwe-bücher.example'], [invoice]),
    ['bounce ida 0.95'],
  ],
  [
    'a mail that we do not hold: the one who failed is a candidate',
    returned(['anna@huber-verlag.example'], ['fremd@x.example']),
    ['bounce-recipient anna 0.7'],
  ],
  ['no mail named, nobody known', returned(['unbekannt@nirgendwo.example'], []), []],
  ['a former customer failed', returned(['gerd.alt44@web.de'], []), []],
  [
    'a couple’s address failed: both',
    returned(['familie.ott@t-online.de'], []),
    ['bounce-recipient paul 0.7', 'bounce-recipient petra 0.7'],
  ],
  ['the failed address is misspelt', returned(['anna@hubre-verlag.example'], []), []],
  ['an answer to our mail is no returned mail', from('anna@huber-verlag.example', { thread: [offer] }), []],
  ['an absence note is no returned mail', from('anna@huber-verlag.example', { thread: [offer], class: 'auto-reply' }), []],
]

it.each(cases)('by bounce: %s', (_, clues, findings) => {
  expect(found(byBounce, clues)).toEqual(findings)
})

const more = worldWith({
  mails: [
    { messageId: 'anfrage@huber-verlag.example', direction: 'in', filedUnder: ['anna'] },
    { messageId: 'ungelesen@sonnberg.example', direction: 'out', filedUnder: [] },
    { messageId: 'an-zwei@sonnberg.example', direction: 'out', filedUnder: ['anna', 'claire'] },
    { messageId: 'akte@sonnberg.example', direction: 'out', filedUnder: ['reklamation'] },
  ],
})

const kinds: [string, Clues, string[]][] = [
  [
    'a mail that came from her cannot come back to us',
    returned(['ben.kramer@huber-verlag.example'], ['anfrage@huber-verlag.example']),
    ['bounce-recipient ben 0.7'],
  ],
  ['our mail that lies nowhere', returned(['anna@huber-verlag.example'], ['ungelesen@sonnberg.example']), []],
  ['our mail that lies in a case only', returned(['dora.weiss@werk8.example'], ['akte@sonnberg.example']), ['bounce reklamation 0.95']],
  [
    'our mail to two, of whom one failed',
    returned(['claire@librairie-petit.example'], ['an-zwei@sonnberg.example']),
    ['bounce anna 0.95', 'bounce claire 0.95'],
  ],
  ['the first of ours counts that is named', returned([], ['anfrage@huber-verlag.example', invoice, offer]), ['bounce ida 0.95']],
]

it.each(kinds)('by bounce: %s', (_, clues, findings) => {
  expect(found(byBounce, clues, more)).toEqual(findings)
})
