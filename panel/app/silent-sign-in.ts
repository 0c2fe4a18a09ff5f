import { sessionRoutes } from '@postakte/shared/api/sessions'
import type { MailHost } from '../host/mail-host'
import type { Session } from './session'

/**
 * Signs in by the account that the user has in the mail program, where program and server both can, and nobody has to be asked.
 * Whoever signed out by a click stays so. What hinders it is no trouble: there is the sign-in through the browser.
 */
export async function signInSilently(session: Session, host: MailHost): Promise<void> {
  if (!host.can('silent-sign-in') || (await session.leftByClick())) return
  const { microsoft } = await session.ask(sessionRoutes.getSignInWays, {})
  const token = microsoft && (await host.silentToken(microsoft))
  if (token === null || session.state.get() === 'signed-in') return
  const body = { token, program: host.program, name: 'Outlook' }
  await session.signIn(await session.ask(sessionRoutes.signInWithMicrosoft, { body }))
}

/** At the start of the panel, and when the server has ended the session. */
export function keepSignedIn(session: Session, host: MailHost): void {
  const look = () => {
    if (session.state.get() === 'signed-out' || session.state.get() === 'ended') signInSilently(session, host).catch(() => {})
  }
  session.state.watch(() => session.state.get() === 'ended' && look())
  look()
}
