import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { hear } from './live'
import { usePanel } from './panel-context'

/** Keeps what is shown as it is at the server. False: the line is cut; null: not known yet. */
export function useLive(): boolean | null {
  const { session, outbox } = usePanel()
  const cache = useQueryClient()
  const [connected, setConnected] = useState<boolean | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    let wasCut = false
    const onConnected = (now: boolean) => {
      if (stop.signal.aborted) return
      setConnected(now)
      if (now) void outbox.send().then(() => (wasCut ? cache.invalidateQueries() : undefined))
      wasCut ||= !now
    }
    void session.watch({
      signal: stop.signal,
      onConnected,
      onEvent: (event) => hear(cache, event),
      onAnew: () => void cache.invalidateQueries(),
    })
    return () => stop.abort()
  }, [session, outbox, cache])
  return connected
}
