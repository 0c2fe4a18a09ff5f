import { Problem } from '@postakte/shared/model/problem'
import { ImapFlow } from 'imapflow'
import { isLoopback } from '../../../mailboxes/loopback'
import type { Mailbox } from '../../../mailboxes/mailboxes'
import { freshTokens } from '../../../mailboxes/oauth'

export interface Connecting {
  /** For who wants to break the connection off while it opens. */
  readonly made?: (client: ImapFlow) => void
  /** OAuth2: the refresh token that came in exchange for the one of the secret, to be kept. */
  readonly renewed?: (refreshToken: string) => void | Promise<void>
}

/** Opens a connection; `none` is for loopback only. */
export async function connect(mailbox: Omit<Mailbox, 'id'>, { made, renewed }: Connecting = {}): Promise<ImapFlow> {
  if (mailbox.security === 'none' && !isLoopback(mailbox.host))
    throw new Problem('mailbox-not-encrypted', { name: mailbox.name, host: mailbox.host })
  const client = new ImapFlow({
    host: mailbox.host,
    port: mailbox.port,
    secure: mailbox.security === 'tls',
    ...(mailbox.security === 'tls' ? {} : { doSTARTTLS: mailbox.security === 'starttls' }),
    auth: await credentials(mailbox, renewed),
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 10_000,
    socketTimeout: 120_000,
    maxIdleTime: 5 * 60_000,
  })
  client.on('error', () => {})
  made?.(client)
  try {
    await client.connect()
    return client
  } catch (error) {
    // A refused login leaves the line open otherwise.
    client.close()
    throw error
  }
}

async function credentials({ auth, login, secret }: Omit<Mailbox, 'id'>, renewed: Connecting['renewed']) {
  if (auth === 'password') return { user: login, pass: secret }
  const { access, refresh } = await freshTokens(secret)
  if (refresh !== null) await renewed?.(refresh)
  return { user: login, accessToken: access }
}
