import type { Language } from '@postakte/shared/texts/texts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { MailHost } from '../host/mail-host'
import { Outbox } from '../outbox/outbox'
import { loadRoutes } from '../outbox/work'
import { HandOver } from './hand-over'
import { Marks } from './marks'
import type { View } from './navigation'
import { Panel } from './panel'
import type { PanelParts } from './panel-context'
import { Session } from './session'
import { Signal } from './signal'
import { keepSignedIn } from './silent-sign-in'
import { loadScreens } from './views'
import { Who } from './who'

export interface StartOptions {
  /** Address of the server, without a slash at the end. */
  readonly base: string
  readonly language: Language
  readonly fetch?: typeof fetch
  /** The place that it begins with; absent: the open mail. */
  readonly first?: View
}

export function panelParts(host: MailHost, { base, language, fetch: send }: StartOptions): PanelParts {
  const spoken = new Signal<Language>(language)
  const session = new Session({ base, store: host.store, language: spoken.get, ...(send ? { fetch: send } : {}) })
  return {
    host,
    session,
    outbox: new Outbox(session, host.store),
    marks: new Marks(host),
    handOver: new HandOver(session, host),
    who: new Who(host.store),
    language: spoken,
  }
}

/** Draws the panel into the page; the skeleton that stands there meanwhile goes. */
export async function startPanel(
  host: MailHost,
  root: HTMLElement,
  options: StartOptions,
  parts: PanelParts = panelParts(host, options),
): Promise<PanelParts> {
  await Promise.all([parts.session.start(), parts.outbox.start(), parts.who.start()])
  if (parts.session.state.get() === 'signed-out') void parts.handOver.resume()
  keepSignedIn(parts.session, host)
  createRoot(root).render(
    <StrictMode>
      <Panel parts={parts} first={options.first} />
    </StrictMode>,
  )
  // The panel comes from the server: what is not needed at once is fetched while the server is there.
  setTimeout(
    () => void Promise.allSettled([loadScreens(), loadRoutes(), import('../screens/draft-screen'), import('../screens/selection-screen')]),
    afterFirstLook,
  )
  return parts
}

/** Milliseconds in which the first mail is looked up. */
const afterFirstLook = 1_500
