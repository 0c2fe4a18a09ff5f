import { EventParser, type StreamMessage } from '@postakte/shared/api/event-parser'

/** Somebody who watches the events of a server that is called without a network. */
export interface Listener {
  readonly status: number
  /** Every message so far. */
  readonly messages: readonly StreamMessage[]
  /** What happened so far: kind and data. */
  changes(): readonly { readonly id: string; readonly kind: string; readonly data: Record<string, unknown> }[]
  /** Of the last complete message. */
  lastId(): string | null
  /** True once the server has ended the stream. */
  ended(): boolean
  /** Cuts the line. */
  leave(): Promise<void>
}

export interface ListenOptions {
  readonly token: string
  readonly query?: string
  readonly lastEventId?: string | null
  /** Does not read before `leave`. */
  readonly asleep?: boolean
}

type Asks = (path: string, init: RequestInit) => Response | Promise<Response>

export async function listenTo(ask: Asks, { token, query = '', lastEventId = null, asleep = false }: ListenOptions): Promise<Listener> {
  const response = await ask(`/api/events${query}`, {
    headers: { Authorization: `Bearer ${token}`, ...(lastEventId === null ? {} : { 'Last-Event-ID': lastEventId }) },
  })
  const parser = new EventParser()
  const messages: StreamMessage[] = []
  const reader = response.body!.getReader()
  let ended = false
  const read = async () => {
    const decoder = new TextDecoder()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      messages.push(...parser.push(decoder.decode(value as Uint8Array, { stream: true })))
    }
    ended = true
  }
  if (!asleep) read().catch(() => (ended = true))
  return {
    status: response.status,
    messages,
    changes: () => messages.filter(({ event }) => event === 'change').map(({ id, data }) => ({ id: id!, ...JSON.parse(data) })),
    lastId: () => parser.lastId,
    ended: () => ended,
    leave: () => reader.cancel().catch(() => {}),
  }
}
