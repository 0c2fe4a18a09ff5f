import { startApi, type TestApi } from '@postakte/server/testing/api'
import { startBrowser } from '@postakte/server/testing/browser'
import { browserPath, leftOut } from '@postakte/server/testing/components'
import { openMigrated } from '@postakte/server/testing/databases'
import { type Forger, makeForger, serveJson } from '@postakte/server/testing/forging-service'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { templateInstallation } from '@postakte/shared/outlook/installation'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { giveBroker, type OfficeBroker } from './office-broker'
import { StandIn } from './stand-in'

const tenant = '0f0e0d0c-0b0a-0908-0706-050403020100'
const clientId = '11111111-2222-3333-4444-555555555555'
const oid = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'

/** Microsoft's own library in the pane as the server hands it out; keys and tokens as Microsoft's documents describe them. */
describe.skipIf(leftOut('sign-in by the account in Outlook', 'Chromium', browserPath()))('signing in by the account in Outlook', () => {
  let browser: Browser
  let api: TestApi
  let forger: Forger
  let microsoft: { url: string; stop(): Promise<void> }
  const open: StandIn[] = []

  beforeAll(async () => {
    forger = await makeForger()
    microsoft = await serveJson(() => ({ [`/${tenant}/discovery/v2.0/keys`]: forger.jwks }))
    api = await startApi(await openMigrated('world'), {
      POSTAKTE_URL: templateInstallation.base,
      POSTAKTE_MICROSOFT_TENANT: tenant,
      POSTAKTE_MICROSOFT_CLIENT_ID: clientId,
      POSTAKTE_MICROSOFT_AUTHORITY: microsoft.url,
    })
    await api.db.query(`update users set subject = $1 where login = 'nora'`, [`microsoft|${tenant}|${oid}`])
    browser = await startBrowser()
  }, 120_000)
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close()
  })
  afterAll(async () => {
    await browser?.close()
    await api?.close()
    await microsoft?.stop()
  })

  const seconds = (offset: number) => Math.floor(Date.now() / 1_000) + offset
  const token = (changes: Record<string, unknown> = {}) =>
    forger.sign({
      iss: `${microsoft.url}/${tenant}/v2.0`,
      aud: clientId,
      azp: clientId,
      tid: tenant,
      oid,
      sub: 'pairwise',
      scp: 'access_as_user',
      ver: '2.0',
      iat: seconds(-10),
      nbf: seconds(-10),
      exp: seconds(3_000),
      ...changes,
    })
  const start = async (given: string | null): Promise<{ standIn: StandIn; broker: OfficeBroker }> => {
    const manifest = await (await api.send(null, 'GET', '/install/outlook/manifest.xml')).text()
    const standIn = await StandIn.start(browser, {
      manifest,
      server: async (request) => api.routes.request(request, {}, { incoming: { socket: { remoteAddress: '127.0.0.1' } } }),
    })
    open.push(standIn)
    const broker = await giveBroker(standIn.context, standIn.page, { tenant, oid })
    broker.token = given
    await standIn.openPane()
    await standIn.page.waitForFunction(() => frames[0] !== undefined)
    return { standIn, broker }
  }
  const shows = (standIn: StandIn, text: string) => standIn.pane.getByText(text).first().waitFor({ timeout: 45_000 })

  it('needs no click: the pane opens, and Nora is there', { timeout: 90_000 }, async () => {
    const { standIn, broker } = await start(await token())
    await shows(standIn, 'Keine Mail geöffnet')
    expect(broker.asked.map(({ method }) => method)).toEqual(['GetInitContext', 'GetToken'])
    expect(broker.asked.at(-1)).toMatchObject({ clientId, scope: expect.stringContaining(`api://${clientId}/access_as_user`) })
    const { items } = await api.call('nora', sessionRoutes.listSessions, {})
    expect(items.map(({ program, name }) => [program, name])).toContainEqual(['outlook', 'Outlook'])
    expect(standIn.errors).toEqual([])
  })
  it('leaves the sign-in to the browser when Outlook would have to ask, and shows nobody anything', { timeout: 90_000 }, async () => {
    const { standIn, broker } = await start(null)
    await standIn.pane.getByRole('button', { name: 'Im Browser anmelden' }).waitFor()
    await expect.poll(() => broker.asked.map(({ method }) => method)).toEqual(['GetInitContext', 'GetToken'])
    expect(standIn.errors).toEqual([])
  })
  it('lets nobody in by a token for another program', { timeout: 90_000 }, async () => {
    const { standIn, broker } = await start(await token({ aud: '00000003-0000-0000-c000-000000000000' }))
    await expect.poll(() => broker.asked.length).toBe(2)
    await standIn.pane.getByRole('button', { name: 'Im Browser anmelden' }).waitFor()
    expect(await standIn.pane.getByText('Keine Mail geöffnet').count()).toBe(0)
  })
})
