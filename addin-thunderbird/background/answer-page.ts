import { asProblem } from '@postakte/panel/app/hand-over'
import { ApiProblem } from '@postakte/shared/api/client'
import type { PageAnswer, PageAsk } from '../host/ask-background'
import { forgetCards } from './cards'
import { lookAgain } from './look-again'
import { parts } from './parts'
import { tagMailOf } from './sent'

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
    case 'do': {
      const done = await outbox.do(ask.work, ask.label)
      if (!done.sent) await tagMailOf(ask.work, 'waiting').catch(() => {})
      return done
    }
    case 'send':
      return outbox.send()
    case 'try-again':
      return outbox.tryAgain(ask.key)
    case 'let-go': {
      const one = outbox.waiting.get().find(({ key }) => key === ask.key)
      await outbox.letGo(ask.key)
      if (one) await tagMailOf(one.work, null).catch(() => {})
      return undefined
    }
    default:
      return ask satisfies never
  }
}
