import { makeClient } from '@postakte/shared/api/client'
import type { InputOf, ResultOf, RouteShape } from '@postakte/shared/api/route'
import { webhookRoutes } from '@postakte/shared/api/webhooks'
import type { EventKind } from '@postakte/shared/model/event-kinds'
import { pino } from 'pino'
import { app } from '../app'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { type SenderOptions, WebhookSender } from '../webhooks/send'
import type { TestDatabase } from './databases'
import { startTwoServers, type TwoServers } from './two-servers'

/** Two servers that send webhooks to this machine. */
export interface WebhookHouse extends TwoServers {
  readonly config: Config
  /** Starts a sender at the first or second server's connections; `stop` of the house stops it. */
  sender(options?: Partial<SenderOptions>, db?: Db): Promise<WebhookSender>
  /** Ada (or another) sets one up; gives its id and its secret. */
  webhook(url: string, kinds?: readonly EventKind[], login?: string): Promise<{ id: string; secret: string }>
  /** As `call`, at a server that may send to this machine. */
  ask<R extends RouteShape>(login: string, route: R, input: InputOf<R>): Promise<ResultOf<R>>
  stopSenders(): Promise<void>
}

export async function startWebhookHouse(database: TestDatabase): Promise<WebhookHouse> {
  const house = await startTwoServers(database)
  const config = { ...house.config, POSTAKTE_WEBHOOK_HOSTS: ['127.0.0.1'] }
  const routes = app({ db: house.db, intake: house.intake, live: house.live, config })
  const senders: WebhookSender[] = []
  const stopSenders = async () => {
    await Promise.all(senders.splice(0).map((one) => one.stop()))
  }
  const ask: WebhookHouse['ask'] = (login, route, input) =>
    makeClient({
      base: '',
      token: () => house.token(login),
      language: () => 'de',
      fetch: (async (url: string, init: RequestInit) => routes.request(url, init)) as never,
    })(route, input)
  // Nobody answers at the address that the world's webhook has.
  await house.db.query(`delete from webhooks`)
  return {
    ...house,
    config,
    ask,
    stopSenders,
    sender: async (options = {}, db = house.db) => {
      const sender = new WebhookSender({ db, config, log: pino({ level: 'silent' }), everyMillis: 50, waits: [0, 0, 0], ...options })
      senders.push(sender)
      await sender.start()
      return sender
    },
    webhook: async (url, kinds = ['case'], login = 'ada') => {
      const { webhook, secret } = await ask(login, webhookRoutes.createWebhook, {
        body: { name: 'Warenwirtschaft', url, kinds: [...kinds] },
      })
      return { id: webhook.id, secret }
    },
    close: async () => {
      await stopSenders()
      await house.close()
    },
  }
}
