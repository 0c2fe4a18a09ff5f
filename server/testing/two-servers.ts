import { pino } from 'pino'
import { app } from '../app'
import type { Db } from '../db/db'
import { Live, type LiveOptions } from '../events/live'
import { type NewEvent, writeEvents } from '../events/write'
import { startApi, type TestApi } from './api'
import type { TestDatabase } from './databases'
import { type Listener, type ListenOptions, listenTo } from './listener'

/** Two servers on one database, each with its own connections. */
export interface TwoServers extends TestApi {
  /** Watches at the first or the second server. */
  listen(login: string, options?: Partial<ListenOptions> & { readonly at?: 0 | 1 }): Promise<Listener>
  /** Something happens, by the hand of the server itself. */
  happen(...events: readonly NewEvent[]): Promise<void>
  readonly lives: readonly [Live, Live]
  readonly dbs: readonly [Db, Db]
}

export async function startTwoServers(database: TestDatabase, options: Partial<LiveOptions> = {}): Promise<TwoServers> {
  const db = await database.open('world')
  const again = await database.again(db)
  const api = await startApi(db)
  const started = async (own: Db) => {
    const live = new Live({ db: own, log: pino({ level: 'silent' }), everyMillis: 200, rightsMillis: 0, ...options })
    await live.start()
    return { live, routes: app({ db: own, intake: api.intake, config: api.config, live }) }
  }
  const servers = [await started(db), await started(again)] as const
  return {
    ...api,
    listen: (login, { at = 0, ...more } = {}) =>
      listenTo((path, init) => servers[at].routes.request(path, init), { token: api.token(login), ...more }),
    happen: (...events) => db.transaction((tx) => writeEvents(tx, events, null)),
    lives: [servers[0].live, servers[1].live],
    dbs: [db, again],
    close: async () => {
      await Promise.all(servers.map(({ live }) => live.stop()))
      await again.close()
      await api.close()
      await database.close()
    },
  }
}
