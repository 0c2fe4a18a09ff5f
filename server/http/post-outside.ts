import { type ClientRequest, type IncomingMessage, request as plain, type RequestOptions } from 'node:http'
import { request as encrypted } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Problem } from '@postakte/shared/model/problem'
import { type OutsideRules, outsideUrl } from './outside-host'

export interface OutsidePost {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly rules: OutsideRules
  readonly limits?: Partial<PostLimits>
  /** Ends it at once. */
  readonly signal?: AbortSignal
  /** A certificate authority beside the known ones. */
  readonly ca?: string
}

/** Milliseconds, and bytes of the answer that are read at all. */
export interface PostLimits {
  readonly connect: number
  readonly firstByte: number
  readonly whole: number
  readonly answerBytes: number
}
const usualLimits: PostLimits = { connect: 5_000, firstByte: 10_000, whole: 15_000, answerBytes: 64 * 1024 }

export type PostFailure =
  | 'outside-address-wrong'
  | 'outside-host-unknown'
  | 'outside-host-refused'
  | 'outside-not-encrypted'
  | 'outside-unreachable'
  | 'outside-certificate'
  | 'outside-not-http'
  | 'outside-too-slow'
  | 'outside-stopped'
export type PostResult = { readonly kind: 'answered'; readonly status: number } | { readonly kind: 'failed'; readonly reason: PostFailure }

/**
 * POST to an address that somebody chose, once: no redirect is followed, no proxy asked, no connection kept. The host is resolved
 * and checked here and the connection goes to the checked address. Of the answer only its status matters; its body is read up
 * to a limit and shown to nobody, so that it tells nothing of what stands there (reliability F28).
 */
export async function postOutside(post: OutsidePost): Promise<PostResult> {
  try {
    const { url, addresses } = await outsideUrl(post.url, post.rules)
    return { kind: 'answered', status: await statusOf(post, url, addresses) }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

function statusOf(post: OutsidePost, url: URL, addresses: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const limits = { ...usualLimits, ...post.limits }
    const request = start(post, url, addresses)
    const stopTimers = watchTime(request, limits)
    let status: number | null = null
    const end = (error?: unknown) => {
      stopTimers()
      request.destroy()
      if (status === null) reject(error)
      else resolve(status)
    }
    request.on('error', end)
    request.once('response', (response) => {
      status = response.statusCode ?? 0
      readSome(response, limits.answerBytes, end)
    })
    request.end(post.body)
  })
}

function start({ headers, body, signal, ca }: OutsidePost, url: URL, addresses: readonly string[]): ClientRequest {
  const options: RequestOptions & { ca?: string } = {
    method: 'POST',
    headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
    agent: false,
    lookup: pinnedTo(addresses),
    maxHeaderSize: 16 * 1024,
    ...(signal ? { signal } : {}),
    ...(ca === undefined ? {} : { ca }),
  }
  return url.protocol === 'https:' ? encrypted(url, options) : plain(url, options)
}

/** Instead of the resolver: the addresses that were checked. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_host, options, found) => (options.all ? found(null, all) : found(null, all[0]!.address, all[0]!.family))
}

/** Until connected (with TLS), until the answer begins, until it ends. */
function watchTime(request: ClientRequest, limits: PostLimits): () => void {
  const tooSlow = () => request.destroy(new Problem('outside-too-slow'))
  const whole = setTimeout(tooSlow, limits.whole)
  let stage = setTimeout(tooSlow, limits.connect)
  const next = (millis: number) => {
    clearTimeout(stage)
    stage = setTimeout(tooSlow, millis)
  }
  request.once('socket', (socket) => {
    socket.once('secureConnect', () => next(limits.firstByte))
    socket.once('connect', () => 'encrypted' in socket || next(limits.firstByte))
  })
  request.once('response', () => clearTimeout(stage))
  return () => {
    clearTimeout(whole)
    clearTimeout(stage)
  }
}

/** A status that came is the result, however the answer goes on. */
function readSome(response: IncomingMessage, most: number, done: () => void): void {
  let size = 0
  response.on('data', (piece: Buffer) => {
    size += piece.byteLength
    if (size > most) done()
  })
  response.once('end', done)
  response.once('error', done)
  response.once('close', done)
}

const certificateCodes = /CERT|UNABLE_TO_|SELF_SIGNED|ALTNAME/

function reasonOf(error: unknown): PostFailure {
  if (error instanceof Problem) return error.code as PostFailure
  const { code = '', name = '' } = error as { code?: string; name?: string }
  if (name === 'AbortError') return 'outside-stopped'
  if (certificateCodes.test(code)) return 'outside-certificate'
  if (/^HPE_/.test(code)) return 'outside-not-http'
  return 'outside-unreachable'
}
