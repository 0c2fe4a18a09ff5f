import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ReadMail } from '@postakte/panel/host/mail-host'
import { startApi, type TestApi } from '@postakte/server/testing/api'
import { chromiumPath, leftOut } from '@postakte/server/testing/components'
import { openMigrated } from '@postakte/server/testing/databases'
import { noras } from '@postakte/server/testing/passwords'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { templateInstallation } from '@postakte/shared/outlook/installation'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { annasQuestion, pictures } from './day'
import { StandIn, type StandInOptions } from './stand-in'

const question: ReadMail = { ...annasQuestion, attachments: [{ name: 'Grundriss.pdf', size: 24, inline: false }] }
const complaint: ReadMail = {
  ...question,
  key: 'reklamation',
  messageId: 'anzeige@werk8.example',
  people: [{ address: 'niemand@unbekannt.example', name: 'Niemand Bekanntes', role: 'from' }],
  subject: 'Anzeige falsch gedruckt',
  attachments: [],
}

/** The pane as the real server hands it out, on the embedded database, the manifest that it offers, and Microsoft's own Office.js. */
describe.skipIf(leftOut('journeys in the emulated Outlook', 'Chromium', chromiumPath()))('a day with Postakte in Outlook', () => {
  let browser: Browser
  let api: TestApi
  let manifest = ''
  let away = false
  /** Answers to look-ups with this text wait until it is called. */
  let held: { readonly text: string; readonly until: Promise<void> } | null = null
  const lookedUp: string[] = []
  const open: StandIn[] = []

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await chromium.launch({ executablePath: chromiumPath()!, args: ['--no-sandbox'] })
    api = await startApi(await openMigrated(), { POSTAKTE_URL: templateInstallation.base })
    manifest = await (await api.send(null, 'GET', '/install/outlook/manifest.xml')).text()
  }, 240_000)
  afterEach(async () => {
    away = false
    held = null
    for (const one of open.splice(0)) await one.close()
  })
  afterAll(async () => {
    await browser?.close()
    await api?.close()
  })

  const start = async (more: Partial<StandInOptions> = {}): Promise<StandIn> => {
    const standIn = await StandIn.start(browser, {
      manifest,
      server: (request) => (away ? null : answer(request)),
      ...more,
    })
    open.push(standIn)
    return standIn
  }
  const answer = async (request: Request): Promise<Response> => {
    const text = new URL(request.url).pathname === '/api/lookup' ? await request.clone().text() : null
    if (text !== null) lookedUp.push(text)
    const response = await api.routes.request(request, {}, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
    if (held && text?.includes(held.text)) await held.until
    return response
  }
  /** The pane opens the server's page in the browser; there the user signs in, compares the code, and confirms. */
  const signIn = async (standIn: StandIn, login = 'nora', button = 'Im Browser anmelden') => {
    await standIn.openPane()
    await standIn.page.waitForFunction(() => frames[0] !== undefined)
    const opened = standIn.context.waitForEvent('page')
    await standIn.pane.getByRole('button', { name: button }).click()
    const page = await opened
    await page.fill('#login', login)
    await page.fill('#password', noras)
    await page.click('#sign-in-button')
    await page.locator('#question').waitFor()
    expect(await page.textContent('#facts .code')).toBe(await standIn.pane.locator('output.code').textContent())
    await page.click('#confirm')
    await page.locator('#result').waitFor()
    await page.close()
    expect(standIn.wire.opened).toEqual([])
  }
  const shows = (standIn: StandIn, text: string) => standIn.pane.getByText(text).first().waitFor({ timeout: 20_000 })
  const lookUp = (login: string, { messageId, people, subject }: ReadMail) =>
    api.call(login, lookupRoutes.lookUpMail, {
      body: {
        messageIds: [messageId!],
        thread: [],
        people: people.map((one) => ({ ...one })),
        subject,
        mailbox: null,
        contactId: null,
        known: null,
      },
    })
  const well = ({ errors, wire: { unknown } }: StandIn) => expect([errors, unknown]).toEqual([[], []])

  it('signs in by the browser, files a mail of a known sender to a case, marks it, and the colleague sees who did', {
    timeout: 90_000,
  }, async () => {
    const standIn = await start()
    await standIn.show(question)
    await signIn(standIn)
    await shows(standIn, 'Anna Huber')
    await standIn.page.screenshot({ path: join(pictures, 'outlook-known.png') })
    await standIn.pane
      .getByRole('button', { name: /Abo-Umstellung/ })
      .first()
      .click()
    await shows(standIn, 'Abgelegt bei „Abo-Umstellung“.')
    await expect.poll(() => standIn.categories(question.messageId!)).toEqual(['Abgelegt'])
    await expect.poll(() => standIn.notice()).toContain('„Abo-Umstellung“ von Nora Stein')
    await standIn.page.screenshot({ path: join(pictures, 'outlook-filed.png') })
    well(standIn)

    const { card } = await lookUp('ruth', question)
    expect(card?.filings.map(({ target, filedBy }) => [target.name, filedBy?.name])).toContainEqual(['Abo-Umstellung', 'Nora Stein'])
    const colleague = await start({ user: { name: 'Ruth Özdemir', address: 'r.oezdemir@sonnberg.example' } })
    await colleague.show(question)
    await signIn(colleague, 'ruth')
    await colleague.pane
      .getByText(/von Nora Stein/)
      .first()
      .waitFor()
    well(colleague)
  })
  it('follows the list: another mail, none, back again', { timeout: 90_000 }, async () => {
    const standIn = await start()
    await signIn(standIn)
    await shows(standIn, 'Keine Mail geöffnet')
    await standIn.show(complaint)
    await shows(standIn, 'Niemand Bekanntes')
    await standIn.show(question)
    await shows(standIn, 'Anna Huber')
    await standIn.show(null)
    await shows(standIn, 'Keine Mail geöffnet')
    well(standIn)
  })
  it('keeps what is filed while the server is gone, and files it once when it is back', { timeout: 90_000 }, async () => {
    const mail = { ...question, key: 'spaeter', messageId: 'spaeter@huber-verlag.example', subject: 'Noch eine Frage' }
    const standIn = await start()
    await standIn.show(mail)
    await signIn(standIn)
    await shows(standIn, 'Anna Huber')
    away = true
    await standIn.pane
      .getByRole('button', { name: /Adressänderung/ })
      .first()
      .click()
    await shows(standIn, 'Der Server ist nicht erreichbar')
    away = false
    await standIn.pane.getByRole('button', { name: /wartet auf den Server/ }).click()
    await standIn.pane.getByRole('button', { name: 'Jetzt senden' }).click()
    await shows(standIn, 'Alles gesendet.')
    const { card } = await lookUp('nora', mail)
    expect(card?.filings.filter(({ target }) => target.name === 'Adressänderung Filiale')).toHaveLength(1)
    well(standIn)
  })
  it('speaks English to who has Outlook in English', { timeout: 90_000 }, async () => {
    const mail = { ...question, key: 'english', messageId: 'english@huber-verlag.example' }
    const standIn = await start({ language: 'en-US' })
    await standIn.show(mail)
    await signIn(standIn, 'nora', 'Sign in with the browser')
    await standIn.pane
      .getByRole('button', { name: /Abo-Umstellung/ })
      .first()
      .click()
    await shows(standIn, 'Filed to “Abo-Umstellung”.')
    await expect.poll(() => standIn.categories(mail.messageId)).toEqual(['Filed'])
    well(standIn)
  })
  it('files all the same when Outlook refuses the category or never answers', { timeout: 90_000 }, async () => {
    const mail = { ...question, key: 'stumm', messageId: 'stumm@huber-verlag.example', subject: 'Stumm' }
    const standIn = await start()
    await standIn.show(mail)
    await signIn(standIn)
    standIn.wire.faults.set(158, 9045)
    await standIn.pane
      .getByRole('button', { name: /Abo-Umstellung/ })
      .first()
      .click()
    await shows(standIn, 'Abgelegt bei „Abo-Umstellung“.')
    expect(standIn.categories(mail.messageId)).toEqual([])
    well(standIn)
  })
  it('shows the mail that is open, however late an answer for the one before comes', { timeout: 90_000 }, async () => {
    const standIn = await start()
    await signIn(standIn)
    await shows(standIn, 'Keine Mail geöffnet')
    let release = () => {}
    held = { text: question.messageId!, until: new Promise((resolve) => (release = resolve)) }
    await standIn.show(question)
    await expect.poll(() => lookedUp.at(-1)).toContain(question.messageId)
    await standIn.show(complaint)
    await shows(standIn, 'Niemand mit dieser Adresse')
    release()
    await standIn.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
    expect(await standIn.pane.locator('h1').textContent()).toBe('Niemand Bekanntes')
    expect(await standIn.pane.getByText('Abo-Umstellung').count()).toBe(0)
    well(standIn)
  })
  it('says which shared mailbox a mail lies in, and waits for no head that never comes', { timeout: 90_000 }, async () => {
    const standIn = await start()
    await signIn(standIn)
    standIn.wire.faults.set(168, 'silent')
    await standIn.show({ ...question, key: 'geteilt', messageId: 'geteilt@huber-verlag.example', mailbox: 'service@sonnberg.example' })
    await shows(standIn, 'Anna Huber')
    expect(JSON.parse(lookedUp.at(-1)!)).toMatchObject({
      mailbox: 'service@sonnberg.example',
      messageIds: ['geteilt@huber-verlag.example'],
    })
    well(standIn)
  })
})
