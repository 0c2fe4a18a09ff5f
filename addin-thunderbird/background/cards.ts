import { questionOf } from '@postakte/panel/app/lookup-question'
import type { Card } from '@postakte/panel/app/use-lookup'
import type { ReadMail } from '@postakte/panel/host/mail-host'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import type { Parts } from './parts'

interface Known {
  readonly validator: string
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
const asking = new Map<string, Promise<Card>>()

/** By one request; what is still as it was comes without being sent again. */
export function cardOf(all: Parts, mail: ReadMail, contactId: string | null): Promise<Card> {
  const name = nameOf(mail, contactId)
  const now = asking.get(name) ?? ask(all, mail, contactId, name).finally(() => asking.delete(name))
  asking.set(name, now)
  return now
}

async function ask({ session }: Parts, mail: ReadMail, contactId: string | null, name: string): Promise<Card> {
  const before = known.get(name)
  const { validator, card } = await session.ask(lookupRoutes.lookUpMail, { body: questionOf(mail, contactId, before?.validator ?? null) })
  const now = card === null && before ? { validator, card: before.card } : { validator, card: card! }
  remember(name, now)
  return now.card
}

/** The mail lies there now, as the server said; the rest of the card is asked for anew. */
export function changeFilings(mail: Pick<ReadMail, 'key'>, contactId: string | null, filings: Card['filings']): void {
  const name = nameOf(mail, contactId)
  const before = known.get(name)
  if (before) remember(name, { validator: '', card: { ...before.card, filings } })
}

export const forgetCards = (): void => known.clear()

function remember(name: string, now: Known): void {
  known.delete(name)
  known.set(name, now)
  if (known.size > most) known.delete(known.keys().next().value!)
}
