import { createHmac, randomBytes } from 'node:crypto'

/** Standard Webhooks (github.com/standard-webhooks): the receiver verifies with any of its libraries. */
const prefix = 'whsec_'

export const newSecret = (): string => prefix + randomBytes(32).toString('base64')

export interface Message {
  readonly id: string
  readonly body: string
}

/** Headers of one attempt. The timestamp is signed, so that an old message cannot be sent again; several secrets sign in turn. */
export function signedHeaders({ id, body }: Message, secrets: readonly string[], now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  const signatures = secrets.map((secret) => `v1,${signature(`${id}.${timestamp}.${body}`, secret)}`)
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

const signature = (text: string, secret: string): string =>
  createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
    .update(text, 'utf8')
    .digest('base64')
