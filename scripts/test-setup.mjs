import { buildOutlook, buildServer, buildThunderbird } from './build.mjs'
import { whenChanged } from './fresh.mjs'

/** Worker threads, the command line and the add-ins are tested as they are shipped: built. */
export async function setup() {
  await buildServer()
  await whenChanged('outlook', buildOutlook)
  await whenChanged('thunderbird', buildThunderbird)
}
