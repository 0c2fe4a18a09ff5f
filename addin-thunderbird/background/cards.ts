import { questionOf } from '@postakte/panel/app/lookup-question'
import type { Card } from '@postakte/panel/app/use-lookup'
import type { ReadMail } from '@postakte/panel/host/mail-host'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import type { Parts } from './parts'

interface Known {
  readonly validator: string
  /** How many mails it was said to answer. */
  readonly thread: number
  /** When the server said so. */
  readonly at: number
  readonly card: Card
}

/** So many mails are remembered while the background is awake. */
const most = 200
const known = new Map<string, Known>()
const nameOf = ({ key }: Pick<ReadMail, 'key'>, contactId: string | null) => `${key} ${contactId ?? ''}`

/** As it was when it was last asked for; null: never. */
export const rememberedCard = (mail: Pick<ReadMail, 'key'>, contactId: string | null): Card | null =>
  known.get(nameOf(mail, contactId))?.card ?? null

/** What is being asked for now: the side panel asks while the background does already. */
const asking = new Map<string, { readonly thread: number; readonly card: Promise<Card> }>()

/** Milliseconds in which it is not asked for again: when a mail is selected, displayed, and looked at by its side panel. */
const fresh = 2_000

/** By one request; what is still as it was comes without being sent again. Before a mail is loaded its thread is unknown: then by two. */
export function cardOf(all: Parts, mail: ReadMail, contactId: string | null): Promise<Card> {
  const name = nameOf(mail, contactId)
  const thread = mail.thread.length
  const before = known.get(name)
  if (before && before.thread >= thread && Date.now() - before.at < fresh) return Promise.resolve(before.card)
  const now = asking.get(name)
  if (now && now.thread >= thread) return now.card
  const card = ask(all, mail, contactId, name).finally(() => asking.get(name)?.card === card && asking.delete(name))
  asking.set(name, { thread, card })
  return card
}

async function ask({ session }: Parts, mail: ReadMail, contactId: string | null, name: string): Promise<Card> {
  const before = known.get(name)
  const { validator, card } = await session.ask(lookupRoutes.lookUpMail, { body: questionOf(mail, contactId, before?.validator ?? null) })
  const thread = mail.thread.length
  const now = { validator, thread, at: Date.now(), card: card === null && before ? before.card : card! }
  // An answer to what was known of it before may come last.
  if ((known.get(name)?.thread ?? 0) <= thread) remember(name, now)
  return now.card
}

/** The mail lies there now, as the server said; the rest of the card is asked for anew. */
export function changeFilings(mail: Pick<ReadMail, 'key'>, contactId: string | null, filings: Card['filings']): void {
  const name = nameOf(mail, contactId)
  const before = known.get(name)
  if (before) remember(name, { ...before, validator: '', at: 0, card: { ...before.card, filings } })
}

export const forgetCards = (): void => known.clear()

function remember(name: string, now: Known): void {
  known.delete(name)
  known.set(name, now)
  if (known.size > most) known.delete(known.keys().next().value!)
}
