import type { CallOptions } from '@postakte/shared/api/client'
import { type PresencePlace, presenceRoutes } from '@postakte/shared/api/presence'
import type { ResultOf } from '@postakte/shared/api/route'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { usePanel } from './panel-context'

export type Others = ResultOf<typeof presenceRoutes.putPresence>['others']

/** Null: the mail program does not say which mail it is. */
export const mailPlace = (messageId: string | null): PresencePlace | null => (messageId === null ? null : { messageId })

/** Who it is comes first: what is told to colleagues waits for it. */
const afterwards = 300

/**
 * Tells colleagues that the user reads or answers a mail, or looks at a case, as long as it is shown, and hears who else does. Undefined: not known, or
 * the mail program does not say which mail it is. `ready` false: something more urgent is still being asked.
 */
export function usePresence(at: PresencePlace | null, doing: 'reading' | 'answering', ready = true): Others | undefined {
  const { session, host } = usePanel()
  // Its own for each mail: one that is left late takes nothing from the next.
  const [pane] = useState(() => crypto.randomUUID())
  const { data } = useQuery({
    queryKey: ['presence', pane, at, doing],
    queryFn: ({ signal }) =>
      session.ask(presenceRoutes.putPresence, { body: { window: pane, program: host.program, at: at!, doing } }, { signal }),
    enabled: at !== null && ready,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: (query) => (query.state.data?.again ?? 30) * 1_000,
  })
  const there = at && Object.values(at)[0]
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (there === null || !ready) return
    // Who is there again, for another contact of the same mail, has not left.
    clearTimeout(leaving.current)
    const leave = (options?: CallOptions) =>
      void session.ask(presenceRoutes.leavePresence, { params: { window: pane } }, options).catch(() => {})
    // A popup or a pane that is closed has no time for anything else.
    const close = () => leave({ keepalive: true })
    addEventListener('pagehide', close)
    return () => {
      removeEventListener('pagehide', close)
      leaving.current = setTimeout(leave, afterwards)
    }
  }, [session, there, pane, ready])
  return data?.others
}
