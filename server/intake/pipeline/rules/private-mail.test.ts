import { world } from '@postakte/shared/world/world'
import { expect, it } from 'vitest'
import { directoryLookUp } from '../directory-look-up'
import { decideOn } from '../route'
import { found, from } from '../testing/clues'
import { privateMail } from './private-mail'

const anna = (said = {}) => from('anna@huber-verlag.example', said)

it('finds nothing in an everyday mail', () => {
  expect(found(privateMail, anna())).toEqual([])
})
it('asks about a known customer whose mail is marked as private', () => {
  expect(found(privateMail, anna({ marked: 'header' }))).toEqual(['private-by-header – 1 conflict'])
  const clues = anna({ marked: 'subject' })
  const decision = decideOn(clues, directoryLookUp(world)(clues))
  expect([decision.kind, decision.kind === 'ask' && decision.between.length]).toEqual(['ask', 1])
})
