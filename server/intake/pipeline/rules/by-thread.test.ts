import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { among, found, from, returned, to, worldWith } from '../testing/clues'
import { byThread } from './by-thread'

const offer = 'angebot-4711@sonnberg.example'
const invoice = 'rechnung-juni@sonnberg.example'
const block = 'sperre-4720@sonnberg.example'
const toPetra = 'an-petra@sonnberg.example'
const thread = (...ids: string[]) => ({ thread: ids })

const cases: [string, Clues, string[]][] = [
  ['she answers our mail', from('anna@huber-verlag.example', thread(offer)), ['thread abo-umstellung 0.98']],
  [
    'she answers it, and its id carries our signature',
    from('anna@huber-verlag.example', { ...thread(offer), provenThread: [offer] }),
    ['thread abo-umstellung 0.99'],
  ],
  [
    'our mail stands further back in References',
    from('anna@huber-verlag.example', thread('fremd@x.example', offer)),
    ['thread abo-umstellung 0.95'],
  ],
  ['her colleague answers', from('ben.kramer@huber-verlag.example', thread(offer)), ['thread abo-umstellung 0.98']],
  ['her house answers from the info mailbox', from('info@huber-verlag.example', thread(offer)), ['thread abo-umstellung 0.98']],
  ['a mail that lies at her alone: the address says so already', from('ida@möwe-bücher.example', thread(invoice)), []],
  ['the house of her at whom it lies may answer, too', from('laden@möwe-bücher.example', thread(invoice)), []],
  [
    'another customer answers a mail that was never hers: a hint',
    from('claire@librairie-petit.example', thread(offer)),
    ['thread-of-others – 0.3 hint'],
  ],
  ['a former customer: a hint', from('gerd.alt44@web.de', thread(offer)), ['thread-of-others – 0.3 hint']],
  [
    'an address of nobody answers: weaker',
    from('anna.privat@gmx.de', thread(offer)),
    ['thread-unknown-sender anna 0.75', 'thread-unknown-sender abo-umstellung 0.75'],
  ],
  [
    'an address of nobody answers with an id of our signature: no stronger',
    from('anna.privat@gmx.de', { ...thread(offer), provenThread: [offer] }),
    ['thread-unknown-sender anna 0.75', 'thread-unknown-sender abo-umstellung 0.75'],
  ],
  ['one letter of her address is wrong: nobody', from('ida@möwe-bucher.example', thread(invoice)), ['thread-unknown-sender ida 0.75']],
  ['the one named in the private case answers', from('dora.weiss@werk8.example', thread(block)), ['thread mahnsperre 0.98']],
  ['of a couple the one to whom we wrote', from('familie.ott@t-online.de', thread(toPetra)), ['thread petra 0.95']],
  ['an id that we do not hold', from('anna@huber-verlag.example', thread('fremd@x.example')), []],
  ['an id in other letters is another', from('anna@huber-verlag.example', thread('Angebot-4711@sonnberg.example')), []],
  [
    'two cases in one thread: a person decides',
    from('anna@huber-verlag.example', thread(offer, block)),
    ['several-threads abo-umstellung 0.7 conflict', 'several-threads mahnsperre 0.7 conflict'],
  ],
  [
    'a mail of another before the one in her case: the case all the same',
    from('anna@huber-verlag.example', thread(invoice, offer)),
    ['thread abo-umstellung 0.95'],
  ],
  [
    'a mail of her own, and one in the case of another: she has no part in that',
    from('ida@möwe-bücher.example', thread(invoice, offer)),
    ['thread-of-others – 0.3 hint'],
  ],
  ['the same in the other order', from('ida@möwe-bücher.example', thread(offer, invoice)), ['thread-of-others – 0.3 hint']],
  ['the house of the one named in a private case', from('buchhaltung@werk8.example', thread(block)), ['thread-of-others – 0.3 hint']],
  ['we answer her', to(['anna@huber-verlag.example'], thread(offer)), ['thread abo-umstellung 0.98']],
  ['we write to somebody new about it', to(['kanzlei@recht.example'], thread(offer)), ['thread abo-umstellung 0.75', 'thread anna 0.75']],
  ['we write to another customer about it', to(['claire@librairie-petit.example'], thread(offer)), ['thread-of-others – 0.3 hint']],
  [
    'we write to another customer and somebody new about it',
    to(['claire@librairie-petit.example', 'kanzlei@recht.example'], thread(offer)),
    ['thread-of-others – 0.3 hint'],
  ],
  [
    'we write to her and another customer about it',
    to(['claire@librairie-petit.example', 'anna@huber-verlag.example'], thread(offer)),
    ['thread abo-umstellung 0.98'],
  ],
  ['a returned mail has a rule of its own', returned(['anna@huber-verlag.example'], [offer]), []],
  [
    'an absence note belongs to the case, too',
    from('anna@huber-verlag.example', { ...thread(offer), class: 'auto-reply' }),
    ['thread abo-umstellung 0.98'],
  ],
  ['no thread', from('anna@huber-verlag.example'), []],
]

it.each(cases)('by thread: %s', (_, clues, findings) => {
  expect(found(byThread, clues)).toEqual(findings)
})

const more = worldWith({
  mails: [
    { messageId: 'reklamation@sonnberg.example', direction: 'out', filedUnder: ['dora', 'reklamation', 'serie-herbst'] },
    { messageId: 'notiz@sonnberg.example', direction: 'internal', filedUnder: ['claire', 'jahresabo'] },
    { messageId: 'an-beide@sonnberg.example', direction: 'out', filedUnder: ['paul', 'petra'] },
    { messageId: 'geloescht@sonnberg.example', direction: 'out', filedUnder: ['geloeschter-kontakt'] },
    { messageId: 'nirgends@sonnberg.example', direction: 'out', filedUnder: [] },
    { messageId: 'nur-akte@sonnberg.example', direction: 'out', filedUnder: ['adressaenderung'] },
    { messageId: 'angebot-4711@sonnberg.example', direction: 'in', filedUnder: ['ida'] },
    { messageId: 'an-ida@sonnberg.example', direction: 'out', filedUnder: ['ida', 'mahnsperre'] },
  ],
})

const others: [string, Clues, string[]][] = [
  [
    'case and opportunity of the thread',
    from('dora.weiss@werk8.example', thread('reklamation@sonnberg.example')),
    ['thread reklamation 0.98', 'thread serie-herbst 0.95'],
  ],
  ['our colleagues go on about it', among(thread('notiz@sonnberg.example')), ['thread claire 0.98', 'thread jahresabo 0.98']],
  [
    'our colleagues go on in a case: it is named once',
    among(thread('reklamation@sonnberg.example')),
    ['thread reklamation 0.98', 'thread dora 0.98', 'thread serie-herbst 0.98'],
  ],
  [
    'a couple to both of whom we wrote',
    from('familie.ott@t-online.de', thread('an-beide@sonnberg.example')),
    ['thread paul 0.95', 'thread petra 0.95'],
  ],
  [
    'a mail of a contact that is gone',
    from('ida@möwe-bücher.example', thread('geloescht@sonnberg.example')),
    ['thread-of-others – 0.3 hint'],
  ],
  ['a mail that lies nowhere', from('neu@nirgendwo.example', thread('nirgends@sonnberg.example')), []],
  [
    'a mail that lies in a case only: its people belong to it',
    from('ben.kramer@huber-verlag.example', thread('nur-akte@sonnberg.example')),
    ['thread adressaenderung 0.98'],
  ],
  [
    'somebody had used the Message-ID of a mail in another’s case: he has no part in that case',
    from('ida@möwe-bücher.example', thread(offer)),
    ['thread-of-others – 0.3 hint'],
  ],
  ['and she whose case it is goes on in it', from('anna@huber-verlag.example', thread(offer)), ['thread abo-umstellung 0.98']],
  [
    'one to whom we wrote out of a private case',
    from('ida@möwe-bücher.example', thread('an-ida@sonnberg.example')),
    ['thread mahnsperre 0.98'],
  ],
  ['but not her house', from('laden@möwe-bücher.example', thread('an-ida@sonnberg.example')), ['thread-of-others – 0.3 hint']],
]

it.each(others)('by thread: %s', (_, clues, findings) => {
  expect(found(byThread, clues, more)).toEqual(findings)
})
