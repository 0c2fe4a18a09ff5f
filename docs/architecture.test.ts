import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.tsx?$/.test(name) && !/node_modules|\.tsc|\/dist\/|\.test\.tsx?$|\.command\.ts$|corpus-score/.test(name))
const importsOf = (file: string) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]!)
const breaches = (folders: readonly string[], forbidden: RegExp) =>
  folders.flatMap(filesIn).flatMap((file) =>
    importsOf(file)
      .filter((one) => forbidden.test(one))
      .map((one) => `${file} → ${one}`),
  )

describe('who may import whom', () => {
  it('reading and deciding know no database, file, network or worker', () => {
    expect(
      breaches(['server/mail', 'server/intake/pipeline'], /node:(?:fs|net|http|worker|child)|\/db\/|postgres|pglite|drizzle|imapflow/),
    ).toEqual([])
  })
  it('shared knows neither Node nor the server', () => {
    expect(breaches(['shared'], /^node:|server\//)).toEqual([])
  })
  it('showing a mail knows no database, network, route or intake', () => {
    const found = breaches(
      ['server/showing', 'shared/showing'],
      /node:(?:fs|net|http|child)|\/db\/|\/http\/|\/intake\/|hono|postgres|pglite|drizzle/,
    )
    expect(found.filter((one) => !one.startsWith('server/showing/browser/'))).toEqual([])
  })
  it('the panel knows neither the server nor a mail program', () => {
    expect(breaches(['panel'], /@postakte\/(?:server|addin)|^(?:\.\.\/)+(?:server|addin)|office-js|webextension/)).toEqual([])
    const speaking = filesIn('panel').filter((file) => /\b(?:Office|messenger|browser)\.\w/.test(readFileSync(join(root, file), 'utf8')))
    expect(speaking).toEqual([])
  })
  it('only config reads the environment', () => {
    const readers = filesIn('server').filter((file) => /process\.env\b/.test(readFileSync(join(root, file), 'utf8')))
    expect(readers.filter((file) => !/server\/(?:config|cli|main)\.ts|server\/testing\//.test(file))).toEqual([])
  })
})
