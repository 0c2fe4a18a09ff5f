import { asProblem } from '@postakte/panel/app/hand-over'
import { ApiProblem } from '@postakte/shared/api/client'
import type { PageAnswer, PageAsk } from '../host/ask-background'
import { forgetCards } from './cards'
import { fileSeveral, takeSeveral } from './file-several'
import { lookAgain } from './look-again'
import { parts } from './parts'

/** Changes that a page of the add-on makes; what a side panel shows may be old then. */
export async function answerPage(ask: PageAsk): Promise<PageAnswer> {
  try {
    const value = await carryOut(ask)
    forgetCards()
    void lookAgain()
    return { value }
  } catch (error) {
    const problem = asProblem(error)
    if (problem.code === 'bug') console.error(error)
    return { problem: { code: problem.code, facts: problem.facts, answer: problem instanceof ApiProblem ? problem.answer : null } }
  }
}

async function carryOut(ask: PageAsk): Promise<unknown> {
  const { outbox } = await parts()
  switch (ask.outbox) {
    case 'do':
      return outbox.do(ask.work, ask.label)
    case 'send':
      return outbox.send()
    case 'file-several':
      return fileSeveral(ask.messageIds, ask.target, ask.title)
    case 'take-several':
      return takeSeveral(ask.messageIds, ask.filings)
    case 'try-again':
      return outbox.tryAgain(ask.key)
    case 'let-go':
      return outbox.letGo(ask.key)
    default:
      return ask satisfies never
  }
}
