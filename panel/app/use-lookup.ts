import { lookupRoutes } from '@postakte/shared/api/lookup'
import type { ResultOf } from '@postakte/shared/api/route'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReadMail } from '../host/mail-host'
import { questionOf } from './lookup-question'
import { type PanelParts, usePanel } from './panel-context'

export type Card = NonNullable<ResultOf<typeof lookupRoutes.lookUpMail>['card']>
/** What a program may tell later than the rest of the mail. */
type Later = Pick<ReadMail, 'thread' | 'sentAt' | 'mailbox' | 'incomplete'>
interface Known {
  readonly validator: string
  readonly card: Card
  readonly asked: Later
}

/** A Message-ID alone proves nothing: another sender's mail is another mail. */
export const lookupKey = ({ messageId, key, people }: ReadMail, contactId: string | null) =>
  ['lookup', messageId ?? key, people.find(({ role }) => role === 'from')?.address.toLowerCase() ?? null, contactId] as const

/** The question about a mail, and what of it was answered before. */
export function lookupOf({ session }: Pick<PanelParts, 'session'>, cache: QueryClient, mail: ReadMail, contactId: string | null) {
  const queryKey = lookupKey(mail, contactId)
  return {
    queryKey,
    queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<Known> => {
      const before = cache.getQueryData<Known>(queryKey)
      const asked = laterOf(mail, before)
      const body = questionOf({ ...mail, ...asked }, contactId, before?.validator ?? null)
      const { validator, card } = await session.ask(lookupRoutes.lookUpMail, { body }, { signal })
      return { validator, card: card ?? before!.card, asked }
    },
  }
}

/** A mail's thread stays as it is: what was told of it when it was open before is asked with again. */
function laterOf(mail: ReadMail, before: Known | undefined): Later {
  const { thread, sentAt, mailbox, incomplete } = mail.incomplete && before ? before.asked : mail
  return { thread, sentAt, mailbox, ...(incomplete ? { incomplete } : {}) }
}

/**
 * All about the open mail, by one request. A mail that was shown before stands there at once, and the server is asked whether it
 * still is so; the answer for a mail that is no longer open is dropped with its request. What the program tells later is asked with
 * once more, only where it could change the answer; `settled`: nothing of that kind is to come.
 */
export function useLookup(mail: ReadMail, contactId: string | null) {
  const parts = usePanel()
  const found = useQuery(lookupOf(parts, useQueryClient(), mail, contactId))
  const { data, error, refetch } = found
  const askAgain = data !== undefined && couldChange(mail, data)
  useEffect(() => {
    if (askAgain) void refetch()
  }, [askAgain, refetch])
  const isLater = data?.asked.incomplete === true && (mail.incomplete === true || askAgain)
  return { ...found, settled: data !== undefined && (!isLater || error !== null) }
}

/**
 * The thread says something only of a mail that lies nowhere yet; the time in its head, of one that is not here; the mailbox, where its
 * address is one of those on the mail.
 */
function couldChange({ thread, sentAt, mailbox, people, incomplete }: ReadMail, { asked, card }: Known): boolean {
  if (incomplete || !asked.incomplete) return false
  const isOnMail = people.some(({ address }) => address.toLowerCase() === mailbox?.toLowerCase())
  return (
    (thread.length > 0 && card.filings.length === 0) ||
    (sentAt !== asked.sentAt && card.mails.length === 0) ||
    (mailbox !== asked.mailbox && isOnMail)
  )
}
