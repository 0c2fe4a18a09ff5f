import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { among, found, from, returned, to, worldWith } from '../testing/clues'
import { byMemory } from './by-memory'

const filed = (address: string, target: string, times: number) => ({ address, target, times })
const remembered = worldWith({
  memory: [
    filed('einmal@agentur.example', 'werk', 1),
    filed('zweimal@agentur.example', 'werk', 2),
    filed('viermal@agentur.example', 'werk', 4),
    filed('fuenfmal@agentur.example', 'werk', 5),
    filed('akte@agentur.example', 'reklamation', 7),
    filed('makler@agentur.example', 'werk', 6),
    filed('makler@agentur.example', 'petit', 9),
    filed('anna@huber-verlag.example', 'petit', 9),
    filed('gerd.alt44@web.de', 'petit', 9),
    filed('post@küche.example', 'huber', 5),
  ],
})

const cases: [string, Clues, string[]][] = [
  ['filed there three times: a suggestion', from('h.kessler@druckerei-kessler.example'), ['memory huber 0.8']],
  ['filed there once: weak', from('einmal@agentur.example'), ['memory werk 0.5']],
  ['filed there twice: a suggestion', from('zweimal@agentur.example'), ['memory werk 0.8']],
  ['filed there four times: still a suggestion', from('viermal@agentur.example'), ['memory werk 0.8']],
  ['filed there five times and proven: a habit', from('fuenfmal@agentur.example'), ['memory werk 0.92']],
  ['filed there five times, not proven: a suggestion', from('fuenfmal@agentur.example', { trust: 1 }), ['memory werk 0.8']],
  [
    'filed there five times, forged: a suggestion, and the doubt is another rule',
    from('fuenfmal@agentur.example', { trust: 0 }),
    ['memory werk 0.8'],
  ],
  ['filed in a case seven times', from('akte@agentur.example'), ['memory reklamation 0.92']],
  ['a broker writes for two: both, weak', from('makler@agentur.example'), ['memory werk 0.5', 'memory petit 0.5']],
  ['who is known needs no memory', from('anna@huber-verlag.example'), []],
  ['a former customer is known, too', from('gerd.alt44@web.de'), []],
  ['one letter off', from('fuenfmal@agentuur.example'), []],
  ['a colleague of theirs', from('sechsmal@agentur.example'), []],
  ['a domain with umlauts, as the net writes it', from('post@xn--kche-0ra.example'), ['memory huber 0.92']],
  ['letter case', from('Fuenfmal@AGENTUR.example'), ['memory werk 0.92']],
  ['our mail there', to(['fuenfmal@agentur.example']), ['memory werk 0.92']],
  ['among ourselves', { ...among(), outside: from('fuenfmal@agentur.example').outside }, []],
  ['a returned mail', returned(['fuenfmal@agentur.example'], []), []],
]

it.each(cases)('by memory: %s', (_, clues, findings) => {
  expect(found(byMemory, clues, remembered)).toEqual(findings)
})
