import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { hear } from './live'
import { usePanel } from './panel-context'

/** Keeps what is shown as it is at the server. False: the line is cut; null: not known yet. */
export function useLive(): boolean | null {
  const { session, outbox } = usePanel()
  const cache = useQueryClient()
  const [connected, setConnected] = useState<boolean | null>(null)
  useOutboxShown()
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

/** A server that was only busy for a moment cuts no line, and so says nothing when it is free again. */
const againMillis = 10_000

/** What an earlier panel left is sent at once, whether events come through or not; what was sent late is seen where it was made. */
function useOutboxShown(): void {
  const { outbox } = usePanel()
  const cache = useQueryClient()
  useEffect(() => {
    let before = outbox.waiting.get().length
    const send = () => {
      if (outbox.waiting.get().some(({ refused }) => refused === null)) void outbox.send()
    }
    send()
    const again = setInterval(send, againMillis)
    const unwatch = outbox.waiting.watch(() => {
      const now = outbox.waiting.get().length
      if (now < before) void cache.invalidateQueries()
      before = now
    })
    return () => {
      clearInterval(again)
      unwatch()
    }
  }, [outbox, cache])
}
