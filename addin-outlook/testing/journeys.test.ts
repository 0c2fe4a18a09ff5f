import type { ReadMail } from '@postakte/panel/host/mail-host'
import { browserPath, leftOut } from '@postakte/server/testing/components'
import { noras } from '@postakte/server/testing/passwords'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { describe, expect, it } from 'vitest'
import { annasQuestion, type Day, eachDay, mailNamed, pictureOf } from './day'
import type { StandIn } from './stand-in'

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
describe.skipIf(leftOut('journeys in the emulated Outlook', 'Chromium', browserPath()))(
  'a day with Postakte in Outlook',
  { timeout: 90_000 },
  () => {
    let day: Day
    eachDay((one) => {
      day = one
    })

    /** The pane opens the server's page in the browser; there the user signs in, compares the code, and confirms. */
    const signIn = async (standIn: StandIn, login = 'nora', button = 'Im Browser anmelden') => {
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
    const shows = (standIn: StandIn, text: string) => standIn.pane.getByText(text).first().waitFor({ timeout: 45_000 })
    const lookUp = (login: string, { messageId, people, subject }: ReadMail) =>
      day.api.call(login, lookupRoutes.lookUpMail, {
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
    /** Texts of the look-ups that reach the server, and until when the answer to one waits. */
    const listen = (until: (text: string) => Promise<void> | undefined = () => undefined): readonly string[] => {
      const lookedUp: string[] = []
      day.hold = async (request) => {
        if (new URL(request.url).pathname !== '/api/lookup') return
        const text = await request.text()
        lookedUp.push(text)
        await until(text)
      }
      return lookedUp
    }

    it('signs in by the browser, files a mail of a known sender to a case, marks it, and the colleague sees who did', async () => {
      const standIn = await day.pane({ login: null, beside: question })
      await signIn(standIn)
      await shows(standIn, 'Anna Huber')
      await pictureOf(standIn, 'outlook-known')
      await standIn.pane
        .getByRole('button', { name: /Abo-Umstellung/ })
        .first()
        .click()
      await shows(standIn, 'Abgelegt bei „Abo-Umstellung“.')
      await expect.poll(() => standIn.categories(question.messageId!)).toEqual(['Abgelegt'])
      await expect.poll(() => standIn.notice()).toContain('„Abo-Umstellung“ von Nora Stein')
      await pictureOf(standIn, 'outlook-filed')

      const { card } = await lookUp('ruth', question)
      expect(card?.filings.map(({ target, filedBy }) => [target.name, filedBy?.name])).toContainEqual(['Abo-Umstellung', 'Nora Stein'])
      const ruth = { name: 'Ruth Özdemir', address: 'r.oezdemir@sonnberg.example' }
      const colleague = await day.pane({ login: null, beside: question, user: ruth })
      await signIn(colleague, 'ruth')
      await colleague.pane
        .getByText(/von Nora Stein/)
        .first()
        .waitFor()
    })
    it('follows the list: another mail, none, back again', async () => {
      const standIn = await day.pane()
      await shows(standIn, 'Keine Mail geöffnet')
      await standIn.show(complaint)
      await shows(standIn, 'Niemand Bekanntes')
      await standIn.show(question)
      await shows(standIn, 'Anna Huber')
      await standIn.show(null)
      await shows(standIn, 'Keine Mail geöffnet')
    })
    it('keeps what is filed while the server is gone, and files it once when it is back', async () => {
      const mail = { ...question, key: 'spaeter', messageId: 'spaeter@huber-verlag.example', subject: 'Noch eine Frage' }
      const standIn = await day.pane({ beside: mail })
      await shows(standIn, 'bei Huber Verlag GmbH')
      day.away = true
      await standIn.pane
        .getByRole('button', { name: /Adressänderung/ })
        .first()
        .click()
      await shows(standIn, 'Der Server ist nicht erreichbar')
      day.away = false
      await standIn.pane.getByRole('button', { name: /wartet auf den Server/ }).click()
      await standIn.pane.getByRole('button', { name: 'Jetzt senden' }).click()
      await shows(standIn, 'Alles gesendet.')
      const { card } = await lookUp('nora', mail)
      expect(card?.filings.filter(({ target }) => target.name === 'Adressänderung Filiale')).toHaveLength(1)
    })
    it('files once, and shows it, what was clicked before the pane was loaded anew without a server', async () => {
      const mail = mailNamed('neu-geladen')
      const standIn = await day.pane({ beside: mail })
      await shows(standIn, 'bei Huber Verlag GmbH')
      day.away = true
      await standIn.pane
        .getByRole('button', { name: /Adressänderung/ })
        .first()
        .click()
      await shows(standIn, 'Der Server ist nicht erreichbar')
      await standIn.openPane()
      day.away = false
      await standIn.openPane()
      await shows(standIn, 'von Nora Stein')
      await expect.poll(() => standIn.pane.getByRole('button', { name: /wartet auf den Server/ }).count()).toBe(0)
      expect(await day.lying(mail.subject)).toEqual(['Adressänderung Filiale'])
      expect(await standIn.pane.getByRole('button', { name: 'Ablage zurücknehmen: Adressänderung Filiale' }).count()).toBe(1)
    })
    it('files once what was under way when the pane was loaded anew', async () => {
      const mail = mailNamed('mittendrin')
      const standIn = await day.pane({ beside: mail })
      await shows(standIn, 'bei Huber Verlag GmbH')
      const under = new Promise<void>((begun) => {
        let handed = false
        day.hold = ({ url }) => {
          handed ||= url.endsWith('/api/mails/source')
          if (!handed || !url.endsWith('/api/mails/filings')) return
          begun()
          return new Promise(() => {})
        }
      })
      await standIn.pane
        .getByRole('button', { name: /Adressänderung/ })
        .first()
        .click()
      await under
      day.hold = null
      await standIn.openPane()
      await shows(standIn, 'von Nora Stein')
      await expect.poll(() => standIn.pane.getByRole('button', { name: /wartet auf den Server/ }).count()).toBe(0)
      expect(await day.lying(mail.subject)).toEqual(['Adressänderung Filiale'])
    })
    it('speaks English to who has Outlook in English', async () => {
      const mail = { ...question, key: 'english', messageId: 'english@huber-verlag.example' }
      const standIn = await day.pane({ login: null, beside: mail, language: 'en-US' })
      await signIn(standIn, 'nora', 'Sign in with the browser')
      await standIn.pane
        .getByRole('button', { name: /Abo-Umstellung/ })
        .first()
        .click()
      await shows(standIn, 'Filed to “Abo-Umstellung”.')
      await expect.poll(() => standIn.categories(mail.messageId)).toEqual(['Filed'])
    })
    it('files all the same when Outlook refuses the category or never answers', async () => {
      const mail = { ...question, key: 'stumm', messageId: 'stumm@huber-verlag.example', subject: 'Stumm' }
      const standIn = await day.pane({ beside: mail })
      standIn.wire.faults.set(158, 9045)
      await standIn.pane
        .getByRole('button', { name: /Abo-Umstellung/ })
        .first()
        .click()
      await shows(standIn, 'Abgelegt bei „Abo-Umstellung“.')
      expect(standIn.categories(mail.messageId)).toEqual([])
    })
    it('shows the mail that is open, however late an answer for the one before comes', async () => {
      const standIn = await day.pane()
      await shows(standIn, 'Keine Mail geöffnet')
      let release = () => {}
      const held = new Promise<void>((resolve) => (release = resolve))
      const lookedUp = listen((text) => (text.includes(question.messageId!) ? held : undefined))
      await standIn.show(question)
      await expect.poll(() => lookedUp.at(-1)).toContain(question.messageId)
      await standIn.show(complaint)
      await shows(standIn, 'Niemand mit dieser Adresse')
      release()
      await standIn.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
      expect(await standIn.pane.locator('h1').textContent()).toBe('Niemand Bekanntes')
      expect(await standIn.pane.getByText('Abo-Umstellung').count()).toBe(0)
    })
    it('looks up who writes while Outlook still keeps the head, and lets the user file when it never comes', async () => {
      const standIn = await day.pane()
      await shows(standIn, 'Keine Mail geöffnet')
      const lookedUp = listen()
      standIn.wire.faults.set(168, 'silent')
      await standIn.show(mailNamed('kopflos'))
      await shows(standIn, 'bei Huber Verlag GmbH')
      const places = standIn.pane.getByRole('list', { name: 'Ablegen' })
      await places.getByRole('button', { disabled: false }).first().waitFor()
      expect(lookedUp.filter((text) => text.includes('kopflos@huber-verlag.example'))).toHaveLength(1)
      await standIn.pane
        .getByRole('button', { name: /Abo-Umstellung/ })
        .first()
        .click()
      await shows(standIn, 'Abgelegt bei „Abo-Umstellung“.')
    })
    it('suggests the case of the mail that is answered, as soon as Outlook has told which that is', async () => {
      const first = mailNamed('angebot')
      const standIn = await day.pane({ beside: first })
      await standIn.pane
        .getByRole('button', { name: /Adressänderung/ })
        .first()
        .click()
      await shows(standIn, 'Abgelegt bei „Adressänderung Filiale“.')
      const lookedUp = listen()
      await standIn.show(mailNamed('antwort-darauf', { thread: [first.messageId!] }))
      await standIn.pane.getByRole('button', { name: /Adressänderung Filiale.*wie der Verlauf davor/ }).waitFor()
      expect(lookedUp.map((text) => JSON.parse(text).thread)).toEqual([[], [first.messageId]])
    })
    it('asks once more as the shared mailbox whose address is on the mail, and not where it is not', async () => {
      const standIn = await day.pane()
      await shows(standIn, 'Keine Mail geöffnet')
      const lookedUp = listen()
      await standIn.show(mailNamed('geteilt', { mailbox: 'service@sonnberg.example' }))
      await shows(standIn, 'bei Huber Verlag GmbH')
      await expect.poll(() => lookedUp.map((text) => JSON.parse(text).mailbox)).toEqual([null, 'service@sonnberg.example'])
      await standIn.show(mailNamed('blind', { mailbox: 'lager@sonnberg.example' }))
      await standIn.pane
        .getByRole('button', { name: /Abo-Umstellung/, disabled: false })
        .first()
        .waitFor()
      expect(lookedUp.slice(2).map((text) => JSON.parse(text).mailbox)).toEqual([null])
    })
  },
)
