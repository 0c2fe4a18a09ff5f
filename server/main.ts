import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Problem } from '@postakte/shared/model/problem'
import { fill, problemText, texts } from '@postakte/shared/texts/texts'
import { type Logger, pino } from 'pino'
import { app } from './app'
import { type Config, readConfig, startLanguage } from './config'
import type { Db } from './db/db'
import { openDb } from './db/open'
import { demoLogin, demoPassword, isDemo, otherDemoLogins } from './demo/demo-password'
import { fillWorld } from './demo/fill-world'
import { Live } from './events/live'
import { startReminders } from './follow-ups/reminders'
import { startHousekeeping } from './housekeeping/housekeeping'
import { listen } from './http/listen'
import { type Intake, startIntake } from './intake/intake'
import { startSealer } from './journal/sealer'
import { startIndexer } from './search/indexer'
import { WebhookSender } from './webhooks/send'

/** Starts everything; stops within ten seconds on SIGTERM, with every mail safe. */
async function main(): Promise<void> {
  const config = readConfig()
  const db = await openDb(config)
  const log = pino({ level: config.NODE_ENV === 'production' ? 'info' : 'warn' })
  const intake = await startFilledIntake(config, db, log)
  const sealer = startSealer({ db, log })
  const indexer = startIndexer({ db, words: intake.words, log })
  const live = new Live({ db, log })
  const webhooks = new WebhookSender({ db, config, log })
  const reminders = startReminders(db, log)
  const housekeeping = startHousekeeping(db, log)
  await Promise.all([live.start(), webhooks.start()])
  const server = createAdaptorServer({ fetch: app({ db, intake, config, live }).fetch }) as Server
  stopOnSignal(server, [live, webhooks, reminders, housekeeping, indexer, intake, sealer], db)
  const address = await listen(server, config.POSTAKTE_HOST, config.POSTAKTE_PORT)
  for (const line of [...greeting(config, address), ...(await howToSignIn(config, db))]) process.stdout.write(`${line}\n`)
}

async function startFilledIntake(config: Config, db: Db, log: Logger): Promise<Intake> {
  const fresh = config.embedded && config.POSTAKTE_DEMO ? await fillWorld(db) : null
  const intake = await startIntake({ db, config, log })
  if (fresh) await intake.receive(fresh)
  return intake
}

function stopOnSignal(server: Server, running: readonly { stop(): Promise<void> }[], db: Db): void {
  const stop = async () => {
    setTimeout(() => process.exit(1), 10_000).unref()
    server.close()
    await Promise.all(running.map((one) => one.stop()))
    await db.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function greeting({ embedded, language }: Config, address: string): string[] {
  const words = texts[language].start
  return [...(embedded ? [words.embedded] : []), fill(words.address, { address })]
}

/** Only once it listens: a password that is kept must also have been shown. */
async function howToSignIn(config: Config, db: Db): Promise<string[]> {
  const words = texts[config.language].start
  if (!(await isDemo(db))) return (await canSomebodySignIn(config, db)) ? [] : [words.noUsers]
  const password = await demoPassword(db)
  const login = fill(words.login, { login: demoLogin })
  if (password === null) return [login, fill(words.knownLogin, { login: demoLogin })]
  return [login, fill(words.password, { password, others: otherDemoLogins.join(', ') })]
}

async function canSomebodySignIn({ oidc, microsoft }: Config, db: Db): Promise<boolean> {
  const users = await db.query('select from users where active and (password_hash is not null or $1) limit 1', [
    oidc !== null || microsoft !== null,
  ])
  return users.length > 0
}

main().catch((error: unknown) => {
  const text = error instanceof Problem ? problemText(error, startLanguage()) : String((error as Error)?.message ?? error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
