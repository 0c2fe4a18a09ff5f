import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where a file or folder lies that scripts/build.mjs made, for the built server and for the tests of its sources; null: not built. */
export const built = (path: string): string | null =>
  [join(import.meta.dirname, path), join(import.meta.dirname, '../dist', path)].find((one) => existsSync(one)) ?? null
