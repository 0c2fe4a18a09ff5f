import type { SentWork } from '@postakte/panel/outbox/work'
import { missing, parts } from '../background/parts'
import { localStore } from '../host/store'

/** A mail that lies in Thunderbird's own outbox: the user may still take it back. */
interface Later {
  readonly work: SentWork
  readonly label: string
}

const kept = 'sent-later'
/** Of folders that hold what is not sent. */
const unsent: ReadonlySet<string> = new Set(['outbox', 'drafts', 'templates', 'trash'])

/** Until Thunderbird has sent it. */
export const waitUntilSent = async (one: Later): Promise<void> => keep([...(await all()), one])

/** Thunderbird tells nobody that it has sent them: their copies show it. What lies nowhere any more was taken back. */
export async function fileSentMeanwhile(): Promise<void> {
  const waiting = await all()
  if (waiting.length === 0) return
  const everything = await parts()
  if ((await missing(everything)) !== null) return
  for (const one of waiting) {
    const where = await whereIs(one.work.head.messageId)
    if (where === 'outbox') continue
    if (where === 'sent') await everything.outbox.put(one.work, one.label)
    await keep((await all()).filter(({ work }) => work.head.messageId !== one.work.head.messageId))
  }
}

async function whereIs(messageId: string): Promise<'outbox' | 'sent' | 'nowhere'> {
  const { messages } = await messenger.messages.query({ headerMessageId: messageId })
  const uses = messages.map(({ folder }) => folder?.specialUse ?? [])
  if (uses.some((all) => !all.some((use) => unsent.has(use)))) return 'sent'
  return uses.some((all) => all.includes('outbox')) ? 'outbox' : 'nowhere'
}

const all = async (): Promise<readonly Later[]> => JSON.parse((await localStore.get(kept)) ?? '[]') as Later[]
const keep = (waiting: readonly Later[]) => localStore.set(kept, waiting.length === 0 ? null : JSON.stringify(waiting))
