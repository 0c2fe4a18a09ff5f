import type { Work } from '@postakte/panel/outbox/work'
import { ApiProblem } from '@postakte/shared/api/client'
import type { ProblemAnswer } from '@postakte/shared/api/shapes'
import { Problem } from '@postakte/shared/model/problem'
import browser from 'webextension-polyfill'

/** What the pages of the add-on ask of the background: all changes go through its one outbox. */
export type PageAsk =
  | { readonly outbox: 'do'; readonly work: Work; readonly label: string }
  | { readonly outbox: 'send' }
  | { readonly outbox: 'try-again' | 'let-go'; readonly key: string }

/** Errors lose their class on the way; what is said of them must not be lost. */
export type PageAnswer =
  | { readonly value: unknown }
  | { readonly problem: { readonly code: string; readonly facts: Readonly<Record<string, string>>; readonly answer: unknown } }

export async function askBackground(question: PageAsk): Promise<unknown> {
  const answer = (await browser.runtime.sendMessage(question)) as PageAnswer
  if ('value' in answer) return answer.value
  const { code, facts, answer: said } = answer.problem
  throw said ? new ApiProblem(said as ProblemAnswer) : new Problem(code, facts)
}
