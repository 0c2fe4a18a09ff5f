import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { everyday, found, from, worldWith } from '../testing/clues'
import { byNameAlone } from './by-name-alone'

const named = (name: string, said: Partial<Clues> = {}): Clues => ({ ...everyday, from: { address: '', name }, ...said })

const cases: [string, Clues, string[]][] = [
  ['as people write it', named('Anna Huber'), ['name-alone anna 0.5']],
  ['as an address book does', named('Huber, Anna'), ['name-alone anna 0.5']],
  ['in capitals', named('ANNA HUBER'), ['name-alone anna 0.5']],
  ['a company', named('Huber Verlag GmbH'), ['name-alone huber 0.5']],
  ['only the first name', named('Anna'), []],
  ['nobody we know', named('Nina Niemand'), []],
  ['no name', named(' '), []],
  ['an address stands beside it', from('a.huber@neu.example', {}, 'Anna Huber'), []],
  ['nobody proved who forwarded it', named('Anna Huber', { trust: 1 }), []],
  ['forged', named('Anna Huber', { trust: 0 }), []],
  ['among ourselves', named('Anna Huber', { direction: 'internal' }), []],
  ['our own', named('Anna Huber', { direction: 'out' }), []],
]
it.each(cases)('by name alone: %s', (_, clues, findings) => {
  expect(found(byNameAlone, clues)).toEqual(findings)
})

const huber = (at: number) => ({
  id: `anna${at}`,
  kind: 'person' as const,
  name: 'Anna Huber',
  addresses: [],
  roleAddresses: [],
  active: at !== 2,
})

it('by name alone: each active contact of that name', () => {
  const two = worldWith({ contacts: [1, 2].map(huber) as never })
  expect(found(byNameAlone, named('Anna Huber'), two)).toEqual(['name-alone anna 0.5', 'name-alone anna1 0.5'])
})
it('by name alone: nothing where half the village has that name', () => {
  const many = worldWith({ contacts: [1, 3, 4, 5, 6].map(huber) as never })
  expect(found(byNameAlone, named('Anna Huber'), many)).toEqual([])
})
