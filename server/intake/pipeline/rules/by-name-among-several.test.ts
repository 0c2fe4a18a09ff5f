import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { among, found, from, to, worldWith } from '../testing/clues'
import { byNameAmongSeveral } from './by-name-among-several'

const family = (name: string, said = {}) => from('familie.ott@t-online.de', said, name)

const cases: [string, Clues, string[]][] = [
  ['her name stands before the shared address', family('Petra Ott'), ['name-among-several petra 0.5']],
  ['his name', family('Paul Ott'), ['name-among-several paul 0.5']],
  ['surname first', family('Ott, Petra'), ['name-among-several petra 0.5']],
  ['small letters and a blank too many', family('  petra   ott '), ['name-among-several petra 0.5']],
  ['capitals', family('PETRA OTT'), ['name-among-several petra 0.5']],
  ['only the surname', family('Ott'), []],
  ['both names', family('Petra und Paul Ott'), []],
  ['one letter off', family('Petra Otto'), []],
  ['a title more', family('Dr. Petra Ott'), []],
  ['the name of somebody else', family('Anna Huber'), []],
  ['no name', family(''), []],
  ['her name at an address of nobody', from('petra@neu.example', {}, 'Petra Ott'), []],
  ['the name of the only one who has the address says nothing more', from('anna@huber-verlag.example', {}, 'Anna Huber'), []],
  [
    'our mail to her by name',
    { ...to([]), outside: [{ address: 'familie.ott@t-online.de', name: 'Petra Ott', role: 'to' }] },
    ['name-among-several petra 0.5'],
  ],
  ['among ourselves', { ...among(), outside: family('Petra Ott').outside }, []],
  ['a returned mail', family('Petra Ott', { class: 'bounce' }), []],
]

it.each(cases)('by name among several: %s', (_, clues, findings) => {
  expect(found(byNameAmongSeveral, clues)).toEqual(findings)
})

const ott = (id: string, name: string, active = true) => ({
  id,
  kind: 'person' as const,
  number: null,
  name,
  addresses: ['familie.ott@t-online.de', 'haus@ott.example'],
  roleAddresses: [],
  active,
})

const others: [string, Clues, string[]][] = [
  ['two of the same name', from('familie.ott@t-online.de', {}, 'Petra Ott'), []],
  ['a former one of that name', from('haus@ott.example', {}, 'Jens Ott'), []],
  ['umlauts written as two signs', from('haus@ott.example', {}, 'Jo\u0308rg Ott'), ['name-among-several joerg 0.5']],
  ['an umlaut spelt out is another name', from('haus@ott.example', {}, 'Joerg Ott'), []],
]

it.each(others)('by name among several: %s', (_, clues, findings) => {
  const grown = worldWith({ contacts: [ott('petra-2', 'Petra Ott'), ott('joerg', 'Jörg Ott'), ott('jens', 'Jens Ott', false)] })
  expect(found(byNameAmongSeveral, clues, grown)).toEqual(findings)
})
