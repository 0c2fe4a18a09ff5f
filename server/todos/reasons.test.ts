import { describe, expect, it } from 'vitest'
import { reasons } from './reasons'

const open = { kind: 'case', id: '1' } as const
const hidden = { kind: 'case', id: '2' } as const
const anna = { kind: 'contact', id: '3' } as const
const visible = {
  record: ({ kind, id }: { kind: string; id: string }) => `${kind}${id}` !== 'case2',
  caseNumber: (number: string) => number !== '4720',
}

describe('why the machine asks', () => {
  it('is told where every record in it may be known', () => {
    expect(reasons([{ rule: 'case-tag-of-unknown', target: open, facts: { case: '4711' } }], visible, 'de')).toEqual([
      'Die Kennung des Vorgangs 4711 stimmt, aber der Absender ist unbekannt.',
    ])
  })
  it.each([
    ['a private case', [{ rule: 'private-case-unproven', target: hidden, facts: { case: '4720' } }]],
    [
      'a private case in what is said of its contact',
      [{ rule: 'contact-of-case', target: anna, facts: { case: '4720', contact: 'Anna Huber' } }],
    ],
    ['that a tag in the subject is right', [{ rule: 'case-tag-of-stranger', target: null, facts: { case: '4720' } }]],
    ['that we hold a mail of somebody else', [{ rule: 'thread-of-others', target: null, facts: { messageId: 'x@y' } }]],
    [
      'that there is another case beside a visible one',
      [
        { rule: 'several-threads', target: open, facts: { case: '4711' } },
        { rule: 'several-threads', target: hidden, facts: { case: '4720' } },
      ],
    ],
    ['what a rule of tomorrow finds without a record', [{ rule: 'rule-of-tomorrow', target: null, facts: { case: '4720' } }]],
  ])('never tells %s', (_, findings) => {
    expect(reasons(findings, visible, 'de')).toEqual([])
  })
  it('tells of the mail and its sender to everybody, each sentence once', () => {
    const doubt = { rule: 'doubt-several-from', target: null, facts: { address: 'a@b.example' } }
    const number = { rule: 'unknown-number', target: null, facts: { number: '77777' } }
    expect(reasons([doubt, doubt, number], visible, 'en')).toEqual(['The mail names several senders.', expect.stringContaining('77777')])
  })
})
