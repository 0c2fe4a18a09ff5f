import type { deSending } from '../texts/de-sending'
import { fill } from '../texts/fill'
import type { PlaceholderFinding } from './local-findings'

/** The case that a draft belongs to, as the server names it. */
export interface SendingCase {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly tag: string
}

export type SendingFinding =
  | PlaceholderFinding
  | { readonly kind: 'stranger'; readonly address: string; readonly contact: { readonly name: string } | null }
  | { readonly kind: 'note'; readonly activityId: string; readonly title: string }

type Sentences = Readonly<Record<keyof typeof deSending, string>>

/** The sentence of a finding. A stranger is one only at a case. */
export function findingSentence(finding: SendingFinding, at: SendingCase | null, sentences: Sentences): string {
  const { number = '', title = '' } = at ?? {}
  switch (finding.kind) {
    case 'stranger': {
      const { address, contact } = finding
      return contact
        ? fill(sentences.strangerKnown, { address, name: contact.name, number, title })
        : fill(sentences.stranger, { address, number, title })
    }
    case 'note':
      return fill(sentences.note, { note: finding.title })
    case 'placeholder':
      return fill(sentences.placeholder, { name: `{{${finding.name}}}` })
    default:
      return finding satisfies never
  }
}

/** The same finding has the same key, at whichever case. */
export const findingKey = (finding: SendingFinding): string => {
  switch (finding.kind) {
    case 'stranger':
      return `stranger ${finding.address}`
    case 'note':
      return `note ${finding.activityId}`
    case 'placeholder':
      return `placeholder ${finding.name}`
    default:
      return finding satisfies never
  }
}
