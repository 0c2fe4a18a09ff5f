import { randomBytes } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Problem } from '@postakte/shared/model/problem'
import { fill, problemText, texts } from '@postakte/shared/texts/texts'
import { pino } from 'pino'
import { app } from './app'
import { type Config, readConfig } from './config'
import { openDb } from './db/open'
import { fillWorld } from './demo/fill-world'
import { firstLogin } from './http/login'
import { startIntake } from './intake/intake'

/** Starts everything; stops within ten seconds on SIGTERM, with every mail safe. */
async function main(): Promise<void> {
  const config = readConfig()
  const words = texts[config.POSTAKTE_LANGUAGE].start
  const log = pino({ level: config.NODE_ENV === 'production' ? 'info' : 'warn' })
  const db = await openDb(config)
  const intake = await startIntakeIn(config, db, log)
  const password = await firstLogin(db, randomBytes(9).toString('base64url'))
  const server = serve(
    { fetch: app({ db, intake, config }).fetch, hostname: config.POSTAKTE_HOST, port: config.POSTAKTE_PORT },
    ({ port }) => {
      if (config.embedded) process.stdout.write(`${words.embedded}\n`)
      process.stdout.write(`${fill(words.address, { address: `http://${config.POSTAKTE_HOST}:${port}/` })}\n`)
      process.stdout.write(`${password === null ? words.knownLogin : fill(words.login, { password })}\n`)
    },
  )
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

async function startIntakeIn(config: Config, db: Awaited<ReturnType<typeof openDb>>, log: Parameters<typeof startIntake>[0]['log']) {
  const fresh = config.embedded && config.POSTAKTE_DEMO ? await fillWorld(db) : null
  const intake = await startIntake({ db, config, log })
  if (fresh) await intake.receive(fresh)
  return intake
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Problem ? problemText(error, process.env.POSTAKTE_LANGUAGE === 'en' ? 'en' : 'de') : String((error as Error)?.message ?? error)}\n`,
  )
  process.exit(1)
})
