import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { among, found, from, returned, to, worldWith } from '../testing/clues'
import { byAddress } from './by-address'

const cases: [string, Clues, string[]][] = [
  ['a customer writes from her own address', from('anna@huber-verlag.example'), ['address anna 0.94']],
  ['a customer writes in capitals', from('ANNA@Huber-Verlag.EXAMPLE'), ['address anna 0.94']],
  ['a customer writes from her second address', from('karin.kurz.hb@gmx.de'), ['address karin 0.94']],
  ['a tagged address is that of the plain one', from('anna+abo@huber-verlag.example'), ['address anna 0.94']],
  ['a domain with umlauts', from('ida@möwe-bücher.example'), ['address ida 0.94']],
  ['the same domain as the net writes it', from('ida@xn--mwe-bcher-07a4e.example'), ['address ida 0.94']],
  ['a domain as one spells it without umlauts is another', from('ida@moewe-buecher.example'), []],
  ['the info mailbox belongs to the company, a little weaker', from('info@huber-verlag.example'), ['address huber 0.92']],
  ['a couple shares its address: both, weak', from('familie.ott@t-online.de'), ['shared-address paul 0.5', 'shared-address petra 0.5']],
  ['a former customer alone is not enough', from('gerd.alt44@web.de'), ['inactive-address gerd 0.6']],
  ['one letter is missing', from('ana@huber-verlag.example'), []],
  ['two letters are turned round', from('anna@hubre-verlag.example'), []],
  ['a dot more is another mailbox', from('an.na@huber-verlag.example'), []],
  ['her name at another provider', from('anna.huber@gmail.com', {}, 'Anna Huber'), []],
  ['her address as the name of another address', from('x@angebote.example', {}, 'anna@huber-verlag.example'), []],
  ['the domain with something before it', from('anna@mail.huber-verlag.example'), []],
  ['the domain with something behind it', from('anna@huber-verlag.example.evil.example'), []],
  ['a Cyrillic а in the name', from('аnna@huber-verlag.example'), []],
  ['who is forged is still named; the doubt is another rule', from('anna@huber-verlag.example', { trust: 0 }), ['address anna 0.94']],
  ['an automatic answer is from its sender, too', from('anna@huber-verlag.example', { class: 'auto-reply' }), ['address anna 0.94']],
  ['our mail to a customer', to(['ben.kramer@huber-verlag.example']), ['address ben 0.94']],
  [
    'our mail to customers of two houses',
    to(['anna@huber-verlag.example', 'claire@librairie-petit.example']),
    ['address anna 0.94', 'address claire 0.94'],
  ],
  ['our mail to a customer and somebody new', to(['neu@nirgendwo.example', 'dora.weiss@werk8.example']), ['address dora 0.94']],
  ['among ourselves nobody is a customer', { ...among(), outside: from('anna@huber-verlag.example').outside }, []],
  ['a returned mail has a rule of its own', returned(['anna@huber-verlag.example'], []), []],
  ['nobody is named at all', { ...from(''), outside: [] }, []],
]

it.each(cases)('by address: %s', (_, clues, findings) => {
  expect(found(byAddress, clues)).toEqual(findings)
})

const after = worldWith({
  contacts: [
    {
      id: 'gerda',
      kind: 'person',
      number: '10081',
      name: 'Gerda Alt',
      addresses: ['gerd.alt44@web.de'],
      roleAddresses: [],
      active: true,
    },
    {
      id: 'abo',
      kind: 'person',
      number: '10026',
      name: 'Abo-Stelle',
      addresses: ['anna+abo@huber-verlag.example'],
      roleAddresses: [],
      active: true,
    },
  ],
})

const inherited: [string, Clues, string[]][] = [
  ['of a former and a present customer only the present one counts', from('gerd.alt44@web.de'), ['address gerda 0.94']],
  ['the tagged address that is somebody’s own is his alone', from('anna+abo@huber-verlag.example'), ['address abo 0.94']],
  ['another tag is still hers', from('anna+rechnung@huber-verlag.example'), ['address anna 0.94']],
]

it.each(inherited)('by address: %s', (_, clues, findings) => {
  expect(found(byAddress, clues, after)).toEqual(findings)
})
