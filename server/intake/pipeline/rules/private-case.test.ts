import { expect, it } from 'vitest'
import type { Clues } from '../decision'
import { among, found, from, returned } from '../testing/clues'
import { privateCase } from './private-case'

const dora = (said = {}) => from('dora.weiss@werk8.example', { trust: 1, ...said })
const block = { caseTags: [{ number: '4720', check: 'p5d' }] }
const answer = { thread: ['sperre-4720@sonnberg.example'] }
const report = (address: string, by: string, said: Partial<Clues> = {}) =>
  returned([address], answer.thread, { trust: 2, from: { address: by, name: '' }, direction: 'in', ...said })
const stranger = 'private-case-report mahnsperre 0.5 conflict'
const conflict = 'private-case-unproven mahnsperre 0.5 conflict'

const cases: [string, Clues, string[]][] = [
  ['its tag from a proven sender', dora({ ...block, trust: 2 }), []],
  ['its tag, made by ourselves', dora({ ...block, trust: 3 }), []],
  ['its tag from a sender whom nobody checked', dora(block), [conflict]],
  ['its tag from a forged sender', dora({ ...block, trust: 0 }), [conflict]],
  ['its number without a check', dora({ caseTags: [{ number: '4720', check: null }] }), [conflict]],
  ['its number with a wrong check', dora({ caseTags: [{ number: '4720', check: 'zzz' }] }), [conflict]],
  ['an answer in its thread from a sender whom nobody checked', dora(answer), [conflict]],
  ['an answer in its thread from a proven sender', dora({ ...answer, trust: 2 }), []],
  ['tag and thread: said once', dora({ ...block, ...answer }), [conflict]],
  ['further back in the thread', dora({ thread: ['fremd@x.example', ...answer.thread] }), [conflict]],
  ['an answer in another thread', dora({ thread: ['rechnung-juni@sonnberg.example'] }), []],
  ['the tag of another case of hers that is not private', dora({ caseTags: [{ number: '4690', check: 'h2v' }] }), []],
  ['two digits turned round', dora({ caseTags: [{ number: '4702', check: 'p5d' }] }), []],
  ['neither tag nor thread: her other mail is not touched', dora(), []],
  ['her server says that our mail failed', report('dora.weiss@werk8.example', 'mailer-daemon@werk8.example'), []],
  ['our server says it', report('dora.weiss@werk8.example', 'mailer-daemon@sonnberg.example', { direction: 'out' }), []],
  ['another server says it', report('dora.weiss@werk8.example', 'mailer-daemon@mx.example'), [stranger]],
  ['another server says it, of an address of its own', report('x@mx.example', 'mailer-daemon@mx.example'), [stranger]],
  ['her server says it of a colleague', report('buchhaltung@werk8.example', 'mailer-daemon@werk8.example'), [stranger]],
  ['a server whom nobody checked says it', report('dora.weiss@werk8.example', 'mailer-daemon@werk8.example', { trust: 1 }), [conflict]],
  ['a note among ourselves that nobody checked', among({ ...block, trust: 1 }), [conflict]],
]

it.each(cases)('private case: %s', (_, clues, findings) => {
  expect(found(privateCase, clues)).toEqual(findings)
})
