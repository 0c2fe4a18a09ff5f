import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesInZip } from '@postakte/server/testing/files-in-zip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildRelease } from './release.mjs'

/** As scripts/build.mjs made it for the server, before the tests. */
const made = join(import.meta.dirname, '../server/dist/thunderbird')

describe('what is published for Thunderbird', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-release-'))
  let inputs: readonly string[]
  beforeAll(async () => {
    inputs = await buildRelease(folder)
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const bytesOf = (name: string) => readFileSync(join(made, name))

  it.each(['postakte.xpi', 'postakte-source.zip'])('has the same bytes, whenever and wherever it is built: %s', (name) => {
    expect(readFileSync(join(folder, name)).equals(bytesOf(name))).toBe(true)
  })
  it('can be read by people: nothing is minified', () => {
    for (const [name, bytes] of filesInZip(bytesOf('postakte.xpi')))
      if (name.endsWith('.js')) expect([name, bytes.length / bytes.toString().split('\n').length < 100]).toEqual([name, true])
  })
  it('names its libraries with version, licence and source, and has the text of each licence', () => {
    const list = filesInZip(bytesOf('postakte.xpi')).get('VENDOR.md')!.toString()
    expect(list).toMatch(/\| react \| \d+\.\d+\.\d+ \| MIT \| https:\/\//)
    for (const line of list.split('\n').filter((one) => one.startsWith('| ') && !one.startsWith('| package'))) {
      expect(line).toMatch(/^\| [@\w/.-]+ \| \d+\.\d+\.\d+[\w.-]* \| [\w.-]+ \| https:\/\/\S+ \|$/)
      const [, name, version] = line.split(' | ').map((cell) => cell.replace(/^\| /, ''))
      expect(list).toContain(`## ${line.split('|')[1]!.trim()} ${name}`)
      expect(version).not.toBe('undefined')
    }
    expect(list.match(/Permission is hereby granted/g)!.length).toBeGreaterThan(10)
  })
  it('gives reviewers every source of ours that is in it, byte for byte, with the lock file and how to build it', () => {
    const archive = filesInZip(bytesOf('postakte-source.zip'))
    const ours = inputs.filter((path) => !path.includes('node_modules')).map((path) => join('addin-thunderbird', path))
    expect(ours.length).toBeGreaterThan(50)
    for (const path of [...ours, 'pnpm-lock.yaml', 'package.json', 'addin-thunderbird/manifest.json', 'addin-thunderbird/release.mjs'])
      expect([path, archive.get(path)?.equals(readFileSync(join(import.meta.dirname, '..', path)))]).toEqual([path, true])
    expect(archive.get('README.md')!.toString()).toContain('--frozen-lockfile')
    expect([...archive.keys()].filter((path) => /node_modules|(?:^|\/)dist\/|\.npmrc|\.test\.ts/.test(path))).toEqual([])
  })
})
