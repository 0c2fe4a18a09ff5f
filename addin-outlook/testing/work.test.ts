import { browserPath, leftOut } from '@postakte/server/testing/components'
import type { Frame } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Day, eachDay, mailNamed } from './day'

const from = (address: string, name: string) => ({ people: [{ address, name, role: 'from' as const }] })

describe.skipIf(leftOut('a day at work in the emulated Outlook', 'Chromium', browserPath()))(
  'at work in Outlook',
  { timeout: 60_000 },
  () => {
    let day: Day
    eachDay(async (one) => {
      day = one
      await day.api.work()
    })

    const says = (pane: Frame, text: string | RegExp) => pane.getByText(text).first().waitFor()
    const press = (pane: Frame, name: string | RegExp) => pane.getByRole('button', { name }).first().click()
    const one = async <T>(text: string, values: readonly unknown[] = []) =>
      (await day.api.db.query<{ value: T }>(text, [...values]))[0]?.value

    /** What is done asks the server there, which answers when it is released. */
    const heldAt = async (path: string, act: () => Promise<void>): Promise<() => void> => {
      let release = () => {}
      const held = new Promise<void>((resolve) => (release = resolve))
      const under = new Promise<void>((begun) => {
        day.hold = ({ url }) => {
          if (!url.endsWith(path)) return
          begun()
          return held
        }
      })
      await act()
      await under
      return release
    }

    it('makes a contact of an unknown sender, with what the signature says, and files the mail there', async () => {
      const mail = mailNamed('neukunde', from('lena.neu@werk8.example', 'Neu, Lena'))
      const standIn = await day.pane()
      await standIn.show(mail)
      const { pane } = standIn
      await says(pane, 'Niemand mit dieser Adresse ist erfasst.')
      await press(pane, 'Kontakt anlegen')
      expect(await pane.getByLabel('Name', { exact: true }).inputValue()).toBe('Lena Neu')
      await pane.getByRole('combobox', { name: 'Firma', exact: true }).selectOption('Werk 8 Anzeigen GmbH')
      await press(pane, 'Anlegen und hier ablegen')
      await says(pane, 'Abgelegt bei „Lena Neu“.')
      expect(await day.lying('Frage: neukunde')).toEqual(['Lena Neu'])
      await says(pane, 'bei Werk 8 Anzeigen GmbH')
    })
    it('asks which of two contacts it is, and knows it the next time', async () => {
      const ott = from('familie.ott@t-online.de', 'Familie Ott')
      const standIn = await day.pane()
      await standIn.show(mailNamed('ott-1', ott))
      const { pane } = standIn
      await says(pane, 'Wer ist das?')
      await press(pane, /Petra Ott/)
      await pane
        .getByRole('list', { name: 'Ablegen' })
        .getByRole('button', { name: /Petra Ott/ })
        .click()
      await says(pane, 'Abgelegt bei „Petra Ott“.')
      await standIn.show(mailNamed('ott-2', ott))
      await says(pane, 'Noch nicht abgelegt')
      await pane.getByRole('heading', { name: 'Petra Ott' }).waitFor()
      await press(pane, 'Jemand anderes')
      await says(pane, 'Wer ist das?')
      expect([await day.lying('Frage: ott-1'), await day.lying('Frage: ott-2')]).toEqual([['Petra Ott'], []])
    })
    it('puts a snippet into an answer by a few letters and Enter', async () => {
      const standIn = await day.pane({ mailbox: '1.10' })
      await standIn.show({
        kind: 'draft',
        key: 'antwort',
        answers: null,
        people: [{ address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'to' }],
        subject: 'AW: Abo [VG=4711-x7k]',
        mailbox: null,
      })
      const { pane } = standIn
      await press(pane, 'Textbausteine')
      await pane.getByRole('searchbox').fill('best')
      await pane.getByRole('button', { name: /Bestätigung der Bestellung/ }).waitFor()
      await pane.getByRole('searchbox').press('Enter')
      await says(pane, /vielen Dank für Ihre Bestellung/)
      await pane.getByRole('button', { name: 'Einfügen' }).press('Enter')
      await says(pane, 'Eingefügt.')
      const { open } = standIn.box
      expect(open?.kind === 'draft' && open.text).toContain('[VG=4711-x7k]')
    })
    it('opens an answer to the mail with a snippet in it', async () => {
      const mail = mailNamed('beantworten')
      const standIn = await day.pane()
      await standIn.show(mail)
      const { pane } = standIn
      await says(pane, 'bei Huber Verlag GmbH')
      await press(pane, 'Mit Textbaustein antworten')
      await pane.getByLabel('Textbaustein suchen').fill('best')
      await pane.getByRole('button', { name: /Bestätigung der Bestellung/ }).waitFor()
      await pane.getByLabel('Textbaustein suchen').press('Enter')
      await press(pane, 'Allen antworten')
      await says(pane, 'Die Antwort ist geöffnet.')
      const [answer, ...more] = standIn.box.replies
      expect([answer, more]).toMatchObject([{ messageId: mail.messageId, all: true }, []])
      expect(answer!.html).toContain('vielen Dank für Ihre Bestellung')
    })
    it('logs a call, and plans to come back to it', async () => {
      const standIn = await day.pane()
      await standIn.show(mailNamed('anruf'))
      const { pane } = standIn
      await says(pane, 'bei Huber Verlag GmbH')
      await press(pane, 'Telefonnotiz')
      await pane.getByLabel('Worum ging es?').fill('Rückruf zur Frage')
      await pane.getByLabel('Minuten').fill('7')
      await press(pane, 'Speichern')
      await says(pane, 'Festgehalten: „Rückruf zur Frage“.')
      expect(await one(`select minutes as value from activities where title = 'Rückruf zur Frage' and deleted_at is null`)).toBe(7)
      await press(pane, /^Wiedervorlage$/)
      await pane.getByLabel('Was ist zu tun?').fill('Antwort da?')
      await press(pane, 'In einer Woche')
      await press(pane, 'Speichern')
      await says(pane, /^Wiedervorlage am /)
      expect(await one(`select count(*)::int as value from follow_ups where text = 'Antwort da?' and due_on = current_date + 7`)).toBe(1)
    })
    it('files the mail that was clicked, however the user goes on meanwhile, and no other', async () => {
      const [first, second] = [mailNamed('erste'), mailNamed('zweite')]
      const standIn = await day.pane()
      await standIn.show(first)
      const { pane } = standIn
      await says(pane, 'bei Huber Verlag GmbH')
      const release = await heldAt('/api/mails/filings', () => press(pane, /Abo-Umstellung/))
      await standIn.show(second)
      await pane.getByText('Noch nicht abgelegt').waitFor()
      release()
      await says(pane, '„Frage: erste“: Abgelegt bei „Abo-Umstellung“.')
      await says(pane, 'Noch nicht abgelegt')
      expect([await day.lying('Frage: erste'), await day.lying('Frage: zweite')]).toEqual([['Abo-Umstellung'], []])
      expect([standIn.categories(first.messageId!), standIn.categories(second.messageId!)]).toEqual([[], []])
      await press(pane, 'Rückgängig')
      await says(pane, /„Frage: erste“: Ablage bei „Abo-Umstellung“ zurückgenommen/)
      expect([await day.lying('Frage: erste'), await day.lying('Frage: zweite')]).toEqual([[], []])
    })
    it('moves a mail that was filed wrongly, and back', async () => {
      const mail = mailNamed('verschieben')
      const standIn = await day.pane()
      await standIn.show(mail)
      const { pane } = standIn
      await says(pane, 'bei Huber Verlag GmbH')
      await press(pane, /Abo-Umstellung/)
      await says(pane, 'Abgelegt bei „Abo-Umstellung“.')
      await press(pane, 'Woandershin: Abo-Umstellung')
      await pane
        .getByRole('list', { name: 'Ablegen' })
        .getByRole('button', { name: /Adressänderung Filiale/ })
        .click()
      await says(pane, 'Jetzt abgelegt bei „Adressänderung Filiale“.')
      expect(await day.lying(mail.subject)).toEqual(['Adressänderung Filiale'])
      await press(pane, 'Rückgängig')
      await says(pane, 'Jetzt abgelegt bei „Abo-Umstellung“.')
      expect([await day.lying(mail.subject), standIn.categories(mail.messageId!)]).toEqual([['Abo-Umstellung'], ['Abgelegt']])
    })
    it('marks in the list, when it is opened again, what was left before it was filed; and no longer, what was taken back since', async () => {
      const [first, second] = [mailNamed('verlassen'), mailNamed('weiter')]
      const standIn = await day.pane()
      await standIn.show(first)
      const { pane } = standIn
      await says(pane, 'bei Huber Verlag GmbH')
      const release = await heldAt('/api/mails/filings', () => press(pane, /Abo-Umstellung/))
      await standIn.show(second)
      release()
      await says(pane, '„Frage: verlassen“: Abgelegt bei „Abo-Umstellung“.')
      expect(standIn.categories(first.messageId!)).toEqual([])
      await standIn.show(first)
      await expect.poll(() => standIn.categories(first.messageId!)).toEqual(['Abgelegt'])
      const taken = await heldAt('/api/mails/removals', () => press(pane, 'Ablage zurücknehmen: Abo-Umstellung'))
      await standIn.show(second)
      taken()
      await says(pane, /„Frage: verlassen“: Ablage bei „Abo-Umstellung“ zurückgenommen/)
      expect(standIn.categories(first.messageId!)).toEqual(['Abgelegt'])
      await standIn.show(first)
      await expect.poll(() => standIn.categories(first.messageId!)).toEqual([])
    })
    it('files once what the server has done without its answer coming through', async () => {
      const standIn = await day.pane()
      await standIn.show(mailNamed('verloren'))
      const { pane } = standIn
      await says(pane, 'bei Huber Verlag GmbH')
      day.lose = ({ url }) => url.endsWith('/api/mails/filings')
      await press(pane, /Adressänderung/)
      await says(pane, /Der Server ist nicht erreichbar/)
      day.lose = null
      await press(pane, /wartet auf den Server/)
      await press(pane, 'Jetzt senden')
      await says(pane, 'Alles gesendet.')
      expect(await day.lying('Frage: verloren')).toEqual(['Adressänderung Filiale'])
    })
    it('says so when Outlook never gives the mail, files nothing, and goes on working', async () => {
      const standIn = await day.pane()
      await standIn.context.clock.install()
      await standIn.openPane()
      await standIn.show(mailNamed('stumm'))
      await standIn.page.waitForFunction(() => frames[0] !== undefined)
      const { pane } = standIn
      await says(pane, 'bei Huber Verlag GmbH')
      standIn.wire.faults.set(37, 'silent')
      await press(pane, /Abo-Umstellung/)
      await expect.poll(() => standIn.wire.calls).toContain(37)
      await standIn.context.clock.fastForward(16_000)
      await says(pane, 'Das Mailprogramm antwortet nicht.')
      expect(await day.lying('Frage: stumm')).toEqual([])
      await press(pane, /Abo-Umstellung/)
      await says(pane, 'Abgelegt bei „Abo-Umstellung“.')
      expect(await day.lying('Frage: stumm')).toEqual(['Abo-Umstellung'])
    })
    it('goes on in English when it is told to, also at the server', async () => {
      const standIn = await day.pane({ login: 'ruth' })
      await standIn.show(mailNamed('sprache', { mailbox: 'service@sonnberg.example' }))
      const { pane } = standIn
      await says(pane, 'bei Huber Verlag GmbH')
      await press(pane, 'Einstellungen')
      await pane.getByLabel('Sprache').selectOption('English')
      await press(pane, 'Open mail')
      await says(pane, 'at Huber Verlag GmbH')
      await press(pane, /Abo-Umstellung/)
      await says(pane, 'Filed to “Abo-Umstellung”.')
      await expect.poll(() => one(`select language as value from users where login = 'ruth'`)).toBe('en')
    })
    it('is worked by the keyboard alone: search, arrows, Enter opens, Escape goes back, Enter files', async () => {
      const standIn = await day.pane()
      await standIn.show(mailNamed('tasten'))
      const { pane } = standIn
      const { keyboard } = standIn.page
      const focused = () => pane.evaluate(() => document.activeElement?.textContent || document.activeElement?.ariaLabel || '')
      const seen = () => pane.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
      await says(pane, 'bei Huber Verlag GmbH')
      const search = pane.getByRole('searchbox')
      await search.focus()
      await keyboard.type('möwe')
      const found = pane.getByRole('list', { name: 'Anderswo ablegen' }).getByRole('button')
      // What was found for the first letters is gone.
      const others = async () => (await found.allTextContents()).filter((one) => !/Möwe/.test(one))
      await found.filter({ hasText: 'Ida Möwe' }).waitFor()
      await expect.poll(others, { timeout: 45_000 }).toEqual([])
      await keyboard.press('ArrowDown')
      expect(await seen()).toBe('solid')
      for (let press = 0; press < 3 && !(await focused()).startsWith('Ida Möwe'); press++) await keyboard.press('ArrowDown')
      await keyboard.press('Enter')
      await says(pane, 'Abgelegt bei „Ida Möwe“.')
      await pane.getByRole('button', { name: 'Anna Huber', exact: true }).first().focus()
      await keyboard.press('Enter')
      await pane.getByRole('heading', { name: 'Anna Huber' }).first().waitFor()
      await says(pane, 'Mail hier ablegen')
      await keyboard.press('Escape')
      await expect.poll(focused).toBe('Anna Huber')
      expect(await day.lying('Frage: tasten')).toEqual(['Ida Möwe'])
    })
  },
)
