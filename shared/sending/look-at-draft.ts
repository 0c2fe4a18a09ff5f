import type { InputOf, ResultOf } from '../api/route'
import type { sendingRoutes } from '../api/sending'
import type { SendingFinding } from './findings'
import { localFindings, runsOfDraft } from './local-findings'

/** A draft as a mail program knows it. */
export interface WrittenDraft {
  /** What it answers first. */
  readonly thread: readonly string[]
  readonly people: readonly { readonly address: string; readonly name: string; readonly role: 'from' | 'to' | 'cc' | 'bcc' }[]
  readonly subject: string
  /** Whole, with what it quotes; it does not leave the program. */
  readonly text: string
  readonly mailbox: string | null
  /** What the user chose for it. */
  readonly chosen: string | null
}

export type DraftQuestion = InputOf<typeof sendingRoutes.checkDraft>['body']
export type DraftAnswer = ResultOf<typeof sendingRoutes.checkDraft>

export interface LookedAt<A extends DraftAnswer = DraftAnswer> extends Omit<DraftAnswer, 'findings'> {
  readonly findings: readonly SendingFinding[]
  /** Of the server; null: it said nothing in time. */
  readonly answer: A | null
}

/** Nobody waits longer for his mail to be sent. */
export const patienceOnSend = 3_000

/** What the server is asked about a draft: not its text. */
export const questionOf = ({ thread, people, subject, text, mailbox, chosen }: WrittenDraft): DraftQuestion => ({
  thread: thread.slice(0, 100),
  people: people.slice(0, 1_000).map((one) => ({ ...one })),
  subject: subject.slice(0, 10_000),
  mailbox,
  chosen,
  runs: [...runsOfDraft(text)],
})

/**
 * Looks at a draft that is about to be sent. It always answers, and in time: a server that is away, slow or refuses holds up no mail.
 */
export async function lookAtDraft<A extends DraftAnswer>(
  draft: WrittenDraft,
  ask: (question: DraftQuestion, signal?: AbortSignal) => Promise<A>,
  within = patienceOnSend,
): Promise<LookedAt<A>> {
  const own = localFindings(draft)
  const answer = await inTime((signal) => ask(questionOf(draft), signal), within)
  if (answer === null) return { case: null, candidates: [], findings: own, tagForSubject: null, answer }
  const { case: at, candidates, findings, tagForSubject } = answer
  return { case: at, candidates, findings: [...findings, ...own], tagForSubject, answer }
}

/** What it gives in that time; null when it fails or is late, and then it is told to stop. */
export async function inTime<T>(work: (signal?: AbortSignal) => Promise<T>, within: number): Promise<T | null> {
  // Some of Outlook's runtimes lack it.
  const stop = typeof AbortController === 'undefined' ? undefined : new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), within)
  })
  try {
    return await Promise.race([work(stop?.signal), late])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    stop?.abort()
  }
}
