import { Problem } from '@postakte/shared/model/problem'
import { ImapFlow } from 'imapflow'
import type { Mailbox } from '../../../mailboxes/mailboxes'
import { accessToken } from '../../../mailboxes/oauth'

/** Opens a connection; `none` is for loopback only. Who wants to break it off while it opens gets it by `made`. */
export async function connect(mailbox: Omit<Mailbox, 'id'>, made: (client: ImapFlow) => void = () => {}): Promise<ImapFlow> {
  if (mailbox.security === 'none' && !/^(?:127\.\d+\.\d+\.\d+|localhost|::1)$/.test(mailbox.host))
    throw new Problem('mailbox-not-encrypted', { name: mailbox.name, host: mailbox.host })
  const auth =
    mailbox.auth === 'oauth2'
      ? { user: mailbox.login, accessToken: await accessToken(mailbox.secret) }
      : { user: mailbox.login, pass: mailbox.secret }
  const client = new ImapFlow({
    host: mailbox.host,
    port: mailbox.port,
    secure: mailbox.security === 'tls',
    ...(mailbox.security === 'tls' ? {} : { doSTARTTLS: mailbox.security === 'starttls' }),
    auth,
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 10_000,
    socketTimeout: 120_000,
    maxIdleTime: 5 * 60_000,
  })
  client.on('error', () => {})
  made(client)
  await client.connect()
  return client
}
