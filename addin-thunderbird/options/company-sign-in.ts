import { asProblem } from '@postakte/panel/app/hand-over'
import type { Session } from '@postakte/panel/app/session'
import { Signal } from '@postakte/panel/app/signal'
import { companyRoutes } from '@postakte/shared/api/company'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { Problem } from '@postakte/shared/model/problem'
import { readWindowAnswer, windowPath } from '@postakte/shared/thunderbird/sign-in-window'
import browser from 'webextension-polyfill'

/** 'closed': the window was, before anybody was signed in. */
export type CompanyState =
  | { readonly step: 'none' }
  | { readonly step: 'open' }
  | { readonly step: 'failed'; readonly why: 'closed' | Problem }

/** Sign-in at the company's own service (OpenID Connect), in a window of Thunderbird's that shows the service's pages. */
export class CompanySignIn {
  readonly state = new Signal<CompanyState>({ step: 'none' })
  private readonly session: Session

  constructor(session: Session) {
    this.session = session
  }

  /** False where the server cannot say. */
  readonly offered = (): Promise<boolean> =>
    this.session.ask(sessionRoutes.getSignInWays, {}).then(
      ({ company }) => company,
      () => false,
    )

  async begin(name: string): Promise<void> {
    const before = this.state.get()
    this.state.set({ step: 'open' })
    try {
      // Who was refused, or signed out, may be somebody else: nobody could tell the service so in a window that never opens.
      const anew = (before.step === 'failed' && before.why !== 'closed') || (await this.session.leftByClick())
      // A server that is away would leave a window with nothing in it.
      await this.session.ask(sessionRoutes.getSignInWays, {})
      await this.signIn(name, anew)
      this.state.set({ step: 'none' })
    } catch (error) {
      this.state.set({ step: 'failed', why: error === closed ? 'closed' : asProblem(error) })
    }
  }

  private async signIn(name: string, anew: boolean): Promise<void> {
    const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
    const answer = readWindowAnswer(await this.window(verifier, anew))
    if (answer === null) throw new Problem('session-ended')
    if ('problem' in answer) throw new Problem(answer.problem, answer.facts)
    const body = { code: answer.code, verifier, program: 'thunderbird', name } as const
    await this.session.signIn(await this.session.ask(companyRoutes.finishCompanySignIn, { body }))
  }

  /** The address at which it ended. Thunderbird opens no window where the service knows the user without asking. */
  private async window(verifier: string, anew: boolean): Promise<string> {
    const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
    const asked = new URLSearchParams({ challenge, redirect_uri: browser.identity.getRedirectURL(), ...(anew ? { prompt: 'login' } : {}) })
    const url = `${this.session.base}${windowPath}?${asked}`
    return browser.identity.launchWebAuthFlow({ url, interactive: true }).catch(() => {
      throw closed
    })
  }
}

const closed = new Error('closed')

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
