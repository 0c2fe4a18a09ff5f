import { join } from 'node:path'
import { addOnAddress } from '@postakte/server/sign-in/thunderbird-window'
import { leftOut } from '@postakte/server/testing/components'
import { type OpenIdProvider, oidcClient, startOpenIdProvider } from '@postakte/server/testing/openid-provider'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse, soon, user } from './house'
import { backToMail, complaints, openFolder, selectMail } from './mail-window'
import { bytesOf, mails } from './mails'
import { clickIfThere, openPanelTab, panelText } from './panel-hands'
import { clickSide, sideText } from './side-panel-hands'
import { closeSignInWindow, signInWindows } from './sign-in-window'
import { thunderbirdPath } from './thunderbird'

const pictures = join(import.meta.dirname, '../../.reports/pictures')

/** A house whose people sign in at a service of the company's own: oidc-provider, with a page on which one signs in. */
describe.skipIf(leftOut('company sign-in in Thunderbird', 'Thunderbird', thunderbirdPath()))('signing in with the company account', () => {
  let house: House
  let service: OpenIdProvider
  beforeAll(async () => {
    house = await openHouse({
      byPolicy: true,
      settings: async (base) => {
        service = await startOpenIdProvider(`${base}/sign-in/company/return`)
        return {
          POSTAKTE_OIDC_ISSUER: service.issuer,
          POSTAKTE_OIDC_CLIENT_ID: oidcClient.id,
          POSTAKTE_OIDC_CLIENT_SECRET: oidcClient.secret,
          POSTAKTE_OIDC_LOGIN_CLAIM: 'preferred_username',
        }
      },
    })
    service.asks = true
    service.signsInAs = { sub: 'n-1', preferred_username: 'nora' }
    house.dovecot.deliver(user, bytesOf(mails.lieferung))
    await openFolder(house.thunderbird, 'INBOX', 1)
    await selectMail(house.thunderbird, mails.lieferung.messageId)
    await house.thunderbird.install(house.addIn)
  }, 240_000)
  afterAll(async () => {
    await house?.close()
    await service?.stop()
  }, 60_000)

  const state = () => house.thunderbird.page('options.html', () => document.querySelector('#state')!.textContent!)
  const offers = (css: string) =>
    house.thunderbird.page('options.html', (wanted) => !document.querySelector<HTMLElement>(wanted)!.hidden, css)
  const begin = async () => {
    await house.thunderbird.clickIn('options.html', '#company')
    await expect.poll(() => signInWindows(house.thunderbird), soon).toBe(1)
  }

  it('is offered first where the company signs in by OpenID Connect, and the browser beside it', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await clickSide(thunderbird, 'first')
    await thunderbird.page('options.html', () => until('the page', () => document.querySelector('#connect')?.textContent))
    await thunderbird.clickIn('options.html', '#connect')
    await expect.poll(() => offers('#company'), soon).toBe(true)
    await expect.poll(() => offers('#sign-in'), soon).toBe(true)
    await expect.poll(state, soon).toContain('Sie melden sich in einem Fenster Ihrer Firma an')
    await thunderbird.pictureOf('options.html', join(pictures, 'thunderbird-options-company.png'))
    const address = await thunderbird.page('options.html', () => (window as any).browser.identity.getRedirectURL() as string)
    expect(address).toBe(addOnAddress)
  })
  it('says so when the window is closed, and still offers both ways', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await begin()
    await thunderbird.pictureOf('/interaction/', join(pictures, 'thunderbird-company-window.png'))
    await expect.poll(state, soon).toContain('Melden Sie sich in dem Fenster an, das sich geöffnet hat.')
    await closeSignInWindow(thunderbird)
    await expect
      .poll(state, soon)
      .toContain(
        'Das Fenster wurde geschlossen, bevor Sie angemeldet waren. Versuchen Sie es noch einmal, oder melden Sie sich im Browser an.',
      )
    expect([await offers('#company'), await offers('#sign-in')]).toEqual([true, true])
    await thunderbird.pictureOf('options.html', join(pictures, 'thunderbird-options-company-closed.png'))
    await thunderbird.clickIn('options.html', '#sign-in')
    await expect.poll(() => offers('#waiting'), soon).toBe(true)
    await thunderbird.clickIn('options.html', '#stop')
    await expect.poll(() => offers('#company'), soon).toBe(true)
  })
  it('says so when the user gives up there, and when Postakte does not know who came', { timeout: 120_000 }, async () => {
    await begin()
    await house.thunderbird.clickIn('/interaction/', '#refuse')
    await expect.poll(state, soon).toContain('Die Anmeldung wurde dort abgebrochen.')
    service.signsInAs = { sub: 'x-1', preferred_username: 'niemand' }
    await begin()
    await house.thunderbird.clickIn('/interaction/', '#sign-in')
    await expect.poll(state, soon).toContain('Der Anmeldedienst kennt Sie, Postakte noch nicht')
    await expect.poll(() => signInWindows(house.thunderbird), soon).toBe(0)
    service.signsInAs = { sub: 'n-1', preferred_username: 'nora' }
  })
  it('opens no window when the server is away, and says that instead', { timeout: 120_000 }, async () => {
    house.away = true
    await house.thunderbird.clickIn('options.html', '#company')
    await expect.poll(state, soon).toContain('gerade nicht zu erreichen')
    house.away = false
    await expect.poll(() => signInWindows(house.thunderbird), soon).toBe(0)
  })
  it('signs in by the company’s page, and the open mail shows who writes', { timeout: 120_000 }, async () => {
    const { thunderbird, api } = house
    await begin()
    await thunderbird.clickIn('/interaction/', '#sign-in')
    await expect.poll(state, soon).toContain('Sie sind angemeldet')
    await expect.poll(() => signInWindows(thunderbird), soon).toBe(0)
    await backToMail(thunderbird)
    await expect.poll(() => sideText(thunderbird), soon).toMatch(/Anna Huber/)
    const { items } = await api.call('nora', sessionRoutes.listSessions, {})
    expect(items.filter(({ program }) => program === 'thunderbird').map(({ name }) => name)).toEqual(['Thunderbird'])
    const noted = await api.db.query(`select facts->>'by' as by from journal where action = 'session.start'`)
    expect(noted).toContainEqual({ by: 'company' })
  })
  it('signs in again without a window where the service knows the user, but not who signed out before', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await thunderbird.chrome(() => {
      const { extension } = WebExtensionPolicy.getByID('postakte@postakte.example')
      Services.wm.getMostRecentWindow('mail:3pane').openContentTab(extension.baseURI.resolve('options.html'), 'tab', '')
    })
    await expect.poll(state, soon).toContain('Sie sind angemeldet')
    await thunderbird.page('options.html', () => (window as any).browser.storage.local.remove('panel.tokens') as Promise<void>)
    await thunderbird.page('options.html', () => location.reload())
    await expect.poll(() => offers('#company'), soon).toBe(true)
    await thunderbird.clickIn('options.html', '#company')
    await expect.poll(state, soon).toContain('Sie sind angemeldet')
    await thunderbird.clickIn('options.html', '#sign-out')
    await expect.poll(() => offers('#company'), soon).toBe(true)
    await begin()
    await thunderbird.clickIn('/interaction/', '#sign-in')
    await expect.poll(state, soon).toContain('Sie sind angemeldet')
  })
  it('is where a panel sends its user when the session has ended, and the panel goes on afterwards', { timeout: 240_000 }, async () => {
    const { thunderbird, api } = house
    await openPanelTab(thunderbird, 'place=queue')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Warteschlange/)
    await thunderbird.scriptsWithin(4_000)
    const again = { timeout: 45_000 } as const
    await api.db.query(`update tokens set ended_at = now() where kind = 'session'`)
    // A panel that asks the server for something by itself at that moment has heard it before the click: its buttons are gone then.
    const asksForSignIn = async () => /Ihre Sitzung ist beendet/.test(await panelText(thunderbird))
    await expect.poll(async () => (await clickIfThere(thunderbird, 'Wiedervorlagen')) || (await asksForSignIn()), again).toBe(true)
    await expect.poll(asksForSignIn, again).toBe(true)
    await expect.poll(() => offers('#company'), again).toBe(true)
    // It hears that the session has ended before it is brought to the front.
    await expect.poll(() => thunderbird.page('options.html', () => document.visibilityState), again).toBe('visible')
    await thunderbird.page('options.html', () => document.querySelector<HTMLElement>('#company')!.click())
    await expect.poll(state, again).toContain('Sie sind angemeldet')
    await expect.poll(() => panelText(thunderbird), again).toMatch(/Warteschlange/)
    await thunderbird.scriptsWithin(60_000)
  })
  it('has left no complaint in the console of Thunderbird', async () => {
    expect(await complaints(house.thunderbird)).toEqual([])
  })
})
