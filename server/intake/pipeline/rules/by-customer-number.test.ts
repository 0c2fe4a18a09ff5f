import { world } from '@postakte/shared/world/world'
import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { directoryLookUp } from '../directory-look-up'
import { among, found, foundIn, from, to } from '../testing/clues'
import { byCustomerNumber } from './by-customer-number'

const number = (...customerNumbers: string[]) => ({ customerNumbers })

const cases: [string, Clues, string[]][] = [
  ['the customer writes with her number', from('anna@huber-verlag.example', number('10024')), ['customer-number anna 0.97']],
  ['her colleague writes with her number', from('ben.kramer@huber-verlag.example', number('10024')), ['customer-number anna 0.97']],
  ['she writes with the number of her house', from('anna@huber-verlag.example', number('10023')), ['customer-number huber 0.97']],
  ['one of a couple writes with his number', from('familie.ott@t-online.de', number('10070')), ['customer-number paul 0.97']],
  ['an address of nobody writes with a number', from('anna.privat@gmx.de', number('10024')), ['customer-number anna 0.9']],
  ['another customer writes with her number', from('claire@librairie-petit.example', number('10024')), ['customer-number anna 0.9']],
  [
    'a forged sender with a number: the doubt is another rule',
    from('anna@huber-verlag.example', { ...number('10024'), trust: 0 }),
    ['customer-number anna 0.97'],
  ],
  ['the number of a former customer', from('gerd.alt44@web.de', number('10080')), ['tag-of-inactive gerd 0.6']],
  ['the number of a former customer in our own mail', to(['gerd.alt44@web.de'], number('10080')), ['tag-of-inactive gerd 0.6']],
  ['a former customer writes with the number of a present one', from('gerd.alt44@web.de', number('10024')), ['customer-number anna 0.9']],
  ['two digits turned round', from('anna@huber-verlag.example', number('10042')), ['unknown-number – 1 conflict']],
  ['a digit too many', from('anna@huber-verlag.example', number('100240')), ['unknown-number – 1 conflict']],
  ['a number that begins alike', from('anna@huber-verlag.example', number('1002')), ['unknown-number – 1 conflict']],
  [
    'two numbers of two houses',
    from('anna@huber-verlag.example', number('10024', '10051')),
    ['several-numbers anna 0.9 conflict', 'several-numbers claire 0.9 conflict'],
  ],
  [
    'two numbers of one house',
    from('anna@huber-verlag.example', number('10024', '10025')),
    ['several-numbers anna 0.9 conflict', 'several-numbers ben 0.9 conflict'],
  ],
  ['two numbers, one of them nobody’s', from('anna@huber-verlag.example', number('10024', '77777')), ['several-numbers anna 0.9 conflict']],
  ['two numbers of nobody', from('anna@huber-verlag.example', number('88888', '77777')), ['several-numbers – 1 conflict']],
  ['our mail with a number', to(['neu@nirgendwo.example'], number('10051')), ['customer-number claire 0.97']],
  [
    'our mail with the number of another than its recipient',
    to(['ida@möwe-bücher.example'], number('10051')),
    ['customer-number claire 0.97'],
  ],
  ['a colleague’s note with a number', among(number('10051')), ['customer-number claire 0.97']],
  ['no number', from('anna@huber-verlag.example'), []],
]

it.each(cases)('by customer number: %s', (_, clues, findings) => {
  expect(found(byCustomerNumber, clues)).toEqual(findings)
})

it('by customer number: the old number of a contact that was merged leads to the one that is left', () => {
  const clues = from('anna@huber-verlag.example', number('10999'))
  const known = directoryLookUp(world)(clues)
  const merged = { ...known, byNumber: new Map([...known.byNumber, ['10999', known.contacts.get('anna')!]]) }
  expect(foundIn(byCustomerNumber, clues, merged)).toEqual(['customer-number anna 0.97'])
  expect(byCustomerNumber(clues, merged)[0]!.facts).toEqual({ number: '10999', contact: 'Anna Huber' })
})
