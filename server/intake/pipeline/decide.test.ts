import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from './decide'
import type { Clues, Finding, Known, KnownContact, Target } from './decision'
import { everyday } from './testing/clues'

const clues: Clues = { ...everyday, from: { address: 'a@b.example', name: '' } }

/** Two companies with two people each, and a person alone. */
const people = ['one', 'two', 'three', 'four', 'five'].map(
  (id, at): KnownContact => ({
    id,
    kind: 'person',
    number: null,
    name: id,
    company: ['north', 'north', 'south', 'south', null][at]!,
    active: true,
  }),
)
const known: Known = {
  byAddress: new Map(),
  byNumber: new Map(),
  contacts: new Map(people.map((one) => [one.id, one])),
  casesByNumber: new Map(),
  cases: new Map(),
  mails: new Map(),
  opportunities: new Map(),
  byName: new Map(),
  companyByDomain: new Map(),
  memory: new Map(),
}

const contact = (id: string): Target => ({ kind: 'contact', id })
const evidence = (rule: string, target: Target, confidence: number): Finding => ({ rule, target, confidence, effect: 'for', facts: {} })
const anyEvidence = fc.record({
  rule: fc.constantFrom('address', 'thread', 'customer-number', 'memory', 'company-domain'),
  target: fc.oneof(
    fc.constantFrom(...people.map(({ id }) => contact(id))),
    fc.constantFrom<Target>({ kind: 'case', id: 'v1' }, { kind: 'case', id: 'v2' }),
  ),
  confidence: fc.double({ min: 0, max: 0.99, noNaN: true }),
  effect: fc.constant('for' as const),
  facts: fc.constant({}),
})
const several = fc.array(anyEvidence, { maxLength: 6 })
const filedContacts = (findings: readonly Finding[]) => {
  const decision = decide(findings, clues, known)
  return decision.kind === 'file' ? decision.under.filter(({ kind }) => kind === 'contact').map(({ id }) => id) : []
}

describe('deciding', () => {
  it('evidence added for the winner never makes it lose', () => {
    fc.assert(
      fc.property(
        several,
        fc.constantFrom('address', 'thread', 'customer-number', 'memory', 'new'),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (findings, rule, confidence) => {
          for (const winner of filedContacts(findings))
            expect(filedContacts([...findings, evidence(rule, contact(winner), confidence)])).toContain(winner)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('two strong customers that have nothing to do with each other always ask', () => {
    fc.assert(
      fc.property(several, fc.constantFrom('one', 'two'), fc.constantFrom('three', 'four', 'five'), (findings, first, second) => {
        const both = [...findings, evidence('customer-number', contact(first), 0.95), evidence('thread', contact(second), 0.61)]
        const decision = decide(both, clues, known)
        expect(decision.kind).toBe('ask')
        expect(decision.kind === 'ask' && decision.between).toEqual(expect.arrayContaining([contact(first), contact(second)]))
      }),
    )
  })

  it('two strong cases always ask', () => {
    fc.assert(
      fc.property(several, (findings) => {
        const both = ['v1', 'v2'].map((id) => evidence('thread', { kind: 'case', id }, 0.95))
        expect(decide([...findings, ...both], clues, known).kind).toBe('ask')
      }),
    )
  })

  it('a conflict or a forgery is never filed, whatever else speaks for it', () => {
    fc.assert(
      fc.property(several, fc.constantFrom('conflict' as const, 'unproven' as const), (findings, effect) => {
        const doubt: Finding = { rule: 'doubt', target: null, confidence: 1, effect, facts: {} }
        expect(decide([...findings, doubt], clues, known).kind).toBe('ask')
      }),
    )
  })

  it('the order of the findings changes nothing', () => {
    fc.assert(
      fc.property(several, (findings) => {
        const [there, back] = [decide(findings, clues, known), decide([...findings].reverse(), clues, known)]
        expect(back.kind).toBe(there.kind)
      }),
    )
  })

  it('weak evidence adds up, at most to 0.99, and the same rule counts once', () => {
    expect(filedContacts([evidence('address', contact('one'), 0.7), evidence('memory', contact('one'), 0.7)])).toEqual(['one'])
    expect(filedContacts([evidence('address', contact('one'), 0.7), evidence('address', contact('one'), 0.7)])).toEqual([])
  })
})
