import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Problem } from '@postakte/shared/model/problem'
import { fill, problemText, texts } from '@postakte/shared/texts/texts'
import { pino } from 'pino'
import { app } from './app'
import { type Config, readConfig, startLanguage } from './config'
import type { Db } from './db/db'
import { openDb } from './db/open'
import { fillWorld } from './demo/fill-world'
import { listen } from './http/listen'
import { firstLogin } from './http/login'
import { type Intake, startIntake } from './intake/intake'

/** Starts everything; stops within ten seconds on SIGTERM, with every mail safe. */
async function main(): Promise<void> {
  const config = readConfig()
  const db = await openDb(config)
  const intake = await startFilledIntake(config, db)
  const server = createAdaptorServer({ fetch: app({ db, intake, config }).fetch }) as Server
  stopOnSignal(server, intake, db)
  const address = await listen(server, config.POSTAKTE_HOST, config.POSTAKTE_PORT)
  // Only now: a password that is kept must also have been shown.
  const password = config.devPage ? await firstLogin(db, randomBytes(9).toString('base64url')) : null
  for (const line of greeting(config, address, password)) process.stdout.write(`${line}\n`)
}

async function startFilledIntake(config: Config, db: Db): Promise<Intake> {
  const fresh = config.embedded && config.POSTAKTE_DEMO ? await fillWorld(db) : null
  const log = pino({ level: config.NODE_ENV === 'production' ? 'info' : 'warn' })
  const intake = await startIntake({ db, config, log })
  if (fresh) await intake.receive(fresh)
  return intake
}

function stopOnSignal(server: Server, intake: Intake, db: Db): void {
  const stop = async () => {
    setTimeout(() => process.exit(1), 10_000).unref()
    server.close()
    await intake.stop()
    await db.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function greeting({ embedded, devPage, language }: Config, address: string, password: string | null): string[] {
  const words = texts[language].start
  const login = password === null ? words.knownLogin : fill(words.login, { password })
  return [...(embedded ? [words.embedded] : []), fill(words.address, { address }), ...(devPage ? [login] : [])]
}

main().catch((error: unknown) => {
  const text = error instanceof Problem ? problemText(error, startLanguage()) : String((error as Error)?.message ?? error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
