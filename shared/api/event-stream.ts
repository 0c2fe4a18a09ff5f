import type { EventKind } from '../model/event-kinds'
import { EventParser, type StreamMessage } from './event-parser'
import { type ByeReason, eventRoutes } from './events'
import { heartbeatSeconds, isLiveEvent, type LiveEvent } from './live-event'

export interface WatchOptions {
  /** Without a slash at the end. Asked for each connection, as the token is. */
  readonly base: string | (() => string)
  readonly token: () => string | null | Promise<string | null>
  readonly kinds?: readonly EventKind[]
  /** 'case:12' */
  readonly records?: readonly string[]
  /** Where to go on; absent: from now. */
  readonly after?: string
  readonly onEvent: (event: LiveEvent & { readonly id: string }) => void
  /** Events are missing, or rights are others: load anew what is shown. */
  readonly onAnew: (reason: 'away-too-long' | 'unknown-place' | 'rights-changed') => void
  /** For a hint that what is shown may be old. */
  readonly onConnected?: (connected: boolean) => void
  /** Ends it. */
  readonly signal: AbortSignal
  readonly fetch?: typeof fetch
  readonly random?: () => number
}

/** 'signed-out': the token is refused; 'refused': the request is. Connecting again would not help. */
export type WatchEnd = 'stopped' | 'signed-out' | 'refused'

/**
 * Hears what happens until it is stopped: connects again when the line is cut, and goes on after the last event that it heard, so
 * that none is lost and none comes twice. EventSource cannot send a bearer token; this works in browsers and in Node.
 */
export async function watchEvents(options: WatchOptions): Promise<WatchEnd> {
  const place: Place = { lastId: options.after ?? null, failures: 0, wait: null }
  while (!options.signal.aborted) {
    const end = await connectOnce(options, place)
    options.onConnected?.(false)
    if (end) return options.signal.aborted ? 'stopped' : end
    await pause(waitFor(place, options.random ?? Math.random), options.signal)
  }
  return 'stopped'
}

interface Place {
  lastId: string | null
  /** Connections in a row that brought nothing. */
  failures: number
  /** Milliseconds, when the server said how long. */
  wait: number | null
}

const longestWait = 30_000
const crowdedWait = 60_000

/** Soon after a cut, so that 300 panels do not come back in the same moment; then twice as long each time. */
function waitFor({ failures, wait }: Place, random: () => number): number {
  const most = Math.min(longestWait, (wait ?? 2_000) * 2 ** Math.max(0, failures - 1))
  return wait === crowdedWait ? crowdedWait : most * (0.2 + 0.8 * random())
}

/** One connection, until it ends: null to connect again. */
async function connectOnce(options: WatchOptions, place: Place): Promise<WatchEnd | null> {
  place.failures++
  const cut = new AbortController()
  const stop = () => cut.abort()
  options.signal.addEventListener('abort', stop)
  try {
    const token = await options.token()
    const response = await ask(options, place, token, cut.signal)
    if (response.ok && response.body) return await hearAll(response.body, options, place, cut)
    await response.body?.cancel()
    return refusal(response.status, token !== (await options.token()))
  } catch (error) {
    if (error instanceof CallersError) throw error.cause
    return null
  } finally {
    options.signal.removeEventListener('abort', stop)
    cut.abort()
  }
}

function ask({ base, kinds, records, fetch: send = fetch }: WatchOptions, place: Place, token: string | null, signal: AbortSignal) {
  const query = new URLSearchParams()
  if (kinds) query.set('kinds', kinds.join(','))
  if (records) query.set('records', records.join(','))
  const host = typeof base === 'function' ? base() : base
  return send(`${host}${eventRoutes.watchEvents.path}${query.size > 0 ? `?${query}` : ''}`, {
    signal,
    cache: 'no-store',
    headers: {
      Accept: 'text/event-stream',
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(place.lastId === null ? {} : { 'Last-Event-ID': place.lastId }),
    },
  })
}

/** A token that was renewed meanwhile is tried. */
function refusal(status: number, tokenChanged: boolean): WatchEnd | null {
  if (status === 401) return tokenChanged ? null : 'signed-out'
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : null
}

async function hearAll(body: ReadableStream<Uint8Array>, options: WatchOptions, place: Place, cut: AbortController): Promise<null> {
  const parser = new EventParser()
  const decoder = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await inTime(reader.read(), cut)
    if (done) return null
    for (const message of parser.push(decoder.decode(value, { stream: true }))) hear(message, options, place)
    place.lastId = parser.lastId ?? place.lastId
    if (parser.retry !== null && place.wait !== crowdedWait) place.wait = parser.retry
  }
}

/** A line on which nothing comes, not even a heartbeat, is dead. */
function inTime<T>(read: Promise<T>, cut: AbortController): Promise<T> {
  const timer = setTimeout(() => cut.abort(), heartbeatSeconds * 3_000)
  return read.finally(() => clearTimeout(timer))
}

function hear({ event, data, id }: StreamMessage, options: WatchOptions, place: Place): void {
  if (event === 'hello') greeted(options, place)
  else if (event === 'anew') call(() => options.onAnew((JSON.parse(data) as { reason: 'away-too-long' | 'unknown-place' }).reason))
  else if (event === 'bye') parted((JSON.parse(data) as { reason: ByeReason }).reason, options, place)
  else if (event === 'change') changed(data, id, options)
  place.lastId = id ?? place.lastId
}

function greeted({ onConnected }: WatchOptions, place: Place): void {
  place.failures = 0
  place.wait = null
  onConnected?.(true)
}

function parted(reason: ByeReason, { onAnew }: WatchOptions, place: Place): void {
  if (reason === 'too-many-streams') place.wait = crowdedWait
  if (reason === 'rights-changed') call(() => onAnew('rights-changed'))
}

/** A kind that a newer server knows is passed over. */
function changed(data: string, id: string | null, { onEvent }: WatchOptions): void {
  const event: unknown = JSON.parse(data)
  if (isLiveEvent(event) && id !== null) call(() => onEvent({ ...event, id }))
}

/** What the caller's own code throws is the caller's, and no reason to connect again. */
class CallersError extends Error {}
function call(theirs: () => void): void {
  try {
    theirs()
  } catch (error) {
    throw new CallersError('', { cause: error })
  }
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, millis)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    if (signal.aborted) done()
    else signal.addEventListener('abort', done)
  })
}
