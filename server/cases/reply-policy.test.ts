import { expect, it } from 'vitest'
import { type AnsweredCase, cameAt, type Effect, effectOf } from './reply-policy'

const at = (text: string) => Date.parse(`2026-${text}:00Z`)
const closed = (more: Partial<AnsweredCase> = {}): AnsweredCase => ({
  status: 'closed',
  statusAt: at('03-10T12:00'),
  closedAt: at('03-10T12:00'),
  onReply: 'reopen',
  reopenDays: null,
  ...more,
})
const waiting = closed({ status: 'waiting', closedAt: null })
const mail = (text: string, isThanks = false) => ({ cameAt: at(text), isThanks })

const cases: [string, AnsweredCase, ReturnType<typeof mail>, Effect][] = [
  ['an open case takes the mail', closed({ status: 'open', closedAt: null }), mail('03-11T08:00'), 'leave'],
  ['the customer for whom we waited answers', waiting, mail('03-11T08:00'), 'open-again'],
  ['even with nothing but thanks', waiting, mail('03-11T08:00', true), 'open-again'],
  ['the answer had been under way when we began to wait', waiting, mail('03-10T11:00'), 'open-again'],
  ['an old mail that is only now imported is no answer', waiting, mail('02-01T08:00'), 'leave'],
  ['an answer to a closed case opens it', closed(), mail('03-11T08:00'), 'reopen'],
  ['after years, too', closed({ closedAt: at('01-01T00:00') - 4 * 365 * 86_400_000 }), mail('03-11T08:00'), 'reopen'],
  ['an archived one, too', closed({ status: 'archived' }), mail('03-11T08:00'), 'reopen'],
  ['the mail had been under way when it was closed', closed(), mail('03-09T13:00'), 'reopen'],
  ['a mail that was there days before is no answer', closed(), mail('03-09T11:00'), 'leave'],
  ['also when the case was archived later', closed({ status: 'archived', statusAt: at('06-01T00:00') }), mail('03-20T08:00'), 'reopen'],
  ['where nobody noted when it was closed, its state’s time counts', closed({ closedAt: null }), mail('03-09T11:00'), 'leave'],
  ['nothing but thanks opens nothing', closed(), mail('03-11T08:00', true), 'stays-closed'],
  ['nor does it start anything', closed({ onReply: 'new-case' }), mail('03-11T08:00', true), 'stays-closed'],
  ['a team that wants a new case', closed({ onReply: 'new-case' }), mail('03-11T08:00'), 'new-case'],
  ['within the days of the team', closed({ reopenDays: 14 }), mail('03-24T11:59'), 'reopen'],
  ['at their very end', closed({ reopenDays: 14 }), mail('03-24T12:00'), 'reopen'],
  ['after them', closed({ reopenDays: 14 }), mail('03-24T12:01'), 'new-case'],
  ['a team that gives no days', closed({ reopenDays: 0 }), mail('03-11T08:00'), 'new-case'],
  ['after them, but older than the closing', closed({ onReply: 'new-case', reopenDays: 14 }), mail('01-05T08:00'), 'leave'],
]

it.each(cases)('%s', (_, one, mailOfCustomer, effect) => {
  expect(effectOf(one, mailOfCustomer)).toBe(effect)
})

it.each([
  ['the mail’s own date', '2026-03-02T08:00:00Z', '2026-03-02T08:00:05Z', '2026-03-02T08:00:00Z'],
  ['its arrival where it is dated ahead', '2031-01-01T00:00:00Z', '2026-03-02T08:00:05Z', '2026-03-02T08:00:05Z'],
  ['its arrival where its clock stood still', '1970-01-01T00:00:00Z', '2026-03-02T08:00:05Z', '2026-03-02T08:00:05Z'],
  ['its arrival where it has no date', null, '2026-03-02T08:00:05Z', '2026-03-02T08:00:05Z'],
])('a mail came: %s', (_, sent, received, came) => {
  expect(cameAt(sent, received)).toBe(Date.parse(came))
})
