import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** In CI nothing may be left out: a missing component fails. */
const mustHaveAll = process.env.CI === 'true' || process.env.POSTAKTE_TEST_ALL === 'yes'

export const postgresBin = (): string | null => {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).filter((one) => Number(one) >= 15 && existsSync(join(root, one, 'bin/initdb'))) : []
  return versions.length > 0 ? join(root, versions.sort().at(-1)!, 'bin') : null
}
export const dovecotPath = (): string | null => ['/usr/sbin/dovecot'].find((path) => existsSync(path)) ?? null
export const chromiumPath = (): string | null => ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path)) ?? null

/** True when a suite must be left out; says so aloud, and never in CI. */
export function leftOut(suite: string, component: string, found: unknown): boolean {
  if (found || mustHaveAll) return false
  console.warn(`LEFT OUT: ${suite} (no ${component} on this machine)`)
  return true
}
