import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stressCases } from './cases'

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'postakte-stress-'))
const out = join(root, 'server/dist/stress', folder.slice(-6), 'run.js')
const peakMb = 300

/** Each in its own process: one that loops is killed after half a minute, one that eats memory ends at its heap limit. */
describe('mails that attack the reader', () => {
  beforeAll(async () => {
    await build({
      absWorkingDir: root,
      entryPoints: ['server/testing/stress-run.ts'],
      outfile: out,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      alias: { '@postakte/shared': join(root, 'shared') },
      logLevel: 'error',
    })
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  it.each(Object.keys(stressCases))('%s', { timeout: 90_000 }, (name) => {
    const file = join(folder, 'mail.eml')
    writeFileSync(file, stressCases[name]!(), 'latin1')
    const { status, stdout, stderr } = spawnSync(process.execPath, [`--max-old-space-size=${peakMb}`, out, name, file], {
      timeout: 30_000,
      encoding: 'utf8',
    })
    expect(status, stderr.slice(0, 500)).toBe(0)
    console.log(stdout.trim())
    expect(JSON.parse(stdout).peakMb).toBeLessThan(peakMb)
  })
})
