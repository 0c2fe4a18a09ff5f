import { lookupRoutes } from '@postakte/shared/api/lookup'
import type { ResultOf } from '@postakte/shared/api/route'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SelectedMail } from '../host/mail-host'
import type { ChosenMail } from './file-many'
import { usePanel } from './panel-context'
import type { Session } from './session'
import type { Card } from './use-lookup'

type Known = ResultOf<typeof lookupRoutes.lookUpAddresses>['items']
interface Part {
  readonly card: Card
  readonly known: Known
}

/** Mails that one request asks for: a Message-ID may be used by more than one. */
const atOnce = 10
/** Contacts of whom it is said what is open. */
const most = 3

export interface Chosen {
  readonly mails: readonly ChosenMail[]
  readonly known: Known
  /** What the mails may belong to. */
  readonly cards: readonly Card[]
  readonly waits: boolean
  readonly error: unknown
}

/** What the server knows of several mails: a few requests for all of them, and what is open with those who write most. */
export function useChosen(selected: readonly SelectedMail[]): Chosen {
  const { session } = usePanel()
  const described = useDescribed(selected)
  const groups = Array.from({ length: Math.ceil(described.length / atOnce) }, (_, at) => described.slice(at * atOnce, (at + 1) * atOnce))
  const parts = useQueries({
    queries: groups.map((group) => ({
      queryKey: ['lookup', 'several', ...group.map(({ mail }) => mail.key)],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        partOf(
          session,
          group.map(({ mail }) => mail),
          signal,
        ),
      enabled: group.every(({ whole }) => whole),
    })),
  })
  const known = parts.flatMap(({ data }) => data?.known ?? [])
  const writers = mostOften(described.flatMap(({ mail }) => known.find(({ address }) => isOf(mail, address))?.contact.id ?? [])).slice(
    0,
    most,
  )
  const open = useQueries({
    queries: (parts.every(({ data }) => data) ? writers : []).map((contactId) => ({
      queryKey: ['lookup', 'open', contactId],
      queryFn: async ({ signal }: { signal: AbortSignal }) => ({
        card: (await session.ask(lookupRoutes.lookUpMail, { body: { contactId } }, { signal })).card!,
      }),
    })),
  })
  const cards = [...parts, ...open].flatMap(({ data }) => data?.card ?? [])
  return {
    mails: described.map(({ mail }) =>
      atServer(
        mail,
        parts.flatMap(({ data }) => data?.card ?? []),
      ),
    ),
    known,
    cards,
    waits: [...parts, ...open].some(({ data, error }) => !data && !error),
    error: parts.find(({ error }) => error)?.error ?? null,
  }
}

/** Each as it is known so far; whole: more will not come. What was told once is kept: the program tells slowly. */
function useDescribed(selected: readonly SelectedMail[]): readonly { readonly mail: SelectedMail; readonly whole: boolean }[] {
  const { host } = usePanel()
  const cache = useQueryClient()
  const [, setCount] = useState(0)
  const told = ({ key }: SelectedMail) => cache.getQueryData<SelectedMail>(['described', key])
  useEffect(() => {
    let left = false
    const ask = async () => {
      for (const one of selected) {
        const keptAs = ['described', one.key]
        if (left || one.people.length > 0 || !host.describe || cache.getQueryData(keptAs)) continue
        cache.setQueryData(keptAs, await host.describe(one.key).catch(() => one))
        setCount((before) => before + 1)
      }
    }
    void ask()
    return () => {
      left = true
    }
  }, [host, cache, selected])
  return selected.map((one) => ({ mail: told(one) ?? one, whole: one.people.length > 0 || !host.describe || told(one) !== undefined }))
}

async function partOf(session: Session, mails: readonly SelectedMail[], signal: AbortSignal): Promise<Part> {
  const messageIds = mails.flatMap(({ messageId }) => messageId ?? [])
  // Tags of all of them: what they name may be where they belong.
  const subject = mails.map((one) => one.subject.slice(0, 900)).join('\n')
  const { card } = await session.ask(lookupRoutes.lookUpMail, { body: { messageIds, subject } }, { signal })
  const senders = [...mails.flatMap(addressesOf), ...card!.mails.flatMap(({ fromAddress }) => fromAddress ?? [])]
  const addresses = [...new Set(senders)].slice(0, 200)
  const known = addresses.length === 0 ? [] : (await session.ask(lookupRoutes.lookUpAddresses, { body: { addresses } }, { signal })).items
  return { card: card!, known }
}

/** Who writes; then whom it is to: the mail may be one of ours. */
export const addressesOf = ({ people }: SelectedMail): readonly string[] =>
  (['from', 'to'] as const)
    .flatMap((role) => people.filter((one) => one.role === role).slice(0, 5))
    .map(({ address }) => address.toLowerCase())
const isOf = (mail: SelectedMail, address: string) => addressesOf(mail).includes(address)

function mostOften(ids: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([id]) => id)
}

/** A Message-ID alone proves nothing: the sender must be the same, or where the program names none, the subject and no second mail. */
function atServer(mail: SelectedMail, cards: readonly Card[]): ChosenMail {
  const from = mail.people.find(({ role }) => role === 'from')?.address.toLowerCase()
  const same = cards.flatMap(({ mails }) => mails).filter(({ messageId }) => messageId === mail.messageId)
  const [one, second] = from === undefined ? same : same.filter(({ fromAddress }) => fromAddress === from)
  const sure = one && !second && one.subject === mail.subject ? one : undefined
  const filings = sure ? cards.flatMap((card) => card.filings).filter(({ mailId }) => mailId === sure.id) : []
  return { ...mail, mailId: sure?.id ?? null, filings }
}
