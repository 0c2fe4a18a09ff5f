import type { ByeReason } from '@postakte/shared/api/events'
import { heartbeatSeconds, type LiveEvent } from '@postakte/shared/api/live-event'
import type { KeptEvent } from './kept'

/** Server-sent events as the HTML standard writes them (9.2.5). JSON has no line breaks, so one data line is enough. */
const encoder = new TextEncoder()
const frame = (event: string, data: unknown, id?: number): Uint8Array =>
  encoder.encode(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)

/** First of all; its id is where the stream begins, and the time that a client waits before it connects again. */
export const hello = (position: number): Uint8Array =>
  new Uint8Array([...encoder.encode('retry: 2000\n'), ...frame('hello', { heartbeatSeconds }, position)])

/** The client was away longer than events are kept, or comes from another database: what it shows must be loaded anew. */
export const anew = (position: number, reason: 'away-too-long' | 'unknown-place'): Uint8Array => frame('anew', { reason }, position)

export const change = ({ id, kind, at, by, data }: KeptEvent): Uint8Array => frame('change', { kind, at, by, data } satisfies LiveEvent, id)

export const bye = (reason: ByeReason): Uint8Array => frame('bye', { reason })

/** A comment, and an id without data: nothing is shown, but a client that heard nothing for long resumes from here. */
export const heartbeat = (position: number): Uint8Array => encoder.encode(`: still here\nid: ${position}\n\n`)
