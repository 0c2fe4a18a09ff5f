import { app } from '../app'
import { readConfig } from '../config'
import type { Db } from '../db/db'

/** The server's routes over a migrated database with nobody and nothing in it: for pages and files that need no world. */
export function bareApp(db: Db, settings: Readonly<Record<string, string>> = {}): ReturnType<typeof app> {
  const config = readConfig({ POSTAKTE_SECRET_KEY: 's'.repeat(32), POSTAKTE_DATA: '/nonexistent', ...settings })
  return app({ db, config, intake: { own: {} } as never, live: {} as never })
}
