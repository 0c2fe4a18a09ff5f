import { world } from '@postakte/shared/world/world'
import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { directoryLookUp } from '../directory-look-up'
import { among, found, from, to } from '../testing/clues'
import { byCaseTag } from './by-case-tag'

const tag = (number: string, check: string | null) => ({ caseTags: [{ number, check }] })
const abo = tag('4711', 'x7k')
const address = tag('4712', 'm3q')
const block = tag('4720', 'p5d')

const cases: [string, Clues, string[]][] = [
  ['the customer of the case answers with its tag', from('anna@huber-verlag.example', abo), ['case-tag abo-umstellung 0.99']],
  ['her colleague, not named in it, answers', from('ben.kramer@huber-verlag.example', abo), ['case-tag abo-umstellung 0.99']],
  ['her house answers from the info mailbox', from('info@huber-verlag.example', abo), ['case-tag abo-umstellung 0.99']],
  ['a participant answers', from('ben.kramer@huber-verlag.example', address), ['case-tag adressaenderung 0.99']],
  ['a closed case takes the mail, too', from('dora.weiss@werk8.example', tag('4690', 'h2v')), ['case-tag reklamation 0.99']],
  ['the one named in a private case', from('dora.weiss@werk8.example', block), ['case-tag mahnsperre 0.99']],
  [
    'the bookkeeping of her house is not in the private case',
    from('buchhaltung@werk8.example', block),
    ['case-tag-of-stranger – 0.5 conflict'],
  ],
  ['a customer of another house', from('claire@librairie-petit.example', abo), ['case-tag-of-stranger – 0.5 conflict']],
  ['a former customer', from('gerd.alt44@web.de', abo), ['case-tag-of-stranger – 0.5 conflict']],
  ['an address of nobody', from('assistenz@kanzlei.example', abo), ['case-tag-of-unknown abo-umstellung 0.5 conflict']],
  ['one letter of her address is wrong', from('anna@hubre-verlag.example', abo), ['case-tag-of-unknown abo-umstellung 0.5 conflict']],
  [
    'a wrong check from her who takes part: a hint',
    from('anna@huber-verlag.example', tag('4711', 'x7j')),
    ['case-tag-unproven abo-umstellung 0.4 hint'],
  ],
  [
    'no check from her who takes part: a hint',
    from('anna@huber-verlag.example', tag('4711', null)),
    ['case-tag-unproven abo-umstellung 0.4 hint'],
  ],
  ['the check of another case', from('anna@huber-verlag.example', tag('4711', 'm3q')), ['case-tag-unproven abo-umstellung 0.4 hint']],
  [
    'a guess by a stranger is not told which case it would be',
    from('claire@librairie-petit.example', tag('4711', 'aaa')),
    ['case-tag-unproven – 0.4 hint'],
  ],
  ['a guess at a private case from the same house', from('buchhaltung@werk8.example', tag('4720', null)), ['case-tag-unproven – 0.4 hint']],
  [
    'a number that no case has (a foreign ticket system)',
    from('anna@huber-verlag.example', tag('999', 'x7k')),
    ['case-tag-unproven – 0.4 hint'],
  ],
  [
    'two cases named, both right',
    from('anna@huber-verlag.example', { caseTags: [...abo.caseTags, ...address.caseTags] }),
    ['several-case-tags abo-umstellung 0.9 conflict', 'several-case-tags adressaenderung 0.9 conflict'],
  ],
  [
    'two cases named, one of them with a wrong check: only the right one counts',
    from('anna@huber-verlag.example', { caseTags: [...abo.caseTags, ...tag('4712', 'zzz').caseTags] }),
    ['case-tag abo-umstellung 0.99'],
  ],
  ['a colleague’s note to a case', among(abo), ['case-tag abo-umstellung 0.99', 'contact-of-case anna 0.97']],
  ['our mail to the customer of the case', to(['anna@huber-verlag.example'], abo), ['case-tag abo-umstellung 0.99']],
  ['our mail to an address of nobody', to(['kanzlei@recht.example'], abo), ['case-tag abo-umstellung 0.99', 'contact-of-case anna 0.92']],
  ['our mail to another customer with this tag', to(['claire@librairie-petit.example'], abo), ['case-tag-of-stranger – 0.5 conflict']],
  [
    'our mail to another customer and somebody new with this tag',
    to(['claire@librairie-petit.example', 'kanzlei@recht.example'], abo),
    ['case-tag-of-stranger – 0.5 conflict'],
  ],
  [
    'our mail to another customer and to her, with a wrong check',
    to(['claire@librairie-petit.example', 'anna@huber-verlag.example'], tag('4711', 'x7j')),
    ['case-tag-unproven abo-umstellung 0.4 hint'],
  ],
  ['no tag', from('anna@huber-verlag.example'), []],
]

it.each(cases)('by case tag: %s', (_, clues, findings) => {
  expect(found(byCaseTag, clues)).toEqual(findings)
})

it('by case tag: says number and title of the case, never its check', () => {
  const clues = from('anna@huber-verlag.example', abo)
  expect(byCaseTag(clues, directoryLookUp(world)(clues))[0]!.facts).toEqual({ case: '4711', title: 'Abo-Umstellung' })
})
