import { deviceRoutes } from '@postakte/shared/api/device'
import { Problem } from '@postakte/shared/model/problem'
import type { MailHost } from '../host/mail-host'
import type { Session } from './session'
import { Signal } from './signal'

/** Sign-in through the browser (RFC 8628), as far as it has come. */
export type HandOverState =
  | { readonly step: 'none' }
  | { readonly step: 'beginning' }
  | { readonly step: 'waiting'; readonly userCode: string; readonly page: string }
  /** 'refused': in the browser; 'expired': nobody answered within ten minutes. */
  | { readonly step: 'failed'; readonly why: 'refused' | 'expired' | Problem }

interface Begun {
  readonly deviceCode: string
  readonly userCode: string
  readonly page: string
  readonly interval: number
}

/** Of a mail program only what a sign-in needs. */
type HandOverHost = Pick<MailHost, 'program' | 'openPage' | 'store'>

const kept = 'hand-over'

/**
 * The panel shows a code, the user confirms it in the browser, the panel gets its tokens. A panel that is closed meanwhile goes on
 * where it was.
 */
export class HandOver {
  readonly state = new Signal<HandOverState>({ step: 'none' })
  private readonly session: Session
  private readonly host: HandOverHost
  private readonly pause: (seconds: number) => Promise<void>
  private turn = 0

  constructor(session: Session, host: HandOverHost, pause = seconds) {
    this.session = session
    this.host = host
    this.pause = pause
  }

  /** Goes on with one that was begun before the panel was closed. */
  async resume(): Promise<void> {
    const text = await this.host.store.get(kept)
    if (text !== null) await this.wait(JSON.parse(text) as Begun)
  }

  async begin(name: string): Promise<void> {
    this.state.set({ step: 'beginning' })
    try {
      const started = await this.session.ask(deviceRoutes.startDevice, { body: { program: this.host.program, name } })
      const { deviceCode, userCode, interval, verificationUriComplete: page } = started
      await this.host.store.set(kept, JSON.stringify({ deviceCode, userCode, page, interval }))
      // The page is offered beside the code, so a browser that does not open stops nobody.
      await this.host.openPage(page).catch(() => {})
      await this.wait({ deviceCode, userCode, page, interval })
    } catch (error) {
      await this.fail(asProblem(error))
    }
  }

  /** Asks no longer. */
  async stop(): Promise<void> {
    this.turn++
    await this.host.store.set(kept, null)
    this.state.set({ step: 'none' })
  }

  private async wait({ deviceCode, userCode, page, interval }: Begun): Promise<void> {
    const turn = ++this.turn
    this.state.set({ step: 'waiting', userCode, page })
    for (let wait = interval; ; ) {
      await this.pause(wait)
      if (turn !== this.turn) return
      const outcome = await this.askOnce(deviceCode)
      if (turn !== this.turn) return
      if (outcome === 'slow_down') wait += 5
      if (outcome !== 'wait' && outcome !== 'slow_down') return this.end(outcome)
    }
  }

  private async askOnce(deviceCode: string): Promise<'signed-in' | 'wait' | 'slow_down' | 'refused' | 'expired' | Problem> {
    try {
      await this.session.signIn(await this.session.ask(deviceRoutes.deviceTokens, { body: { deviceCode } }))
      return 'signed-in'
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code === 'authorization_pending' || problem.code === 'server-unreachable') return 'wait'
      if (problem.code === 'slow_down') return 'slow_down'
      if (problem.code === 'access_denied') return 'refused'
      return problem.code === 'expired_token' ? 'expired' : problem
    }
  }

  private async end(outcome: 'signed-in' | 'refused' | 'expired' | Problem): Promise<void> {
    if (outcome === 'signed-in') await this.stop()
    else await this.fail(outcome)
  }

  private async fail(why: 'refused' | 'expired' | Problem): Promise<void> {
    this.turn++
    await this.host.store.set(kept, null)
    this.state.set({ step: 'failed', why })
  }
}

const seconds = (count: number) => new Promise<void>((resolve) => setTimeout(resolve, count * 1_000))
export const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem('bug', {}, error))
