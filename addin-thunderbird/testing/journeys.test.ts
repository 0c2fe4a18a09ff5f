import { join } from 'node:path'
import { leftOut } from '@postakte/server/testing/components'
import { activityRoutes } from '@postakte/shared/api/activities'
import { filingRoutes } from '@postakte/shared/api/filings'
import { followUpRoutes } from '@postakte/shared/api/follow-ups'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { mailRoutes } from '@postakte/shared/api/mails'
import { presenceRoutes } from '@postakte/shared/api/presence'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { windowNumber } from './compose-window'
import { confirmCode, type House, openHouse, soon, user } from './house'
import { backToMail, complaints, openFolder, selectAllText, selectMail, showMails, tagsOf, textOfReply } from './mail-window'
import { bytesOf, mails } from './mails'
import { beDark, closeMailWindow, makePaneWide, openMailIn, sideTextInWindow } from './other-windows'
import { badge, clickPanel, panelText } from './panel-hands'
import { clickSide, doubleClickSide, fillSide, isOnPaper, pageLooks, sideLooks, sideText } from './side-panel-hands'
import { thunderbirdPath } from './thunderbird'

const pictures = join(import.meta.dirname, '../../.reports/pictures')

/** The built add-on in a real Thunderbird, a real Dovecot, the real server on the embedded database. One day, in order. */
describe.skipIf(leftOut('journeys in Thunderbird', 'Thunderbird', thunderbirdPath()))('a day with Postakte in Thunderbird', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
    for (const mail of Object.values(mails)) house.dovecot.deliver(user, bytesOf(mail))
    await openFolder(house.thunderbird, 'INBOX', Object.keys(mails).length)
  }, 240_000)
  afterAll(() => house?.close(), 60_000)

  const shows = (text: string | RegExp) => expect.poll(() => sideText(house.thunderbird), soon).toMatch(text)
  const filingsOf = async (login: string, mail: { readonly messageId: string; readonly from: string; readonly subject: string }) => {
    const people = [{ address: /<(.+)>/.exec(mail.from)![1]!, name: '', role: 'from' as const }]
    const { card } = await house.api.call(login, lookupRoutes.lookUpMail, {
      body: { messageIds: [mail.messageId], people, subject: mail.subject },
    })
    return card!.filings.map(({ target, filedBy }) => [target.name, filedBy?.name])
  }

  it('a mail that is open already when Postakte is installed shows what is missing first', { timeout: 120_000 }, async () => {
    await selectMail(house.thunderbird, mails.lieferung.messageId)
    await house.thunderbird.install(house.addIn)
    await shows(/does not know your company's server/)
  })
  it('is told the server and allowed to reach it by a click, signs in by the browser, and the open mail shows who writes', {
    timeout: 90_000,
  }, async () => {
    const { thunderbird, base } = house
    await clickSide(thunderbird, 'first')
    await expect
      .poll(() => thunderbird.page('options.html', () => document.querySelector('#connect')?.textContent), soon)
      .toBe('Allow and connect')
    await thunderbird.clickIn('options.html', '#language')
    await thunderbird.typeIn('options.html', '#server', base)
    expect(await thunderbird.page('options.html', () => document.querySelector('#sent')!.textContent)).toContain(
      'die ganze Mail mit ihren Anhängen',
    )
    await thunderbird.clickIn('options.html', '#connect')
    await thunderbird.clickIn('options.html', '#sign-in')
    const code = () => thunderbird.page('options.html', () => document.querySelector('#code')!.textContent!)
    await expect.poll(code, soon).toMatch(/^\w{4}-\w{4}$/)
    await thunderbird.pictureOf('options.html', join(pictures, 'thunderbird-options.png'))
    await confirmCode(house, await code())
    await expect
      .poll(() => thunderbird.page('options.html', () => document.querySelector('#state')!.textContent!), soon)
      .toContain('Sie sind angemeldet')
    await backToMail(thunderbird)
    await shows(/Anna Huber/)
  })
  it('files a mail of a known sender to a case: it stands there, and the list shows the tag', { timeout: 120_000 }, async () => {
    await selectMail(house.thunderbird, mails.lieferung.messageId)
    await shows(/Anna Huber/)
    await house.thunderbird.picture(join(pictures, 'thunderbird-known.png'))
    await clickSide(house.thunderbird, 'targets Abo-Umstellung')
    await shows(/Abgelegt bei „Abo-Umstellung“\./)
    await expect.poll(() => tagsOf(house.thunderbird, mails.lieferung.messageId), soon).toEqual(['Abgelegt'])
    await house.thunderbird.picture(join(pictures, 'thunderbird-filed.png'))
    expect(await filingsOf('ruth', mails.lieferung)).toContainEqual(['Abo-Umstellung', 'Nora Stein'])
  })
  it('takes it back by one click', { timeout: 120_000 }, async () => {
    await clickSide(house.thunderbird, 'undo')
    await shows(/Ablage bei „Abo-Umstellung“ zurückgenommen\./)
    expect((await filingsOf('nora', mails.lieferung)).map(([name]) => name)).not.toContain('Abo-Umstellung')
  })
  it('files once what is clicked twice, whatever has come under the pointer', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    const filed = async () => (await filingsOf('nora', mails.lieferung)).map(([name]) => name)
    const before = await filed()
    while (!(await doubleClickSide(thunderbird, 'targets Huber Verlag GmbH'))) {
      await clickSide(thunderbird, 'undo')
      await expect.poll(filed, soon).toEqual(before)
    }
    await shows(/Abgelegt bei „Huber Verlag GmbH“/)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await filed()).toEqual([...before, 'Huber Verlag GmbH'])
    await clickSide(thunderbird, 'undo')
    await shows(/zurückgenommen/)
  })
  it('logs a call and plans a follow-up beside the mail; both can be undone', { timeout: 120_000 }, async () => {
    const { thunderbird, api } = house
    const contactId = api.id('@contact/anna')
    const titles = async () => {
      const { items } = await api.call('nora', activityRoutes.getContactTimeline, { params: { contactId }, query: {} })
      return JSON.stringify(items)
    }
    await clickSide(thunderbird, 'log-call')
    await fillSide(thunderbird, 'about', 'Rückruf wegen Liefertermin')
    await clickSide(thunderbird, 'save')
    await shows(/Festgehalten: „Rückruf wegen Liefertermin“/)
    expect(await titles()).toContain('Rückruf wegen Liefertermin')
    await clickSide(thunderbird, 'undo')
    await shows(/Zurückgenommen/)
    await clickSide(thunderbird, 'follow-up')
    await thunderbird.picture(join(pictures, 'thunderbird-follow-up.png'))
    await fillSide(thunderbird, 'what', 'Liefertermin zugesagt?')
    await clickSide(thunderbird, 'save')
    await shows(/Wiedervorlage am/)
    const { items } = await api.call('nora', followUpRoutes.listFollowUps, { query: {} })
    expect(items.map(({ text }) => text)).toContain('Liefertermin zugesagt?')
  })
  it('says so of a sender whom nobody knows, and asks who it is where several have the address', { timeout: 120_000 }, async () => {
    await selectMail(house.thunderbird, mails.fremd.messageId)
    await shows(/Niemand, Bekanntes.*Niemand mit dieser Adresse/)
    await selectMail(house.thunderbird, mails.familie.messageId)
    await shows(/Wer ist das\?/)
    await clickSide(house.thunderbird, 'candidates Petra Ott')
    await shows(/Nr\. 10071/)
    await clickSide(house.thunderbird, 'targets Petra Ott')
    await shows(/Abgelegt bei „Petra Ott“\./)
    expect(await filingsOf('nora', mails.familie)).toContainEqual(['Petra Ott', 'Nora Stein'])
  })
  it('shows what a colleague has filed already, by whom and why, and who else is at it', { timeout: 120_000 }, async () => {
    const { id } = await house.api.call('ruth', mailRoutes.putMailSource, { body: bytesOf(mails.zweite) })
    await house.api.call('ruth', filingRoutes.fileMails, {
      body: { mails: [{ id }], targets: [{ kind: 'case', id: house.api.id('@case/adressaenderung') }] },
    })
    await house.api.call('ruth', presenceRoutes.putPresence, {
      body: { window: 'w1', program: 'outlook', at: { messageId: mails.zweite.messageId }, doing: 'answering' },
    })
    await selectMail(house.thunderbird, mails.zweite.messageId)
    await shows(/Adressänderung Filiale.*von Ruth Özdemir.*Ruth Özdemir beantwortet diese Mail gerade \(Outlook\)/)
    await expect.poll(() => tagsOf(house.thunderbird, mails.zweite.messageId), soon).toEqual(['Abgelegt'])
    await house.thunderbird.picture(join(pictures, 'thunderbird-colleague.png'))
    const at = { messageId: mails.zweite.messageId }
    const here = async () =>
      (await house.api.call('ruth', presenceRoutes.listPresence, { query: at })).others.map(({ user, program }) => [user.name, program])
    await expect.poll(here, soon).toContainEqual(['Nora Stein', 'thunderbird'])
  })
  it('shows the mail that is open, however late the answer for the one before comes', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    let release = () => {}
    house.hold = { path: '/api/lookup', until: new Promise((resolve) => (release = resolve)) }
    const before = house.asked.length
    await selectMail(thunderbird, mails.eilig.messageId)
    await expect.poll(() => house.asked.slice(before), soon).toContain('POST /api/lookup')
    house.hold = null
    await selectMail(thunderbird, mails.fremd.messageId)
    await shows(/Niemand, Bekanntes/)
    release()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await sideText(thunderbird)).toMatch(/Niemand, Bekanntes/)
    expect(await sideText(thunderbird)).not.toMatch(/Abo-Umstellung/)
  })
  it('asks the server once for a mail, twice for one that answers others, and not at all while no mail is shown', {
    timeout: 120_000,
  }, async () => {
    const { thunderbird } = house
    const asked = () => house.asked.filter((one) => one === 'POST /api/lookup').length
    const askedFor = async (mail: { readonly messageId: string }) => {
      const before = asked()
      await selectMail(thunderbird, mail.messageId)
      await shows(/Anna Huber/)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      return asked() - before
    }
    // What was said of a mail a moment ago is not asked for again.
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    expect(await askedFor(mails.zweite)).toBe(1)
    expect(await askedFor(mails.lieferung)).toBeLessThanOrEqual(2)
    await showMails(thunderbird, false)
    const before = asked()
    await selectMail(thunderbird, mails.eilig.messageId, false)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(asked()).toBe(before)
    await showMails(thunderbird, true)
    await shows(/Anna Huber/)
  })
  it('stands its ground against a mail that wants to hide or cover it', { timeout: 120_000 }, async () => {
    await selectMail(house.thunderbird, mails.boese.messageId)
    await expect.poll(() => sideText(house.thunderbird), soon).toMatch(/Anna Huber/)
    await expect.poll(() => sideLooks(house.thunderbird), soon).toEqual({ onTop: true, width: 320, shown: 'block' })
    await house.thunderbird.picture(join(pictures, 'thunderbird-hostile.png'))
  })
  it('is seen beside a mail that makes all of its page invisible, or moves it away', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await selectMail(thunderbird, mails.unsichtbar.messageId)
    await expect.poll(() => sideText(thunderbird), soon).toMatch(/Anna Huber/)
    await thunderbird.picture(join(pictures, 'thunderbird-invisible.png'))
    await expect.poll(() => sideLooks(thunderbird), soon).toEqual({ onTop: true, width: 320, shown: 'block' })
    expect(await pageLooks(thunderbird)).toEqual({
      opacity: '1',
      filter: 'none',
      transform: 'none',
      'clip-path': 'none',
      'mask-image': 'none',
      zoom: '1',
      display: 'block',
      contain: 'none',
      'animation-name': 'none',
    })
  })
  it('is no part of an answer or a print, not even when everything was selected', { timeout: 120_000 }, async () => {
    await selectMail(house.thunderbird, mails.lieferung.messageId)
    await shows(/Anna Huber/)
    expect(await isOnPaper(house.thunderbird)).toBe(false)
    expect(await selectAllText(house.thunderbird)).not.toMatch(/Postakte|Telefonnotiz/)
    const answer = await textOfReply(house.thunderbird)
    expect(answer).toMatch(/bitte rufen Sie zurück/)
    expect(answer).not.toMatch(/postakte|Telefonnotiz|Huber Verlag GmbH/i)
  })
  it('opens the whole panel behind its button, makes the contact there, and files the mail with it', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await selectMail(thunderbird, mails.fremd.messageId)
    await shows(/Niemand mit dieser Adresse/)
    await expect.poll(() => badge(thunderbird), soon).toEqual({ text: '?', title: 'Postakte: unbekannter Absender' })
    await clickSide(thunderbird, 'more')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Niemand, Bekanntes/)
    await thunderbird.pictureOf('panel.html', join(pictures, 'thunderbird-panel.png'))
    await clickPanel(thunderbird, 'Kontakt anlegen')
    await clickPanel(thunderbird, 'Anlegen und hier ablegen')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Abgelegt bei „Bekanntes Niemand“/)
    await shows(/von Nora Stein/)
    await expect.poll(() => badge(thunderbird), soon).toEqual({ text: '✓', title: 'Postakte: abgelegt bei Bekanntes Niemand' })
    await expect.poll(() => tagsOf(thunderbird, mails.fremd.messageId), soon).toEqual(['Abgelegt'])
  })
  it('stands beside a mail in a tab and in a window of its own, and folds itself where there is little room', {
    timeout: 120_000,
  }, async () => {
    const { thunderbird } = house
    await selectMail(thunderbird, mails.lieferung.messageId)
    await openMailIn(thunderbird, 'tab')
    await shows(/Anna Huber/)
    await backToMail(thunderbird)
    await openMailIn(thunderbird, 'window')
    await expect.poll(() => sideTextInWindow(thunderbird), soon).toMatch(/Anna Huber/)
    await closeMailWindow(thunderbird)

    await makePaneWide(thunderbird, 500)
    await selectMail(thunderbird, mails.zweite.messageId)
    await shows(/Anna Huber/)
    await expect.poll(() => sideLooks(thunderbird), soon).toEqual({ onTop: true, width: 32, shown: 'block' })
    await clickSide(thunderbird, 'fold')
    await expect.poll(async () => (await sideLooks(thunderbird)).width, soon).toBe(320)
    await thunderbird.picture(join(pictures, 'thunderbird-narrow.png'))
    await beDark(thunderbird, true)
    await makePaneWide(thunderbird, 0)
    await selectMail(thunderbird, mails.lieferung.messageId)
    await shows(/Anna Huber/)
    await thunderbird.picture(join(pictures, 'thunderbird-dark.png'))
    await clickSide(thunderbird, 'more')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Anna Huber/)
    await thunderbird.pictureOf('panel.html', join(pictures, 'thunderbird-panel-dark.png'))
    await beDark(thunderbird, false)
  })
  it('goes on in a window of its own beside the mails, and follows them', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    const page = 'panel.html?window'
    await clickSide(thunderbird, 'more')
    await thunderbird.page('panel.html', openBeside, await windowNumber(thunderbird, 'mail:3pane'))
    const text = () => thunderbird.page(page, () => document.querySelector('#root')?.textContent ?? '')
    await expect.poll(text, soon).toMatch(/Anna Huber/)
    await selectMail(thunderbird, mails.fremd.messageId)
    await expect.poll(text, soon).toMatch(/Bekanntes Niemand/)
    await thunderbird.page(page, () => window.close())
  })
  it('has left no complaint in the console of Thunderbird', async () => {
    expect(await complaints(house.thunderbird)).toEqual([])
  })
})

function openBeside(windowId: number): Promise<void> {
  const { windows } = (window as unknown as { browser: { windows: { create(given: object): Promise<void> } } }).browser
  return windows.create({ type: 'popup', url: `panel.html?window=${windowId}`, width: 420, height: 700 })
}
