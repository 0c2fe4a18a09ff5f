import type { InputOf, ResultOf, RouteShape } from '@postakte/shared/api/route'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePanel } from './panel-context'

interface Asking {
  readonly enabled?: boolean
  /** While another input is asked, the answer to the last one stays. */
  readonly keep?: boolean
}

export const answerKey = (route: RouteShape, input: unknown) => [route.path, input] as const

/** What a route answers; shown again at once when it was asked before. */
export function useAnswer<R extends RouteShape>(route: R, input: InputOf<R>, { enabled = true, keep = false }: Asking = {}) {
  const { session } = usePanel()
  return useQuery<ResultOf<R>>({
    queryKey: answerKey(route, input),
    queryFn: ({ signal }) => session.ask(route, input, { signal }),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  })
}

type Page = { readonly items: readonly unknown[]; readonly next: string | null }
type OneOf<R extends RouteShape> = ResultOf<R> extends { readonly items: readonly (infer T)[] } ? T : never

export interface Pages<T> {
  /** Undefined: no answer yet. */
  readonly items: readonly T[] | undefined
  readonly error: unknown
  /** Null: that is all. */
  readonly more: (() => void) | null
  readonly loadingMore: boolean
  readonly again: () => void
}

/** A list that comes in pages. */
export function usePages<R extends RouteShape>(route: R, input: { params?: unknown; query?: object }, enabled = true): Pages<OneOf<R>> {
  const { session } = usePanel()
  const asked = useInfiniteQuery({
    queryKey: answerKey(route, input),
    queryFn: async ({ signal, pageParam }) => {
      const query = { ...input.query, ...(pageParam === null ? {} : { after: pageParam }) }
      return (await session.ask(route, { ...input, query } as unknown as InputOf<R>, { signal })) as Page
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled,
  })
  // The same array as long as nothing changed.
  const items = useMemo(() => asked.data?.pages.flatMap((page) => page.items) as OneOf<R>[] | undefined, [asked.data])
  return {
    items,
    error: asked.error,
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : null,
    loadingMore: asked.isFetchingNextPage,
    again: () => void asked.refetch(),
  }
}
