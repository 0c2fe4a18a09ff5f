import type { Query } from '../db/db'
import { seal } from '../mailboxes/secret'

export interface LoadedWebhooks {
  readonly webhooks: ReadonlyMap<string, string>
  readonly deliveries: ReadonlyMap<string, string>
}

/** Ada has set one up for the ERP, which did not answer once. Nobody sends in tests that do not start a sender. */
export async function loadWebhook(db: Query, users: ReadonlyMap<string, number>, secretKey: string): Promise<LoadedWebhooks> {
  const [webhook] = await db.query<{ id: string }>(
    `insert into webhooks (name, url, kinds, user_id, secret, since_event) values ('Warenwirtschaft', 'https://erp.sonnberg.example/postakte', '{case,contact}', $1, $2, 0) returning id::text as id`,
    [users.get('ada'), seal(`whsec_${Buffer.from('geheim').toString('base64')}`, secretKey)],
  )
  const [delivery] = await db.query<{ id: string }>(
    `insert into webhook_deliveries (webhook_id, event_id, kind, audiences, body, state, attempts, last_failure, done_at)
     values ($1::text::bigint, 1, 'case', '{0}', '{}', 'failed', 9, 'outside-unreachable', now()) returning id::text as id`,
    [webhook!.id],
  )
  return { webhooks: new Map([['warenwirtschaft', webhook!.id]]), deliveries: new Map([['fehlgeschlagen', delivery!.id]]) }
}
