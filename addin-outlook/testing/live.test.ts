import type { ReadMail } from '@postakte/panel/host/mail-host'
import { browserPath, leftOut } from '@postakte/server/testing/components'
import { mailBytes } from '@postakte/server/testing/mail'
import { filingRoutes } from '@postakte/shared/api/filings'
import { mailRoutes } from '@postakte/shared/api/mails'
import { describe, expect, it } from 'vitest'
import { type Day, eachDay, mailNamed } from './day'
import type { StandIn } from './stand-in'

/** The real server's own events, in the pane in Microsoft's own Office.js. */
describe.skipIf(leftOut('what happens meanwhile in the emulated Outlook', 'Chromium', browserPath()))(
  'what colleagues do while the pane is open in Outlook',
  { timeout: 90_000 },
  () => {
    let day: Day
    eachDay((one) => {
      day = one
    })

    const says = (standIn: StandIn, text: string | RegExp) => standIn.pane.getByText(text).first().waitFor({ timeout: 45_000 })
    const listed = (standIn: StandIn, { messageId }: ReadMail) => expect.poll(() => standIn.categories(messageId!), { timeout: 45_000 })

    it('is shown by itself, and in the list: a colleague files the open mail', async () => {
      const mail = mailNamed('von-ruth-abgelegt')
      const { api } = day
      const bytes = mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject: mail.subject, messageId: mail.messageId! })
      const { id } = await api.call('ruth', mailRoutes.putMailSource, { body: bytes })
      const asked: string[] = []
      day.hold = async ({ url }) => void asked.push(new URL(url).pathname)
      const standIn = await day.pane({ beside: mail, live: true })
      await says(standIn, 'bei Huber Verlag GmbH')
      await expect.poll(() => asked).toContain('/api/events')
      expect(standIn.categories(mail.messageId!)).toEqual([])
      await api.call('ruth', filingRoutes.fileMails, {
        body: { mails: [{ id }], targets: [{ kind: 'case', id: api.id('@case/adressaenderung') }] },
      })
      await says(standIn, /von Ruth Özdemir/)
      await listed(standIn, mail).toEqual(['Abgelegt'])
    })
    it('is right in the list as soon as the mail is opened again: a colleague took back where it lay', async () => {
      const mail = mailNamed('von-ruth-zurueckgenommen')
      const { api } = day
      const standIn = await day.pane({ beside: mail, live: true })
      await standIn.pane
        .getByRole('button', { name: /Adressänderung/ })
        .first()
        .click()
      await says(standIn, 'Abgelegt bei „Adressänderung Filiale“.')
      await listed(standIn, mail).toEqual(['Abgelegt'])
      await standIn.show(null)
      await says(standIn, 'Keine Mail geöffnet')
      const rows = await api.db.query<{ id: string }>(
        'select f.id::text as id from filings f join mails m on m.id = f.mail_id where m.message_id = $1',
        [mail.messageId],
      )
      await api.call('ruth', filingRoutes.removeFilings, { body: { filings: rows.map(({ id }) => id) } })
      expect(standIn.categories(mail.messageId!)).toEqual(['Abgelegt'])
      await standIn.show(mail)
      await listed(standIn, mail).toEqual([])
    })
  },
)
