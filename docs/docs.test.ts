import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const texts = ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
)

/** Paths in backticks or links that begin with a folder of ours. */
const pathsIn = (text: string) =>
  [...text.matchAll(/[`(]((?:server|shared|scripts|docs|bench|corpus|e2e|\.ci)\/[\w./-]*\w)[`)]/g)].map((match) => match[1]!)

describe('the docs', () => {
  it.each(texts)('%s names only paths that exist', (name) => {
    const missing = pathsIn(readFileSync(join(root, name), 'utf8')).filter((path) => !existsSync(join(root, path)))
    expect(missing).toEqual([])
  })
  it('keep the README to 120 lines', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(120)
  })
})
