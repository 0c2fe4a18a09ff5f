import { join } from 'node:path'
import { leftOut } from '@postakte/server/testing/components'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { mailRoutes } from '@postakte/shared/api/mails'
import { presenceRoutes } from '@postakte/shared/api/presence'
import { teamRoutes } from '@postakte/shared/api/teams'
import { todoRoutes } from '@postakte/shared/api/todos'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { zipFolder } from '../zip.mjs'
import { closeDrafts, draftNow, windowNumber } from './compose-window'
import { type House, openHouse, signInAtOnce, soon, user } from './house'
import { backToMail, openFolder, putToSleep, selectMail, tagsOf } from './mail-window'
import { bytesOf } from './mails'
import { beDark } from './other-windows'
import { choosePanel, clickPanel, openNarrow, panelText } from './panel-hands'
import { sideText } from './side-panel-hands'
import { type SmtpSink, startSmtpSink } from './smtp-sink'
import { openSpace, spaceBadge } from './space-hands'
import { thunderbirdPath } from './thunderbird'
import {
  addRecipient,
  answerMail,
  closePopup,
  completions,
  isSent,
  keepCopies,
  openDraftPopup,
  pressSend,
  sendUnsent,
  tagsInSent,
  write,
} from './writing'

const pictures = join(import.meta.dirname, '../../.reports/pictures')
const twoMinutes = { timeout: 150_000 } as const
/** Of the world; it lies at the case "Abo-Umstellung". */
const question = { from: 'Anna Huber <anna@huber-verlag.example>', subject: 'Frage zum Abo', messageId: 'frage@huber-verlag.example' }
const stranger = 'claire@librairie-petit.example'

/** Mails are written and sent in a real Thunderbird, and come to a real SMTP server. */
describe.skipIf(leftOut('sending in Thunderbird', 'Thunderbird', thunderbirdPath()))('mails written in Thunderbird', () => {
  let house: House
  let sink: SmtpSink
  beforeAll(async () => {
    sink = await startSmtpSink()
    house = await openHouse({ smtpPort: sink.port, byPolicy: true })
    const { api, thunderbird, dovecot } = house
    await api.work()
    await api.mails()
    const params = { teamId: api.id('@team/Kundenservice') }
    const team = await api.call('ada', teamRoutes.getTeam, { params })
    await api.call('ada', teamRoutes.changeTeam, { params, body: { version: team.version, tagSubjects: true } })
    dovecot.deliver(user, bytesOf(question))
    await openFolder(thunderbird, 'INBOX', 1)
    await selectMail(thunderbird, question.messageId)
    const file = join(thunderbird.folder, 'postakte.xpi')
    zipFolder(house.addIn, file)
    await thunderbird.install(file, true)
    await signInAtOnce(house)
  }, 120_000)
  /** So many had left when the test began. */
  let before = 0
  beforeEach(() => {
    before = sink.mails.length
  })
  afterEach(async () => {
    house.away = false
    house.hold = null
    await closeDrafts(house.thunderbird)
  })
  afterAll(async () => {
    await house?.close()
    await sink?.close()
  }, 60_000)

  /** The one mail of this test, once it has left. */
  const sent = async () => {
    await expect.poll(() => sink.mails.length, soon).toBe(before + 1)
    await expect.poll(() => isSent(house.thunderbird), soon).toBe(true)
    return sink.mails.at(-1)!
  }
  /** As the server has it: where it lies, and by whom. */
  const cardOf = async (messageId: string) => {
    const { card } = await house.api.call('nora', lookupRoutes.lookUpMail, { body: { messageIds: [messageId], people: [], subject: '' } })
    return card!
  }
  const filingsOf = async (messageId: string) =>
    (await cardOf(messageId)).filings
      .filter(({ target }) => target.kind === 'case')
      .map(({ target, filedBy }) => [target.name, filedBy?.name])
  const filedOnce = async (messageId: string, when: { readonly timeout: number } = soon) => {
    await expect.poll(() => filingsOf(messageId), when).toEqual([['Abo-Umstellung', 'Nora Stein']])
    const [rows] = await house.api.db.query<{ mails: number }>('select count(*)::int as mails from mails where message_id = $1', [
      messageId,
    ])
    expect(rows!.mails).toBe(1)
  }
  const filedAndMarked = async (messageId: string) => {
    await filedOnce(messageId)
    await expect.poll(() => tagsInSent(house.thunderbird, messageId), soon).toEqual(['Abgelegt'])
  }

  const fits = async (name: string) => {
    await house.thunderbird.pictureOf('panel.html', join(pictures, `thunderbird-${name}.png`))
    const [seen, needed] = await house.thunderbird.page('panel.html', () => [innerWidth, document.documentElement.scrollWidth])
    expect([name, seen, needed! <= seen!]).toEqual([name, 320, true])
    await backToMail(house.thunderbird)
  }

  it('colleagues see that a mail is being answered as long as the answer is open', { timeout: 120_000 }, async () => {
    const { thunderbird, api } = house
    const answering = async () => {
      const { others } = await api.call('ruth', presenceRoutes.listPresence, { query: { messageId: question.messageId } })
      return others.filter(({ doing }) => doing === 'answering').map(({ user: who, program }) => [who.name, program])
    }
    await answerMail(thunderbird, 'html')
    await expect.poll(answering, soon).toEqual([['Nora Stein', 'thunderbird']])
    await closeDrafts(thunderbird)
    await expect.poll(answering, soon).toEqual([])
  })
  it('an answer with a snippet and a document goes out with the tag of its case, and lies there when it is sent', {
    timeout: 90_000,
  }, async () => {
    const { thunderbird, api } = house
    await expect.poll(() => sideText(thunderbird), soon).toMatch(/Anna Huber/)
    await answerMail(thunderbird, 'html')
    await openDraftPopup(thunderbird)
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Nach dem Senden liegt die Mail beim Vorgang 4711 „Abo-Umstellung“/)
    await thunderbird.pictureOf('panel.html', join(pictures, 'thunderbird-draft.png'))
    await clickPanel(thunderbird, 'Textbausteine')
    await clickPanel(thunderbird, 'Bestätigung der Bestellung')
    await clickPanel(thunderbird, 'Einfügen')
    await expect
      .poll(async () => (await draftNow(thunderbird)).text, soon)
      .toMatch(/vielen Dank für Ihre Bestellung\. Ihr Zeichen: \[VG=4711-x7k\]/)
    await clickPanel(thunderbird, 'Dokumente')
    await clickPanel(thunderbird, 'Preisliste 2026')
    await expect.poll(async () => (await draftNow(thunderbird)).files, soon).toEqual(['preisliste-2026.txt'])
    await closePopup(thunderbird)
    await pressSend(thunderbird)
    const { messageId, to } = await sent()
    expect(to).toEqual(['anna@huber-verlag.example'])
    await filedAndMarked(messageId)
    const mailId = (await cardOf(messageId)).mails[0]!.id
    const mail = await api.call('nora', mailRoutes.getMail, { params: { mailId } })
    expect([mail.subject, mail.attachments.map(({ name }) => name)]).toEqual(['Re: Frage zum Abo [VG=4711-x7k]', ['preisliste-2026.txt']])
  })
  it('a snippet stands in plain text, too', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await answerMail(thunderbird, 'text')
    await openDraftPopup(thunderbird)
    await clickPanel(thunderbird, 'Textbausteine')
    await clickPanel(thunderbird, 'Noras Gruß')
    await clickPanel(thunderbird, 'Einfügen')
    await expect.poll(async () => (await draftNow(thunderbird)).text, soon).toMatch(/Herzlich\s*Nora Stein/)
    await closePopup(thunderbird)
    await pressSend(thunderbird)
    const { messageId, bytes } = await sent()
    expect(bytes.toString()).toMatch(/Herzlich\r\nNora Stein\r\n/)
    await filedAndMarked(messageId)
  })
  it('a recipient who is no part of the case stops the mail; let through with a reason it goes', { timeout: 120_000 }, async () => {
    const { thunderbird, api } = house
    await answerMail(thunderbird, 'html')
    await addRecipient(thunderbird, 'cc', stranger)
    await pressSend(thunderbird)
    await expect
      .poll(() => panelText(thunderbird), soon)
      .toMatch(/claire@librairie-petit\.example \(Claire Petit\) gehört nicht zum Vorgang/)
    expect([await isSent(thunderbird), sink.mails.length]).toEqual([false, before])
    await thunderbird.pictureOf('panel.html', join(pictures, 'thunderbird-stopped.png'))
    await thunderbird.typeIn('panel.html', 'textarea', 'Frau Petit übernimmt das Abo.')
    await clickPanel(thunderbird, 'So senden')
    const { messageId, to } = await sent()
    expect(to).toContain(stranger)
    await filedAndMarked(messageId)
    const passes = await api.db.query<{ facts: unknown }>(`select facts from journal where action = 'sending.let-through'`)
    expect(JSON.stringify(passes)).toContain('Frau Petit übernimmt das Abo.')
  })
  it('what is only let through is sent by the user, and what was written since is looked at', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await answerMail(thunderbird, 'html')
    await addRecipient(thunderbird, 'cc', stranger)
    await openDraftPopup(thunderbird)
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Claire Petit\) gehört nicht zum Vorgang/)
    await thunderbird.typeIn('panel.html', 'textarea', 'Frau Petit übernimmt das Abo.')
    await clickPanel(thunderbird, 'Nur durchlassen')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Von Ihnen durchgelassen: claire/)
    await closePopup(thunderbird)
    expect([await isSent(thunderbird), sink.mails.length]).toEqual([false, before])
    await write(thunderbird, 'Guten Tag {{kontakt.anrede}}')
    await pressSend(thunderbird)
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Ein Platzhalter ist nicht ausgefüllt/)
    expect([await isSent(thunderbird), sink.mails.length]).toEqual([false, before])
    await thunderbird.typeIn('panel.html', 'textarea', 'So gewollt.')
    await clickPanel(thunderbird, 'So senden')
    expect((await sent()).to).toContain(stranger)
  })
  it('the placeholder that nobody filled in stops the mail, also while the server is away', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await answerMail(thunderbird, 'html')
    await write(thunderbird, 'Guten Tag {{kontakt.anrede}}')
    house.away = true
    await pressSend(thunderbird)
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Ein Platzhalter ist nicht ausgefüllt: \{\{kontakt\.anrede\}\}/)
    expect([await isSent(thunderbird), sink.mails.length]).toEqual([false, before])
  })
  it('while the server is away the mail goes out all the same, and is filed once when it is back', { timeout: 90_000 }, async () => {
    const { thunderbird } = house
    await answerMail(thunderbird, 'html')
    await write(thunderbird, 'Ohne Server')
    house.away = true
    await pressSend(thunderbird)
    const { messageId } = await sent()
    await expect.poll(() => tagsInSent(thunderbird, messageId), soon).toEqual(['Wird abgelegt'])
    house.away = false
    await putToSleep(thunderbird)
    await answerMail(thunderbird, 'html')
    await openDraftPopup(thunderbird)
    await filedAndMarked(messageId)
  })
  it('a server that does not answer holds up no mail for long, and it is filed afterwards', { timeout: 90_000 }, async () => {
    const { thunderbird } = house
    await answerMail(thunderbird, 'html')
    await write(thunderbird, 'Träger Server')
    let release = () => {}
    house.hold = { path: '/api/sending/check', until: new Promise((resolve) => (release = resolve)) }
    await pressSend(thunderbird)
    const { messageId } = await sent()
    house.hold = null
    release()
    await filedAndMarked(messageId)
  })
  it('the mail is looked at and filed though Postakte sleeps when it is sent, and while it is', { timeout: 90_000 }, async () => {
    const { thunderbird } = house
    await answerMail(thunderbird, 'html')
    await write(thunderbird, 'Im Schlaf')
    await putToSleep(thunderbird)
    let release = () => {}
    house.hold = { path: '/api/mails/filings', until: new Promise((resolve) => (release = resolve)) }
    const asked = house.asked.length
    await pressSend(thunderbird)
    const { messageId, bytes } = await sent()
    expect(bytes.toString('latin1')).toMatch(/^Subject: Re: Frage zum Abo \[VG=4711-x7k\]/m)
    await expect.poll(() => house.asked.slice(asked), soon).toContain('POST /api/mails/filings')
    await putToSleep(thunderbird)
    house.hold = null
    release()
    await answerMail(thunderbird, 'html')
    await openDraftPopup(thunderbird)
    await filedAndMarked(messageId)
  })
  it('a mail that is to be sent later is filed when it has left, not before', { timeout: 90_000 }, async () => {
    const { thunderbird } = house
    await answerMail(thunderbird, 'html')
    await write(thunderbird, 'Erst später')
    const asked = house.asked.length
    await pressSend(thunderbird, 'later')
    await expect.poll(() => isSent(thunderbird), soon).toBe(true)
    await putToSleep(thunderbird)
    await answerMail(thunderbird, 'html')
    await openDraftPopup(thunderbird)
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Nach dem Senden liegt/)
    await closeDrafts(thunderbird)
    expect([sink.mails.length, house.asked.slice(asked)]).toEqual([before, expect.not.arrayContaining(['POST /api/mails/filings'])])
    await sendUnsent(thunderbird)
    const { messageId } = await sent()
    await expect.poll(() => tagsInSent(thunderbird, messageId), soon).toEqual([])
    await putToSleep(thunderbird)
    await answerMail(thunderbird, 'html')
    await openDraftPopup(thunderbird)
    await filedAndMarked(messageId)
  })
  it('a mail of which Thunderbird keeps no copy lies at its case as it was written', { timeout: 120_000 }, async () => {
    const { thunderbird, api } = house
    await keepCopies(thunderbird, false)
    await answerMail(thunderbird, 'html')
    await write(thunderbird, 'Ohne Kopie – Grüße')
    await pressSend(thunderbird)
    const { messageId } = await sent()
    await keepCopies(thunderbird, true)
    await expect.poll(() => filingsOf(messageId), soon).toEqual([['Abo-Umstellung', 'Nora Stein']])
    const mailId = (await cardOf(messageId)).mails[0]!.id
    const { subject, preview } = await api.call('nora', mailRoutes.getMail, { params: { mailId } })
    expect([subject, preview]).toEqual(['Re: Frage zum Abo [VG=4711-x7k]', expect.stringContaining('Ohne Kopie – Grüße')])
  })
  it('a mail that the user says belongs to no case is not filed', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await answerMail(thunderbird, 'html')
    await openDraftPopup(thunderbird)
    await choosePanel(thunderbird, 'Gehört zum Vorgang', 'Zu keinem Vorgang')
    await expect.poll(() => panelText(thunderbird), soon).not.toMatch(/Nach dem Senden liegt/)
    await closePopup(thunderbird)
    const asked = house.asked.length
    await addRecipient(thunderbird, 'cc', stranger)
    await pressSend(thunderbird)
    const { messageId, bytes } = await sent()
    expect(bytes.toString('latin1')).toMatch(/^Subject: Re: Frage zum Abo\r$/m)
    await putToSleep(thunderbird)
    expect([await filingsOf(messageId), house.asked.slice(asked)]).toEqual([[], expect.not.arrayContaining(['POST /api/mails/filings'])])
  })
  it('completes addresses with our contacts, also when Postakte slept', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    expect(await completions(thunderbird, 'Kram')).toEqual(['Ben Kramer <ben.kramer@huber-verlag.example>'])
    await putToSleep(thunderbird)
    expect(await completions(thunderbird, 'Buchhandlung')).toEqual([
      'Buchhandlung Möwe & Söhne OHG <laden@xn--mwe-bcher-07a4e.example>',
      'Ida Möwe <ida@xn--mwe-bcher-07a4e.example>',
    ])
    house.away = true
    expect(await completions(thunderbird, 'Kram')).toEqual([])
  })
  it('the queue has a place of its own, and how much waits stands at it', { timeout: 120_000 }, async () => {
    const { thunderbird, api } = house
    const { all } = await api.call('nora', todoRoutes.countTodos, {})
    await expect.poll(() => spaceBadge(thunderbird), soon).toBe(`${all}`)
    await openSpace(thunderbird)
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Preise für 2027/)
    await thunderbird.picture(join(pictures, 'thunderbird-space.png'))
    await clickPanel(thunderbird, 'nichts abzulegen')
    await expect.poll(() => spaceBadge(thunderbird), soon).toBe(`${all - 1}`)
    await api.call('ruth', todoRoutes.finishTodo, { params: { todoId: api.id('@todo/werbung') }, body: { version: 1 } })
    const period = await thunderbird.page('panel.html', async () => {
      const { alarms } = (window as any).browser
      const { periodInMinutes } = await alarms.get('queue')
      // The next time comes at once.
      await alarms.create('queue', { when: Date.now(), periodInMinutes })
      return periodInMinutes as number
    })
    expect(period).toBe(1)
    await expect.poll(() => spaceBadge(thunderbird), soon).toBe(`${all - 2}`)
    await backToMail(thunderbird)
  })
  it('a mail of the queue is marked in the list, until somebody decided that it belongs nowhere', { timeout: 120_000 }, async () => {
    const { thunderbird, api, dovecot } = house
    const mail = { from: 'S. Reuter <s.reuter@posteo.de>', subject: 'Probeheft', messageId: 'probeheft@posteo.de' }
    await api.db.query(`update mails set message_id = $1 where subject = $2`, [mail.messageId, mail.subject])
    dovecot.deliver(user, bytesOf(mail))
    await openFolder(thunderbird, 'INBOX', 2)
    await selectMail(thunderbird, mail.messageId)
    await expect.poll(() => tagsOf(thunderbird, mail.messageId), soon).toEqual(['Klärfall'])
    await thunderbird.picture(join(pictures, 'thunderbird-todo.png'))
    await api.call('ruth', todoRoutes.finishTodo, { params: { todoId: api.id('@todo/probeheft') }, body: { version: 1 } })
    await selectMail(thunderbird, question.messageId)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    await selectMail(thunderbird, mail.messageId)
    await expect.poll(() => tagsOf(thunderbird, mail.messageId), soon).toEqual([])
    await selectMail(thunderbird, question.messageId)
  })
  it('what was sent while the server was away is filed once, though Thunderbird crashed meanwhile and no longer knows its copy', {
    timeout: 300_000,
  }, async () => {
    const { thunderbird, api } = house
    await answerMail(thunderbird, 'html')
    await write(thunderbird, 'Vor dem Neustart')
    house.away = true
    await pressSend(thunderbird)
    const { messageId } = await sent()
    await expect.poll(() => tagsInSent(thunderbird, messageId), soon).toEqual(['Wird abgelegt'])
    await thunderbird.crash()
    house.away = false
    await openFolder(thunderbird, 'INBOX', 1)
    await selectMail(thunderbird, question.messageId)
    await answerMail(thunderbird, 'html')
    await openDraftPopup(thunderbird)
    // When a look-up is answered; at the latest when the outbox is tried again, a minute after a start that found no server.
    await filedOnce(messageId, twoMinutes)
    const { all } = await api.call('nora', todoRoutes.countTodos, {})
    await expect.poll(() => spaceBadge(thunderbird), soon).toBe(`${all}`)
  })
  it.each(['light', 'dark'] as const)(
    'a draft and the queue fit into 320 pixels, in both languages: %s',
    { timeout: 120_000 },
    async (colours) => {
      const { thunderbird } = house
      const long = 'leitung-einkauf-und-abonnementverwaltung-sued@grosshandelsgesellschaft-fuer-presseerzeugnisse.example'
      await beDark(thunderbird, colours === 'dark')
      await closeDrafts(thunderbird)
      await answerMail(thunderbird, 'html')
      await addRecipient(thunderbird, 'cc', long)
      const window = await windowNumber(thunderbird, 'msgcompose')
      for (const language of ['de', 'en'] as const) {
        await openNarrow(thunderbird, 'place=queue', language)
        await expect.poll(() => panelText(thunderbird), soon).toMatch(language === 'de' ? /Übernehmen/ : /Take over/)
        await fits(`queue-${language}-${colours}`)
        await openNarrow(thunderbird, `window=${window}`, language)
        await expect
          .poll(() => panelText(thunderbird), soon)
          .toMatch(language === 'de' ? /gehört nicht zum Vorgang/ : /is not part of case/)
        await fits(`draft-${language}-${colours}`)
      }
      await beDark(thunderbird, false)
      await closeDrafts(thunderbird)
    },
  )
  it('says all of it in English', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await openSpace(thunderbird)
    await thunderbird.page('panel.html', () => (window as any).browser.storage.local.set({ 'panel.language': 'en' }) as Promise<void>)
    await backToMail(thunderbird)
    await openSpace(thunderbird)
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Take over/)
    await thunderbird.picture(join(pictures, 'thunderbird-space-en.png'))
    await backToMail(thunderbird)
    await answerMail(thunderbird, 'html')
    await addRecipient(thunderbird, 'cc', stranger)
    await openDraftPopup(thunderbird)
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/claire@librairie-petit\.example \(Claire Petit\) is not part of case/)
    await thunderbird.pictureOf('panel.html', join(pictures, 'thunderbird-draft-en.png'))
    await closePopup(thunderbird)
  })
})
