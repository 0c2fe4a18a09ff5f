import type { webhookRoutes } from '@postakte/shared/api/webhooks'
import type { ApiTx, Handlers } from '../http/api/call'
import { checkAsWritten } from '../http/outside-host'
import { seal } from '../mailboxes/secret'
import { newSecret } from './sign'
import {
  addTest,
  addWebhook,
  changeWebhook,
  deliveriesBefore,
  removeWebhook,
  renewSecret,
  retryFailed,
  rulesOf,
  webhookById,
  webhooksAfter,
} from './webhooks'

export const webhookHandlers: Handlers<typeof webhookRoutes> = {
  listWebhooks: async ({ tx, query: { after, limit } }) => pageOf(await webhooksAfter(tx, after ?? '0', limit), limit),
  createWebhook: async ({ me, tx, body, parts: { config } }) => {
    checkAsWritten(body.url, rulesOf(config))
    const secret = newSecret()
    const webhook = await addWebhook(tx, me, body, seal(secret, config.secretKey))
    note(tx, 'webhook.create', webhook.id, { name: webhook.name, url: webhook.url, kinds: webhook.kinds })
    return { webhook, secret }
  },
  changeWebhook: async ({ me, tx, params: { webhookId }, body, parts: { config } }) => {
    if (body.url !== undefined) checkAsWritten(body.url, rulesOf(config))
    const webhook = await changeWebhook(tx, me, webhookId, body)
    note(tx, 'webhook.change', webhookId, { name: webhook.name, url: webhook.url, kinds: webhook.kinds, active: webhook.active })
    return webhook
  },
  renewWebhookSecret: async ({ me, tx, params: { webhookId }, body, parts: { config } }) => {
    const secret = newSecret()
    const webhook = await renewSecret(tx, me, webhookId, body.version, seal(secret, config.secretKey))
    note(tx, 'webhook.secret', webhookId, { name: webhook.name })
    return { webhook, secret }
  },
  testWebhook: async ({ tx, params: { webhookId } }) => addTest(tx, webhookId, new Date()),
  listDeliveries: async ({ tx, params: { webhookId }, query: { after, limit, state } }) => {
    await webhookById(tx, webhookId)
    return pageOf(await deliveriesBefore(tx, webhookId, after ?? null, state ?? null, limit), limit)
  },
  retryDelivery: async ({ tx, params: { webhookId, deliveryId } }) => {
    const delivery = await retryFailed(tx, webhookId, deliveryId)
    note(tx, 'webhook.retry', webhookId, { delivery: deliveryId })
    return delivery
  },
  deleteWebhook: async ({ tx, params: { webhookId } }) => {
    const { name, url } = await webhookById(tx, webhookId)
    await removeWebhook(tx, webhookId)
    note(tx, 'webhook.delete', webhookId, { name, url })
    return undefined
  },
}

const note = (tx: ApiTx, action: string, recordId: string, facts: Readonly<Record<string, unknown>>) =>
  tx.journal({ action, kind: 'webhook', recordId, facts })

/** `after` is the last id of the page before. */
const pageOf = <T extends { readonly id: string }>(items: T[], limit: number) => ({
  items,
  next: items.length < limit ? null : items.at(-1)!.id,
})
