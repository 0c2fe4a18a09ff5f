import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import manifest from './manifest.json'
import { version } from './package.json'
import { filesOf } from './zip.mjs'

/** As scripts/build.mjs made it, before the tests. */
const made = join(import.meta.dirname, '../server/dist/thunderbird')
const files = new Map(filesOf(join(made, 'add-on')).map(([name, bytes]) => [name, bytes.toString()]))
const scripts = [...files].filter(([name]) => name.endsWith('.js'))

interface Complaint {
  readonly code: string
  readonly message: string
  readonly file?: string
  readonly line?: number
}

/** The linter knows Firefox only: permissions for mail are unknown to it, and a key that Thunderbird does not have is missing. */
const ofFirefox = new Set(['MANIFEST_PERMISSIONS', 'MISSING_DATA_COLLECTION_PERMISSIONS'])

describe('what the reviewers of the add-on site look at', () => {
  it('Mozilla’s linter finds nothing but React’s own innerHTML', { timeout: 240_000 }, async () => {
    const linter = join(import.meta.dirname, 'node_modules/addons-linter/bin/addons-linter')
    const call = [linter, join(made, 'postakte.xpi'), '--self-hosted', '--output', 'json', '--boring']
    // It ends with 1 when it finds an error, and has told all the same.
    const { stdout } = await promisify(execFile)(process.execPath, call, { maxBuffer: 2 ** 24 }).catch((error: { stdout: string }) => error)
    const { errors, warnings, notices } = JSON.parse(stdout) as Record<'errors' | 'warnings' | 'notices', readonly Complaint[]>
    const left = [...errors, ...warnings, ...notices].filter((one) => !ofFirefox.has(one.code) && !isOfReact(one))
    expect(left.map(({ code, file, line, message }) => [code, file, line, message])).toEqual([])
  })
  it('is updated by the site alone, loads nothing from elsewhere, and makes no code of text', () => {
    expect(JSON.stringify(manifest)).not.toMatch(/update_url|content_security_policy|web_accessible|experiment_apis|strict_max_version/)
    for (const [name, text] of scripts)
      expect([name, text.match(/\beval\(|new Function\(|importScripts\(|import\(\s*["'`]https?:|\.src = ["'`]https?:/g)]).toEqual([
        name,
        null,
      ])
    for (const [name, text] of [...files].filter(([one]) => /\.(?:html|css)$/.test(one)))
      expect([
        name,
        text.match(/(?:src|href)="(?:[a-z]+:)?\/\/|<script(?! (?:type="module" )?src="[\w-]+\.js"><\/script>)|url\(|@import/g),
      ]).toEqual([name, null])
  })
  it('sends mails to nobody by plain HTTP', () => {
    const others = manifest.optional_host_permissions.filter((one) => !one.startsWith('https://'))
    expect(others).toEqual(['http://127.0.0.1/*', 'http://localhost/*'])
  })
  it.each(manifest.permissions)('asks for no permission in vain: %s', (permission) => {
    const use = uses[permission]
    expect(use).toBeDefined()
    expect(scripts.some(([, text]) => use!.test(text))).toBe(true)
  })
  it('asks for every permission that it works with: without one, the background would not start', () => {
    const used = Object.keys(uses).filter((permission) => scripts.some(([, text]) => uses[permission]!.test(text)))
    expect(used.filter((one) => !manifest.permissions.includes(one))).toEqual([])
  })
  it('says the same in both languages, and has every sentence that the manifest names', () => {
    const [de, en] = ['de', 'en'].map((one) => Object.keys(JSON.parse(files.get(`_locales/${one}/messages.json`)!) as object).sort())
    expect(de).toEqual(en)
    expect(manifest.default_locale).toBe('en')
    const named = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, name]) => name)
    expect(named.filter((name) => !en!.includes(name!))).toEqual([])
  })
  it('has the version of its package.json, which stands nowhere else', () => {
    expect(manifest).not.toHaveProperty('version')
    expect(JSON.parse(files.get('manifest.json')!)).toMatchObject({ ...manifest, version })
  })
})

/** What calls for each permission; a new one has a line here. */
const uses: Readonly<Record<string, RegExp>> = {
  accountsRead: /messenger\.accounts\./,
  addressBooks: /messenger\.addressBooks\./,
  alarms: /\.alarms\./,
  compose: /messenger\.compose\./,
  'compose.send': /messenger\.compose\.sendMessage/,
  identity: /\.identity\.launchWebAuthFlow/,
  menus: /messenger\.menus\./,
  messagesRead: /messenger\.messages\.get/,
  messagesTags: /messages\.tags\.create/,
  messagesTagsList: /messages\.tags\.list/,
  messagesUpdate: /messages\.update/,
  notifications: /\.notifications\./,
  scripting: /messenger\.scripting\./,
  sensitiveDataUpload: /messages\.getRaw/,
  storage: /\.storage\./,
}

/** The line is below the path that esbuild wrote where react-dom begins. */
function isOfReact({ code, file, line }: Complaint): boolean {
  if (code !== 'UNSAFE_VAR_ASSIGNMENT' || !file || !line) return false
  const before = readFileSync(join(made, 'add-on', file), 'utf8')
    .split('\n')
    .slice(0, line)
  return /node_modules\/react-dom\//.test(before.findLast((one) => /^\s*\/\/ \.\.\//.test(one)) ?? '')
}
