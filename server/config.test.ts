import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import { expect, it } from 'vitest'
import { readConfig } from './config'
import { openEmbedded } from './db/embedded'

const data = () => mkdtempSync(join(tmpdir(), 'postakte-config-'))

function refused(env: Record<string, string>): string {
  try {
    readConfig({ POSTAKTE_DATA: data(), ...env })
  } catch (error) {
    if (error instanceof Problem) return problemText(error, 'en')
    throw error
  }
  return 'accepted'
}

it('names an unknown setting and what was probably meant', () => {
  expect(refused({ POSTAKTE_PROT: '8080' })).toMatch(/POSTAKTE_PROT.*POSTAKTE_P/)
})
it('names a setting with a bad value', () => {
  expect(refused({ POSTAKTE_PORT: 'eighty' })).toContain('POSTAKTE_PORT')
  expect(refused({ DATABASE_URL: 'localhost' })).toContain('DATABASE_URL')
  expect(refused({ POSTAKTE_WORKERS: '0' })).toContain('POSTAKTE_WORKERS')
})
it('takes no database other than PostgreSQL', () => {
  expect(refused({ DATABASE_URL: 'mysql://localhost/x', POSTAKTE_SECRET_KEY: 'x'.repeat(32) })).toContain('DATABASE_URL')
})
it('refuses the embedded database in production unless it is asked for', () => {
  expect(refused({ NODE_ENV: 'production' })).toContain('POSTAKTE_ALLOW_EMBEDDED')
  expect(refused({ NODE_ENV: 'production', POSTAKTE_ALLOW_EMBEDDED: 'yes' })).toBe('accepted')
})
it('shows the developers’ page everywhere but on a production server with PostgreSQL', () => {
  const secret = { POSTAKTE_SECRET_KEY: 'x'.repeat(32) }
  const production = { ...secret, NODE_ENV: 'production', DATABASE_URL: 'postgres://localhost/x' }
  expect(readConfig(production).devPage).toBe(false)
  expect(readConfig({ ...production, POSTAKTE_DEV_PAGE: 'yes' }).devPage).toBe(true)
  expect(readConfig({ ...production, NODE_ENV: 'development' }).devPage).toBe(true)
  expect(readConfig(secret).devPage).toBe(true)
})
it('speaks the language that was set, else the machine’s', () => {
  const secret = { POSTAKTE_SECRET_KEY: 'x'.repeat(32) }
  expect(readConfig({ ...secret, LANG: 'de_DE.UTF-8' }).language).toBe('de')
  expect(readConfig({ ...secret, LANG: 'de_DE.UTF-8', POSTAKTE_LANGUAGE: 'en' }).language).toBe('en')
  expect(readConfig({ ...secret, LANG: 'C.UTF-8' }).language).toBe('en')
})
it('wants a secret of one’s own beside PostgreSQL', () => {
  expect(refused({ DATABASE_URL: 'postgres://localhost/x' })).toContain('POSTAKTE_SECRET_KEY')
})
it('makes the secret of the embedded database once, readable by its user alone', () => {
  const folder = data()
  const first = readConfig({ POSTAKTE_DATA: folder })
  expect(readConfig({ POSTAKTE_DATA: folder }).secretKey).toBe(first.secretKey)
  expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
})
it('keeps the embedded database from hanging when the outer one is used inside a transaction', async () => {
  const db = await openEmbedded(null)
  await expect(db.transaction(() => db.query('select 1'))).rejects.toThrow('only its own tx')
  await expect(db.transaction(() => db.transaction(async () => 1))).rejects.toThrow('only its own tx')
  await db.close()
})
