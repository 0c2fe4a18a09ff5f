import { z } from 'zod'
import { type EventKind, eventKinds, presenceKinds } from '../model/event-kinds'
import { route } from './route'
import { id, instant, line, page, paged, userRef, version } from './shapes'

/** What other systems may be told of; never who is present where. */
export const webhookKinds = eventKinds.filter((kind) => !(presenceKinds as readonly EventKind[]).includes(kind)) as [
  EventKind,
  ...EventKind[],
]

const webhook = z.object({
  id,
  name: z.string(),
  url: z.string(),
  kinds: z.array(z.enum(eventKinds)),
  /** Who set it up last: it is told what this person may see. */
  user: userRef,
  active: z.boolean(),
  offReason: z.enum(['person', 'failing', 'gone']).nullable(),
  /** Messages that wait; counted to 1,000. */
  waiting: z.int(),
  /** The newest attempt: when, the status that the receiver answered, or the code of a problem. */
  lastAt: instant.nullable(),
  lastStatus: z.int().nullable(),
  lastFailure: z.string().nullable(),
  succeededAt: instant.nullable(),
  version,
})
export type Webhook = z.output<typeof webhook>

const delivery = z.object({
  id,
  /** The header webhook-id. */
  messageId: z.string(),
  kind: z.enum([...eventKinds, 'test']),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int(),
  /** The next attempt; null when there is none. */
  nextAt: instant.nullable(),
  lastStatus: z.int().nullable(),
  lastFailure: z.string().nullable(),
  createdAt: instant,
  doneAt: instant.nullable(),
})
export type Delivery = z.output<typeof delivery>

const webhookId = z.object({ webhookId: id })
const url = z.string().trim().max(2_000)
const kinds = z.array(z.enum(webhookKinds)).min(1).max(20)
const withSecret = z.object({ webhook, /** Shown this once; whsec_… as Standard Webhooks writes it. */ secret: z.string() })
const addressProblems = ['outside-address-wrong', 'outside-host-refused', 'outside-not-encrypted'] as const

export const webhookRoutes = {
  listWebhooks: route({
    method: 'GET',
    path: '/api/webhooks',
    summary: { de: 'Alle Webhooks', en: 'All webhooks' },
    permission: 'webhooks.manage',
    changes: false,
    query: z.strictObject({ ...page, after: id.optional() }),
    answer: paged(webhook),
    example: { as: 'ada' },
  }),
  createWebhook: route({
    method: 'POST',
    path: '/api/webhooks',
    summary: { de: 'Ein anderes System erfährt, was geschieht', en: 'Another system is told what happens' },
    permission: 'webhooks.manage',
    changes: true,
    keyed: 'secret',
    body: z.strictObject({ name: line(100), url, kinds }),
    answer: withSecret,
    makes: true,
    problems: [...addressProblems],
    example: { as: 'ada', body: { name: 'Warenwirtschaft', url: 'https://erp.sonnberg.example/postakte', kinds: ['case', 'contact'] } },
  }),
  changeWebhook: route({
    method: 'PATCH',
    path: '/api/webhooks/:webhookId',
    summary: {
      de: 'Ändert, was angegeben ist; wer mehr tut als abschalten, mit dessen Rechten arbeitet er von da an',
      en: 'Changes what is given; whoever does more than switching it off lends it his rights from then on',
    },
    permission: 'webhooks.manage',
    changes: true,
    params: webhookId,
    body: z.strictObject({
      version,
      name: line(100).optional(),
      url: url.optional(),
      kinds: kinds.optional(),
      active: z.boolean().optional(),
    }),
    answer: webhook,
    problems: ['changed-meanwhile', ...addressProblems],
    example: { as: 'ada', params: { webhookId: '@webhook/warenwirtschaft' }, body: { version: 1, active: false } },
  }),
  renewWebhookSecret: route({
    method: 'POST',
    path: '/api/webhooks/:webhookId/secret',
    summary: {
      de: 'Ein neues Geheimnis; das alte unterschreibt noch einen Tag lang mit',
      en: 'A new secret; the old one signs beside it for another day',
    },
    permission: 'webhooks.manage',
    changes: true,
    keyed: 'secret',
    params: webhookId,
    body: z.strictObject({ version }),
    answer: withSecret,
    problems: ['changed-meanwhile'],
    example: { as: 'ada', params: { webhookId: '@webhook/warenwirtschaft' }, body: { version: 2 } },
  }),
  testWebhook: route({
    method: 'POST',
    path: '/api/webhooks/:webhookId/tests',
    summary: { de: 'Sendet eine Nachricht zur Probe', en: 'Sends a message to try it' },
    permission: 'webhooks.manage',
    changes: true,
    params: webhookId,
    answer: delivery,
    makes: true,
    example: { as: 'ada', params: { webhookId: '@webhook/warenwirtschaft' } },
  }),
  listDeliveries: route({
    method: 'GET',
    path: '/api/webhooks/:webhookId/deliveries',
    summary: { de: 'Was gesendet wurde, wartet oder fehlschlug, das Neueste zuerst', en: 'What was sent, waits or failed, newest first' },
    permission: 'webhooks.manage',
    changes: false,
    params: webhookId,
    query: z.strictObject({ ...page, after: id.optional(), state: z.enum(['waiting', 'delivered', 'failed']).optional() }),
    answer: paged(delivery),
    example: { as: 'ada', params: { webhookId: '@webhook/warenwirtschaft' }, query: { state: 'failed' } },
  }),
  retryDelivery: route({
    method: 'POST',
    path: '/api/webhooks/:webhookId/deliveries/:deliveryId/retry',
    summary: { de: 'Versucht es noch einmal mit dem, was fehlschlug', en: 'Tries again what had failed' },
    permission: 'webhooks.manage',
    changes: true,
    params: z.object({ webhookId: id, deliveryId: id }),
    answer: delivery,
    example: { as: 'ada', params: { webhookId: '@webhook/warenwirtschaft', deliveryId: '@delivery/fehlgeschlagen' } },
  }),
  deleteWebhook: route({
    method: 'DELETE',
    path: '/api/webhooks/:webhookId',
    summary: { de: 'Löscht ihn mit allem, was noch wartet', en: 'Deletes it with all that still waits' },
    permission: 'webhooks.manage',
    changes: true,
    params: webhookId,
    answer: 'nothing',
    example: { as: 'ada', params: { webhookId: '@webhook/warenwirtschaft' } },
  }),
}
