import { lookupRoutes } from '@postakte/shared/api/lookup'
import type { ResultOf } from '@postakte/shared/api/route'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReadMail } from '../host/mail-host'
import { questionOf } from './lookup-question'
import { usePanel } from './panel-context'

export type Card = NonNullable<ResultOf<typeof lookupRoutes.lookUpMail>['card']>
interface Known {
  readonly validator: string
  readonly card: Card
}

export const lookupKey = (mail: ReadMail, contactId: string | null) => ['lookup', mail.messageId ?? mail.key, contactId] as const

/**
 * All about the open mail, by one request. A mail that was shown before stands there at once, and the server is asked whether it
 * still is so; the answer for a mail that is no longer open is dropped with its request.
 */
export function useLookup(mail: ReadMail, contactId: string | null) {
  const { session } = usePanel()
  const cache = useQueryClient()
  const queryKey = lookupKey(mail, contactId)
  return useQuery<Known>({
    queryKey,
    queryFn: async ({ signal }) => {
      const before = cache.getQueryData<Known>(queryKey)
      const { validator, card } = await session.ask(
        lookupRoutes.lookUpMail,
        { body: questionOf(mail, contactId, before?.validator ?? null) },
        { signal },
      )
      return card === null && before ? { ...before, validator } : { validator, card: card! }
    },
  })
}
