import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { usePanel } from './panel-context'
import { lookupOf } from './use-lookup'

/** The server is asked about another mail before anything of it is drawn. */
export function useAskAhead(): void {
  const parts = usePanel()
  const cache = useQueryClient()
  useEffect(() => {
    const { host, who } = parts
    let last: string | undefined
    return host.onChange(() => {
      const item = host.current()
      if (item?.key === last) return
      last = item?.key
      if (item?.kind === 'read') void cache.prefetchQuery(lookupOf(parts, cache, item, who.of(item)))
    })
  }, [parts, cache])
}
