import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { startApi, type TestApi } from '@postakte/server/testing/api'
import { leftOut } from '@postakte/server/testing/components'
import { openMigrated } from '@postakte/server/testing/databases'
import { startDovecot, type TestDovecot } from '@postakte/server/testing/dovecot'
import { filesInZip } from '@postakte/server/testing/files-in-zip'
import { freePort } from '@postakte/server/testing/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zip } from '../zip.mjs'
import { companyCertificate, thunderbirdOfCompany } from './company'
import { confirmCode, type House, soon, user } from './house'
import { backToMail, openFolder, selectMail, tagsOf } from './mail-window'
import { bytesOf, mails } from './mails'
import { clickSide, sideText } from './side-panel-hands'
import { Thunderbird, thunderbirdPath, thunderbirds } from './thunderbird'

const pictures = join(import.meta.dirname, '../../.reports/pictures')
const id = 'postakte@postakte.example'

/** The policy that the server made, in real Thunderbirds, the oldest that the add-on is for, too; the server by HTTPS, with a certificate of the company's own authority. */
describe.skipIf(leftOut('roll-out in Thunderbird', 'Thunderbird', thunderbirdPath()))('an installation by the company’s policy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-company-'))
  let api: TestApi
  let dovecot: TestDovecot
  let server: Server
  let policies: object
  /** What the server hands out instead of its own: path → body. */
  const instead = new Map<string, string | Buffer>()
  let base = ''

  beforeAll(async () => {
    const port = await freePort()
    base = `https://127.0.0.1:${port}`
    ;[api, dovecot] = await Promise.all([openMigrated('world').then((db) => startApi(db, { POSTAKTE_URL: base })), startDovecot()])
    const { ca, key, cert } = companyCertificate(folder)
    const listener = getRequestListener((request, env) => api.routes.fetch(request, env))
    server = createServer({ key, cert }, (request, response) => {
      const other = instead.get(request.url ?? '')
      if (other === undefined) return void listener(request, response)
      response.end(other)
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const made = (await (await api.routes.request('/install/thunderbird/policies.json')).json()) as {
      policies: { '3rdparty': { Extensions: Record<string, Record<string, string>> } }
    }
    made.policies['3rdparty'].Extensions[id]!.language = 'de'
    policies = { policies: { ...made.policies, Certificates: { Install: [ca] } } }
    for (const mail of Object.values(mails)) dovecot.deliver(user, bytesOf(mail))
  }, 120_000)
  afterAll(async () => {
    server?.closeAllConnections()
    server?.close()
    await Promise.all([api?.close(), dovecot?.stop()])
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  describe.each(thunderbirds())('$name', ({ name, path }) => {
    let thunderbird: Thunderbird
    beforeAll(async () => {
      instead.clear()
      const account = { user, name: 'Nora Stein', address: 'n.stein@sonnberg.example', more: {} }
      const own = thunderbirdOfCompany(path, join(folder, name), policies)
      thunderbird = await Thunderbird.start({ ...account, imapPort: dovecot.port, smtpPort: await freePort() }, own)
      // At its first start it takes in the company's authority, and may ask for the add-on before it has.
      await thunderbird.restart()
      await openFolder(thunderbird, 'INBOX', Object.keys(mails).length)
    }, 120_000)
    afterAll(() => thunderbird?.stop(), 60_000)

    const shows = (text: RegExp) => expect.poll(() => sideText(thunderbird), soon).toMatch(text)
    const inOptions = (css: string) =>
      thunderbird.page('options.html', (wanted) => document.querySelector<HTMLElement>(wanted)!.textContent!, css)
    const addOn = () =>
      thunderbird.chrome(async (wanted) => {
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
        const found = await AddonManager.getAddonByID(wanted)
        if (!found) return null
        const { version, isActive, permissions } = found
        return { version, isActive, mayEnd: (permissions & (AddonManager.PERM_CAN_DISABLE | AddonManager.PERM_CAN_UNINSTALL)) !== 0 }
      }, id)

    it('is there without anybody’s doing, and cannot be switched off', { timeout: 120_000 }, async () => {
      await expect.poll(addOn, soon).toEqual({ version: '0.1.0.1', isActive: true, mayEnd: false })
    })
    it('asks for nothing but the sign-in: the server is named and allowed, the language is the company’s', {
      timeout: 90_000,
    }, async () => {
      await selectMail(thunderbird, mails.lieferung.messageId)
      await shows(/Melden Sie sich an, dann steht hier, wer schreibt/)
      await clickSide(thunderbird, 'first')
      await expect.poll(() => inOptions('#server-note'), soon).toBe('Diese Adresse hat Ihre Verwaltung festgelegt.')
      const looks = await thunderbird.page('options.html', () => {
        const { value, disabled } = document.querySelector<HTMLInputElement>('#server')!
        return { value, disabled, connect: document.querySelector<HTMLElement>('#connect')!.hidden }
      })
      expect(looks).toEqual({ value: base, disabled: true, connect: true })
      await thunderbird.pictureOf('options.html', join(pictures, 'thunderbird-options-given.png'))
      await thunderbird.clickIn('options.html', '#sign-in')
      await expect.poll(() => inOptions('#code'), soon).toMatch(/^\w{4}-\w{4}$/)
      await confirmCode({ api } as House, await inOptions('#code'))
      await expect.poll(() => inOptions('#state'), soon).toContain('Sie sind angemeldet')
      await backToMail(thunderbird)
      await shows(/Anna Huber/)
    })
    it('files the open mail to a case, and takes it back', { timeout: 120_000 }, async () => {
      const { messageId } = mails.lieferung
      await clickSide(thunderbird, 'targets Abo-Umstellung')
      await shows(/Abgelegt bei „Abo-Umstellung“/)
      await expect.poll(() => tagsOf(thunderbird, messageId), soon).toEqual(['Abgelegt'])
      await clickSide(thunderbird, 'undo')
      await expect.poll(() => tagsOf(thunderbird, messageId), soon).toEqual([])
    })
    it('is replaced by a newer one that the server has, and the user stays signed in', { timeout: 90_000 }, async () => {
      const xpi = Buffer.from(await (await api.routes.request('/install/thunderbird/postakte.xpi')).arrayBuffer())
      const files = filesInZip(xpi)
      files.set('manifest.json', Buffer.from(files.get('manifest.json')!.toString().replace('"0.1.0.1"', '"0.1.1.1"')))
      const newer = zip([...files])
      const updates = await (await api.routes.request('/install/thunderbird/updates.json')).text()
      const sum = createHash('sha256').update(newer).digest('hex')
      instead.set('/install/thunderbird/postakte.xpi', newer)
      instead.set('/install/thunderbird/updates.json', updates.replace('"0.1.0.1"', '"0.1.1.1"').replace(/sha256:\w+/, `sha256:${sum}`))
      await thunderbird.chrome(async (wanted) => {
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
        const found = await AddonManager.getAddonByID(wanted)
        const onUpdateAvailable = (_: unknown, install: any) => install.install()
        found.findUpdates({ onUpdateAvailable }, AddonManager.UPDATE_WHEN_PERIODIC_UPDATE)
      }, id)
      await expect.poll(async () => (await addOn())?.version, soon).toBe('0.1.1.1')
      await selectMail(thunderbird, mails.fremd.messageId)
      await shows(/Niemand, Bekanntes/)
    })
  })
})
