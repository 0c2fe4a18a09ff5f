import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../addin-thunderbird/manifest.json'
import { version } from '../../addin-thunderbird/package.json'
import type { Db } from '../db/db'
import { bareApp } from '../testing/bare-app'
import { openMigrated } from '../testing/databases'
import { filesInZip } from '../testing/files-in-zip'

const base = 'https://post.sonnberg.example:8443'
const { id } = manifest.browser_specific_settings.gecko

describe('the add-on for Thunderbird as a server hands it out', () => {
  let db: Db
  beforeAll(async () => {
    db = await openMigrated()
  })
  afterAll(() => db.close())
  const get = (path: string, url = base, headers: Record<string, string> = {}) =>
    bareApp(db, { POSTAKTE_URL: url }).request(`/install/thunderbird/${path}`, { headers })
  const addOnOf = async (url: string) => {
    const files = filesInZip(Buffer.from(await (await get('postakte.xpi', url)).arrayBuffer()))
    const json = (name: string) => JSON.parse(files.get(name)!.toString())
    return { files, manifest: json('manifest.json'), server: json('server.json') }
  }

  it('knows this server, may reach it and no other without being asked, and is updated by it', async () => {
    const own = await addOnOf(base)
    expect(own.server).toEqual({ server: base })
    expect(own.manifest).toEqual({
      ...manifest,
      version: `${version}.1`,
      browser_specific_settings: {
        gecko: { ...manifest.browser_specific_settings.gecko, update_url: `${base}/install/thunderbird/updates.json` },
      },
      host_permissions: ['https://post.sonnberg.example/*'],
    })
    expect(own.files.get('background.js')!.length).toBeGreaterThan(100_000)
  })
  it('is saved, not opened, and not sent again to who has it', async () => {
    const answer = await get('postakte.xpi')
    expect(answer.headers.get('Content-Type')).toBe('application/x-xpinstall')
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="postakte.xpi"')
    const again = await get('postakte.xpi', base, { 'If-None-Match': answer.headers.get('ETag')! })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
  it('says which version there is, and by which sum Thunderbird knows that it came whole', async () => {
    const bytes = Buffer.from(await (await get('postakte.xpi')).arrayBuffer())
    const update = {
      version: `${version}.1`,
      update_link: `${base}/install/thunderbird/postakte.xpi`,
      update_hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      applications: { gecko: { strict_min_version: '140.0' } },
    }
    expect(await (await get('updates.json')).json()).toEqual({ addons: { [id]: { updates: [update] } } })
  })
  it('has no updates where Thunderbird would refuse them: on the same machine without TLS', async () => {
    const own = await addOnOf('http://127.0.0.1:8787')
    expect(own.manifest.browser_specific_settings).toEqual(manifest.browser_specific_settings)
    expect(own.manifest.host_permissions).toEqual(['http://127.0.0.1/*'])
  })
  it('makes a policy of this installation, for a folder and for a Mac', async () => {
    const setting = { installation_mode: 'force_installed', install_url: `${base}/install/thunderbird/postakte.xpi` }
    expect(await (await get('policies.json')).json()).toEqual({
      policies: { ExtensionSettings: { [id]: setting }, '3rdparty': { Extensions: { [id]: { server: base } } } },
    })
    const list = await (await get('org.mozilla.thunderbird.plist')).text()
    expect(list).toContain(`<key>${id}</key>\n<dict>\n<key>installation_mode</key>\n<string>force_installed</string>`)
    expect(list.match(/<dict>/g)).toHaveLength(list.match(/<\/dict>/g)!.length)
  })
  it.each(['postakte.xpi', 'policies.json', 'updates.json', 'org.mozilla.thunderbird.plist', 'VENDOR.md'])(
    'is not handed out for an address that it would not send mails to: %s',
    async (name) => {
      const answer = await get(name, 'http://post.sonnberg.example')
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'add-on-base'])
    },
  )
  it('names what is in it of others', async () => {
    const answer = await get('VENDOR.md')
    expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
    expect(await answer.text()).toContain('| react |')
  })
  it('has a page that says how, and what is missing where it cannot be', async () => {
    const text = await (await get('../thunderbird?lang=de')).text()
    expect(text).toContain('policies.json herunterladen')
    expect(text).toContain(`{&quot;${id}&quot;:{&quot;installation_mode&quot;:&quot;force_installed&quot;`)
    const bad = await (await get('../thunderbird?lang=en', 'http://post.sonnberg.example')).text()
    expect(bad).toContain('Thunderbird cannot use the add-on like this yet')
    expect(bad).not.toContain('.xpi"')
  })
})
