import type { InputOf, RouteShape } from '@postakte/shared/api/route'
import type { api } from '@postakte/shared/api/routes'
import { Problem } from '@postakte/shared/model/problem'
import type { DraftQuestion } from '@postakte/shared/sending/look-at-draft'
import { fileMail, type MailHead, type WantedFiling } from '../app/file-mail'
import type { Session } from '../app/session'
import { base64Of, bytesOfBase64 } from '../host/bytes'

/** What the panel changes, in a form that can be kept. */
export type Work =
  | ({
      readonly kind: 'file'
      /** Base64; null where the program could not give it: the server must know the mail by its head then. */
      readonly source: string | null
    } & WantedFiling)
  | SentWork
  | { readonly kind: 'call'; readonly route: keyof typeof api; readonly input: unknown }

/** A mail that was sent, and belongs to the case of its draft. */
export interface SentWork {
  readonly kind: 'sent'
  /** Null: the server could not be asked when it was sent, and says it now. */
  readonly caseId: string | null
  readonly question: DraftQuestion
  readonly head: MailHead
  /** Base64, for when the program does not find the copy that it keeps, or keeps none. Null: it has one. */
  readonly rebuilt: string | null
}

/** A call in a form that the outbox can keep. */
export const callOf = <K extends keyof typeof api>(route: K, input: InputOf<(typeof api)[K]>): Work => ({ kind: 'call', route, input })

/** Of the open mail, while it is open. */
export type SourceNow = () => Promise<Uint8Array>

/** The routes are many, and the first look at a mail needs few of them. They come from the server, which may be away. */
export async function loadRoutes(): Promise<typeof api> {
  try {
    return (await import('@postakte/shared/api/routes')).api
  } catch (error) {
    throw new Problem('server-unreachable', { base: location.origin }, error)
  }
}

export async function carryOut(session: Session, work: Work, key: string, now?: SourceNow): Promise<unknown> {
  if (work.kind === 'call') {
    const routes = await loadRoutes()
    return session.ask(routes[work.route] as RouteShape, work.input as never, { idempotencyKey: key })
  }
  const wanted = work.kind === 'file' ? work : await whereSent(session, work)
  if (wanted === null) return null
  return fileMail(session, wanted, key, async () => {
    if (work.kind === 'file' && work.source !== null) return bytesOfBase64(work.source)
    if (now) return now()
    throw new Problem('outbox-needs-mail')
  })
}

/** Null: to no case. */
async function whereSent(session: Session, { caseId, question, head }: SentWork): Promise<WantedFiling | null> {
  const id = caseId ?? (await session.ask((await loadRoutes()).checkDraft, { body: question })).case?.id
  return id === undefined ? null : { head, targets: [{ kind: 'case', id }], attachments: null, wholeThread: false }
}

/** With all that it needs when the mail is no longer open. */
export async function lasting(work: Work, now?: SourceNow): Promise<Work> {
  if (work.kind === 'call' || !now || (work.kind === 'file' ? work.source : work.rebuilt) !== null) return work
  const source = await now().then(base64Of, () => null)
  return work.kind === 'file' ? { ...work, source } : { ...work, rebuilt: source }
}
