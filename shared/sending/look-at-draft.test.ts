import { describe, expect, it } from 'vitest'
import { deSending } from '../texts/de-sending'
import { enSending } from '../texts/en-sending'
import { findingKey, findingSentence, type SendingFinding } from './findings'
import { type DraftAnswer, lookAtDraft, type WrittenDraft } from './look-at-draft'
import { notPassed } from './passed'

const draft: WrittenDraft = {
  thread: ['frage@huber-verlag.example'],
  people: [{ address: 'claire@librairie-petit.example', name: 'Claire Petit', role: 'to' }],
  subject: 'AW: Frage zum Abo',
  text: 'Guten Tag {{kontakt.name}},\nhier steht vertraulich was nur wir wissen dürfen.\n\nAm 02.03.26 schrieb Anna Huber:\n> Wann?',
  mailbox: 'n.stein@sonnberg.example',
  chosen: null,
}
const abo = { id: '1', number: '4711', title: 'Abo-Umstellung', status: 'open', private: false, tag: '[VG=4711-x7k]' } as const
const stranger: SendingFinding = { kind: 'stranger', address: 'claire@librairie-petit.example', contact: { name: 'Claire Petit' } }
const answer: DraftAnswer = {
  case: { ...abo, by: 'answers' },
  candidates: [],
  findings: [{ ...stranger, contact: { id: '5', kind: 'person', name: 'Claire Petit', number: '10051' } }],
  tagForSubject: '[VG=4711-x7k]',
}

describe('looking at a draft before it is sent', () => {
  it('puts together what the server says and what the program finds by itself', async () => {
    const looked = await lookAtDraft(draft, async () => answer)
    expect(looked.findings.map(({ kind }) => kind)).toEqual(['stranger', 'placeholder'])
    expect(looked).toMatchObject({ case: { number: '4711' }, tagForSubject: '[VG=4711-x7k]', answer })
  })
  it('tells the server numbers for the words, never the text', async () => {
    let asked = ''
    await lookAtDraft(draft, async (question) => {
      asked = JSON.stringify(question)
      return answer
    })
    expect(asked).toContain('claire@librairie-petit.example')
    expect(asked).not.toMatch(/vertraulich|kontakt|Wann/)
  })
  it('lets the mail go with what it knows when the server is away, and when it is silent', async () => {
    const alone = {
      case: null,
      candidates: [],
      tagForSubject: null,
      answer: null,
      findings: [{ kind: 'placeholder', name: 'kontakt.name' }],
    }
    expect(await lookAtDraft(draft, async () => Promise.reject(new Error('away')))).toEqual(alone)
    let stopped = false
    const silent = (_: unknown, signal?: AbortSignal) =>
      new Promise<DraftAnswer>(() => signal?.addEventListener('abort', () => (stopped = true)))
    expect(await lookAtDraft(draft, silent, 1)).toEqual(alone)
    expect(stopped).toBe(true)
  })
  it('stops nobody twice for the same', () => {
    const other: SendingFinding = { kind: 'note', activityId: '7', title: 'Zahlweise' }
    expect(notPassed([stranger, other], [findingKey(stranger)])).toEqual([other])
  })
  it('says in both languages what it found', () => {
    const said = (finding: SendingFinding) => [deSending, enSending].map((sentences) => findingSentence(finding, abo, sentences))
    expect(said(stranger)).toEqual([
      'claire@librairie-petit.example (Claire Petit) gehört nicht zum Vorgang 4711 „Abo-Umstellung“.',
      'claire@librairie-petit.example (Claire Petit) is not part of case 4711 “Abo-Umstellung”.',
    ])
    expect(said({ ...stranger, contact: null })[0]).toBe('claire@librairie-petit.example gehört nicht zum Vorgang 4711 „Abo-Umstellung“.')
    expect(said({ kind: 'note', activityId: '7', title: 'Zahlweise' })[1]).toBe('The text has words of the internal note “Zahlweise”.')
    expect(said({ kind: 'placeholder', name: 'kontakt.name' })[0]).toBe('Ein Platzhalter ist nicht ausgefüllt: {{kontakt.name}}')
  })
})
