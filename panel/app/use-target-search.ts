import type { CaseRecord } from '@postakte/shared/api/case-shapes'
import { contactRoutes } from '@postakte/shared/api/contacts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { statusNames } from '../parts/cases'
import { keyOf, named, type Target } from '../parts/targets'
import { usePanel, useTexts } from './panel-context'
import type { Session } from './session'
import { useAnswer } from './use-answer'

/** Contacts and cases by a few letters or a number, the best first; a number is a case's before it is a contact's. */
export function useTargetSearch(typed: string, only?: 'company') {
  const search = useDeferredValue(typed.trim())
  const { data, error, isPlaceholderData } = useAnswer(
    contactRoutes.listContacts,
    { query: { search, limit: 8 } },
    { enabled: search !== '', keep: true },
  )
  const { cases, settled } = useCases(only === undefined ? search : '')
  const contacts = search === '' ? [] : (data?.items ?? []).filter(({ kind }) => only === undefined || kind === only)
  const found = contacts.map(
    ({ id, name, number, company, address }): Target => ({
      key: keyOf({ kind: 'contact', id }),
      ref: { kind: 'contact', id },
      title: name,
      detail: [company?.name, number, address].filter((part) => part).join(' · '),
    }),
  )
  const items = numberIn(search) === null ? [...found, ...cases] : [...cases, ...found]
  const answered = search !== '' && data !== undefined
  return { items, error, answered, settled: answered && !isPlaceholderData && settled && search === typed.trim() }
}

type FoundCase = Pick<CaseRecord, 'id' | 'number' | 'title' | 'status'>

/** That cases could not be searched hides no contact. */
function useCases(search: string): { readonly cases: readonly Target[]; readonly settled: boolean } {
  const { session } = usePanel()
  const { say } = useTexts()
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['/api/cases', 'found', search],
    queryFn: ({ signal }) => casesFor(session, search, signal),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  })
  const cases = (search === '' ? [] : (data ?? [])).map(
    ({ id, number, title, status }): Target => ({
      key: keyOf({ kind: 'case', id }),
      ref: { kind: 'case', id },
      title,
      detail: [named('case', number, say), ...(status === 'open' ? [] : [say(statusNames[status])])].join(' · '),
    }),
  )
  return { cases, settled: search === '' || error !== null || (data !== undefined && !isPlaceholderData) }
}

/** The routes come when somebody searches. */
async function casesFor(session: Session, search: string, signal: AbortSignal): Promise<readonly FoundCase[]> {
  const number = numberIn(search)
  if (number !== null) {
    const { casesRoutes } = await import('@postakte/shared/api/cases')
    return [await session.ask(casesRoutes.getCaseByNumber, { params: { number } }, { signal })]
  }
  const { searchRoutes } = await import('@postakte/shared/api/search')
  const { items } = await session.ask(searchRoutes.search, { query: { words: search, kinds: 'case', limit: 6 } }, { signal })
  return items.flatMap((hit) => (hit.kind === 'case' ? [hit.case] : []))
}

const numberIn = (search: string): string | null => /^#?(\d{1,12})$/.exec(search)?.[1] ?? null
