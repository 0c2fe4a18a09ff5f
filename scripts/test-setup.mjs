import { buildServer } from './build.mjs'

/** Worker threads and the command line are tested as they are shipped: built. */
export async function setup() {
  await buildServer()
}
