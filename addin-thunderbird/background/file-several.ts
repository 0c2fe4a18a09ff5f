import { type Filed, headOf } from '@postakte/panel/app/file-mail'
import { callOf } from '@postakte/panel/outbox/work'
import type { TargetRef } from '@postakte/shared/api/shapes'
import { readMail } from '../mail/read-mail'
import { sourceOf } from '../mail/source'
import { setTag } from '../mail/tag'
import { type Parts, parts } from './parts'

/** What became of several mails. */
export interface FiledSeveral {
  readonly filed: number
  /** For the server to be back. */
  readonly waiting: number
  readonly refused: readonly { readonly subject: string; readonly reason: string }[]
  /** To take all of it back. */
  readonly filings: readonly string[]
}

/** One after the other, each with its own key: what is refused of one holds up no other. */
export async function fileSeveral(messageIds: readonly number[], target: TargetRef, title: string): Promise<FiledSeveral> {
  const all = await parts()
  const result = { filed: 0, waiting: 0, refused: [] as { subject: string; reason: string }[], filings: [] as string[] }
  for (const id of messageIds) {
    const outcome = await fileOne(all, id, target, title)
    if ('reason' in outcome) result.refused.push(outcome)
    else if (outcome.filing === null) result.waiting++
    else {
      result.filed++
      result.filings.push(outcome.filing)
    }
  }
  return result
}

/** Takes all of it back by one change. */
export async function takeSeveral(messageIds: readonly number[], filings: readonly string[]): Promise<void> {
  const { outbox, texts } = await parts()
  await outbox.do(callOf('removeFilings', { body: { filings: [...filings] } }), texts.say('undo'))
  for (const id of messageIds) await setTag(id, null, texts.language).catch(() => {})
}

type One = { readonly filing: string | null } | { readonly subject: string; readonly reason: string }

async function fileOne({ outbox, texts }: Parts, id: number, target: TargetRef, title: string): Promise<One> {
  const header = await messenger.messages.get(id)
  try {
    const head = headOf(await readMail(header))
    const work = { kind: 'file' as const, source: null, head, targets: [target], attachments: null, wholeThread: false }
    const outcome = await outbox.do<Filed>(work, title, () => sourceOf(id))
    await setTag(id, outcome.sent ? 'filed' : 'waiting', texts.language).catch(() => {})
    if (!outcome.sent) return { filing: null }
    const made = outcome.result.filings.find((one) => one.target.kind === target.kind && one.target.id === target.id)
    return { filing: made?.id ?? null }
  } catch (error) {
    return { subject: header.subject, reason: texts.problem(error) }
  }
}
