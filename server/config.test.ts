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
it('signs people in over encrypted lines only, at one tenant, and with all that it takes', () => {
  const oidc = {
    POSTAKTE_URL: 'https://postakte.example.org/',
    POSTAKTE_OIDC_ISSUER: 'https://login.example.org',
    POSTAKTE_OIDC_CLIENT_ID: 'postakte',
    POSTAKTE_OIDC_CLIENT_SECRET: 'geheim',
  }
  expect(refused(oidc)).toBe('accepted')
  expect(refused({ ...oidc, POSTAKTE_OIDC_ISSUER: 'http://login.example.org' })).toContain('POSTAKTE_OIDC_ISSUER')
  for (const missing of ['POSTAKTE_URL', 'POSTAKTE_OIDC_CLIENT_ID', 'POSTAKTE_OIDC_CLIENT_SECRET'])
    expect(refused({ ...oidc, [missing]: '' })).toContain(missing)
  const guid = '0f0e0d0c-0b0a-0908-0706-050403020100'
  const microsoft = { POSTAKTE_MICROSOFT_TENANT: guid, POSTAKTE_MICROSOFT_CLIENT_ID: guid.toUpperCase() }
  expect(refused(microsoft)).toBe('accepted')
  expect(refused({ ...microsoft, POSTAKTE_MICROSOFT_TENANT: 'common' })).toContain('POSTAKTE_MICROSOFT_TENANT')
  expect(refused({ ...microsoft, POSTAKTE_MICROSOFT_AUTHORITY: 'http://login.example.org' })).toContain('POSTAKTE_MICROSOFT_AUTHORITY')
  expect(refused({ ...microsoft, POSTAKTE_MICROSOFT_CLIENT_ID: '' })).toContain('POSTAKTE_MICROSOFT_CLIENT_ID')
})
it('knows its own address and its proxies', () => {
  const secret = { POSTAKTE_SECRET_KEY: 'x'.repeat(32) }
  expect(readConfig({ ...secret, POSTAKTE_URL: 'https://postakte.example.org/' }).url).toBe('https://postakte.example.org')
  expect(readConfig(secret).url).toBe('http://127.0.0.1:8787')
  for (const wrong of ['postakte.example.org', 'https://postakte.example.org/pfad', 'https://user@postakte.example.org'])
    expect(refused({ POSTAKTE_URL: wrong })).toContain('POSTAKTE_URL')
  expect(refused({ POSTAKTE_TRUSTED_PROXIES: '10.0.0.0/8, ::1' })).toBe('accepted')
  expect(refused({ POSTAKTE_TRUSTED_PROXIES: 'proxy.example.org' })).toContain('POSTAKTE_TRUSTED_PROXIES')
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
