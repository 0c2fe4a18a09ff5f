import type { Config } from '../config'
import { type OutsidePost, type PostResult, postOutside } from '../http/post-outside'
import { unseal } from '../mailboxes/secret'
import { can } from '../rights/can'
import type { Me } from '../users/me'
import type { Claimed } from './outbox'
import { signedHeaders } from './sign'
import { rulesOf } from './webhooks'

/** What came of one attempt; beside what can happen outside: our own secret cannot be opened. */
export type AttemptResult = PostResult | { readonly kind: 'failed'; readonly reason: 'webhook-secret-sealed' }

export interface AttemptOptions {
  readonly config: Config
  readonly signal: AbortSignal
  /** For tests: resolver, limits, certificate authority. */
  readonly post?: Partial<Pick<OutsidePost, 'rules' | 'limits' | 'ca'>>
}

/** Sends a message once, signed with the webhook's secret and, for a day after a change, with the one before. */
export async function attempt(message: Claimed, { config, signal, post = {} }: AttemptOptions): Promise<AttemptResult> {
  const secrets = secretsOf(message, config.secretKey)
  if (secrets === null) return { kind: 'failed', reason: 'webhook-secret-sealed' }
  const signed = signedHeaders({ id: `msg_${message.messageId}`, body: message.body }, secrets, new Date())
  return postOutside({
    url: message.url,
    body: message.body,
    headers: { 'Content-Type': 'application/json', 'User-Agent': 'Postakte-Webhooks', ...signed },
    rules: rulesOf(config),
    signal,
    ...post,
  })
}

/** Null: the server's secret key is another one than when the webhook was made. */
function secretsOf({ secret, secretBefore }: Claimed, secretKey: string): string[] | null {
  try {
    return [secret, secretBefore].flatMap((sealed) => (sealed === null ? [] : [unseal(sealed, secretKey)]))
  } catch {
    return null
  }
}

/** Rights may have changed since the message was made. */
export const mayBeTold = (user: Me, { kind, audiences }: Claimed): boolean =>
  kind === 'test' || can(user, 'see', { kind: 'event', eventKind: kind, audiences })
