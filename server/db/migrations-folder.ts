import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Beside this file in the sources; beside dist/ once built. */
export function migrationsFolder(): string {
  const here = join(import.meta.dirname, 'migrations')
  return existsSync(here) ? here : join(import.meta.dirname, '..', 'db', 'migrations')
}
