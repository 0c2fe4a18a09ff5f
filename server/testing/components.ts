import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** In CI nothing may be left out: a missing component fails. */
const mustHaveAll = process.env.CI === 'true' || process.env.POSTAKTE_TEST_ALL === 'yes'

const firstOf = (paths: readonly string[]): string | null => paths.find((path) => existsSync(path)) ?? null

export const postgresBin = (): string | null => {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).filter((one) => Number(one) >= 15 && existsSync(join(root, one, 'bin/initdb'))) : []
  return versions.length > 0 ? join(root, versions.sort().at(-1)!, 'bin') : null
}
export const dovecotPath = (): string | null => firstOf(['/usr/sbin/dovecot'])
const wholeChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser']
export const chromiumPath = (): string | null => firstOf(wholeChromium)
/** Chromium without windows of its own, where that is installed: pages are drawn by the same code in less than half the time. */
export const browserPath = (): string | null => firstOf(['/usr/bin/chromium-headless-shell', ...wholeChromium])

/** True when a suite must be left out; says so aloud, and never in CI. */
export function leftOut(suite: string, component: string, found: unknown): boolean {
  if (found || mustHaveAll) return false
  console.warn(`LEFT OUT: ${suite} (no ${component} on this machine)`)
  return true
}
