import { type CallOptions, makeClient } from '@postakte/shared/api/client'
import { type WatchOptions, watchEvents } from '@postakte/shared/api/event-stream'
import type { InputOf, ResultOf, RouteShape } from '@postakte/shared/api/route'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { Problem } from '@postakte/shared/model/problem'
import type { Lent } from '@postakte/shared/sending/note'
import type { Language } from '@postakte/shared/texts/texts'
import type { HostStore } from '../host/mail-host'
import { Signal } from './signal'

/** What of a session's tokens the panel keeps. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly accessUntil: string
}

/** 'starting': the store was not read yet. 'ended': signed out by the server; what waits in the outbox stays. */
export type SessionState = 'starting' | 'signed-out' | 'ended' | 'signed-in'

export interface SessionOptions {
  /** Of the server, without a slash at the end. */
  readonly base: string
  readonly store: HostStore
  readonly language: () => Language
  readonly fetch?: typeof fetch
}

const kept = 'tokens'
const left = 'signed-out'

/**
 * Signed in or not, and every call to the server. Access tokens are renewed when a call is refused; a refresh token is good once, so
 * one renewal serves all calls that wait for it, and tokens that another window of the same program renewed are taken over.
 */
export class Session {
  readonly state = new Signal<SessionState>('starting')
  readonly base: string
  private tokens: Tokens | null = null
  private renewal: Promise<boolean> | null = null
  private readonly store: HostStore
  private readonly sender: { readonly fetch?: typeof fetch }
  private readonly call: ReturnType<typeof makeClient>

  constructor({ base, store, language, fetch: send }: SessionOptions) {
    this.base = base
    this.store = store
    this.sender = send ? { fetch: send } : {}
    this.call = makeClient({ base, token: () => this.tokens?.accessToken ?? null, language, ...this.sender })
  }

  async start(): Promise<void> {
    this.tokens = await this.stored()
    this.state.set(this.tokens ? 'signed-in' : 'signed-out')
  }

  /** Access as it is now, to be lent within the same program; it ends by itself. */
  lent(): Lent | null {
    return this.tokens && { base: this.base, token: this.tokens.accessToken }
  }

  async signIn(tokens: Tokens): Promise<void> {
    await this.take(tokens)
    await this.store.set(left, null)
    this.state.set('signed-in')
  }

  /** The server ends it too, when it can be reached. */
  async signOut(): Promise<void> {
    await this.ask(sessionRoutes.signOut, {}).catch(() => {})
    await this.store.set(left, 'yes')
    await this.forget('signed-out')
  }

  /** The user signed out and did not sign in again. */
  async leftByClick(): Promise<boolean> {
    return (await this.store.get(left)) !== null
  }

  /** Calls a route; rejects with the server's Problem, 'server-unreachable', or 'login-needed'. */
  async ask<R extends RouteShape>(route: R, input: InputOf<R>, options: CallOptions = {}): Promise<ResultOf<R>> {
    const used = this.tokens
    try {
      return await this.call(route, input, options)
    } catch (error) {
      if (route.permission === 'anyone' || !isSignedOut(error) || !(await this.renewed(used))) throw error
      return this.call(route, input, options)
    }
  }

  /** Hears what happens, signed in as now; ends when `signal` does, or nobody is signed in any more. */
  async watch(options: Omit<WatchOptions, 'base' | 'token' | 'fetch'>): Promise<void> {
    for (;;) {
      const end = await watchEvents({ ...options, base: this.base, token: () => this.tokens?.accessToken ?? null, ...this.sender })
      if (end !== 'signed-out' || !(await this.renewed(this.tokens).catch(() => false))) return
    }
  }

  /** True: there is another token than the one that was refused. */
  private async renewed(used: Tokens | null): Promise<boolean> {
    if (this.tokens !== used) return this.tokens !== null
    this.renewal ??= this.renew().finally(() => {
      this.renewal = null
    })
    return this.renewal
  }

  private async renew(): Promise<boolean> {
    const [mine, stored] = [this.tokens, await this.stored()]
    if (stored && stored.refreshToken !== mine?.refreshToken) {
      this.tokens = stored
      return true
    }
    if (mine === null) return false
    try {
      await this.take(await this.call(sessionRoutes.renewSession, { body: { refreshToken: mine.refreshToken } }))
      return true
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'session-ended') throw error
      await this.forget('ended')
      return false
    }
  }

  private async take({ accessToken, refreshToken, accessUntil }: Tokens): Promise<void> {
    this.tokens = { accessToken, refreshToken, accessUntil }
    await this.store.set(kept, JSON.stringify(this.tokens))
  }

  private async forget(state: 'signed-out' | 'ended'): Promise<void> {
    this.tokens = null
    await this.store.set(kept, null)
    this.state.set(state)
  }

  private async stored(): Promise<Tokens | null> {
    const text = await this.store.get(kept)
    return text === null ? null : (JSON.parse(text) as Tokens)
  }
}

const isSignedOut = (error: unknown) => error instanceof Problem && error.code === 'login-needed'
