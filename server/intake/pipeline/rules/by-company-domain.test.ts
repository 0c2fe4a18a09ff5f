import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { among, found, from, returned, to, worldWith } from '../testing/clues'
import { byCompanyDomain } from './by-company-domain'

const cases: [string, Clues, string[]][] = [
  ['a new colleague at a known house', from('c.neu@huber-verlag.example'), ['company-domain huber 0.6']],
  ['a new colleague at a house with umlauts in its domain', from('lea@möwe-bücher.example'), ['company-domain moewe 0.6']],
  ['she who is known needs no suggestion', from('anna@huber-verlag.example'), []],
  ['a tagged address of hers neither', from('anna+abo@huber-verlag.example'), []],
  ['free mail says nothing', from('anna.huber@gmx.de'), []],
  ['free mail of two customers says nothing', from('nachbar@t-online.de'), []],
  ['free mail of a former customer says nothing', from('gerd.neu@web.de'), []],
  ['a domain below theirs', from('c.neu@mail.huber-verlag.example'), []],
  ['a domain one letter off', from('c.neu@hubre-verlag.example'), []],
  ['their domain under another top', from('c.neu@huber-verlag.test'), []],
  ['their domain before another one', from('c.neu@huber-verlag.example.evil.example'), []],
  ['their newsletter is only a hint', from('news@huber-verlag.example', { class: 'list' }), ['company-domain huber 0.6 hint']],
  [
    'the number in the subject says it more exactly',
    from('c.neu@huber-verlag.example', { customerNumbers: ['10024'] }),
    ['company-domain huber 0.6 hint'],
  ],
  [
    'the number of another house does not',
    from('c.neu@huber-verlag.example', { customerNumbers: ['10051'] }),
    ['company-domain huber 0.6'],
  ],
  ['a number of nobody does not', from('c.neu@huber-verlag.example', { customerNumbers: ['99999'] }), ['company-domain huber 0.6']],
  ['our mail to a new colleague of theirs', to(['c.neu@huber-verlag.example']), ['company-domain huber 0.6']],
  [
    'our mail to two new ones of two houses',
    to(['a@werk8.example', 'b@librairie-petit.example']),
    ['company-domain werk 0.6', 'company-domain petit 0.6'],
  ],
  ['among ourselves', { ...among(), outside: from('c.neu@huber-verlag.example').outside }, []],
  ['a returned mail', returned(['c.neu@huber-verlag.example'], []), []],
]

it.each(cases)('by company domain: %s', (_, clues, findings) => {
  expect(found(byCompanyDomain, clues)).toEqual(findings)
})

const company = (id: string, addresses: string[], active = true) => ({
  id,
  kind: 'company' as const,
  number: null,
  name: id,
  addresses,
  roleAddresses: [],
  active,
})
const shared = worldWith({
  contacts: [
    company('tochter', ['info@tochter.huber-verlag.example', 'tochter@huber-verlag.example']),
    company('zu', ['info@geschlossen.example'], false),
    { id: 'solo', kind: 'person', number: null, name: 'Sara Solo', addresses: ['sara@solo.example'], roleAddresses: [], active: true },
  ],
})

const others: [string, Clues, string[]][] = [
  ['two companies share a domain: it says nothing', from('c.neu@huber-verlag.example'), []],
  ['the subsidiary’s own domain says its', from('neu@tochter.huber-verlag.example'), ['company-domain tochter 0.6']],
  ['a house that closed', from('neu@geschlossen.example'), []],
  ['the domain of a person without a company', from('buero@solo.example'), []],
]

it.each(others)('by company domain: %s', (_, clues, findings) => {
  expect(found(byCompanyDomain, clues, shared)).toEqual(findings)
})
