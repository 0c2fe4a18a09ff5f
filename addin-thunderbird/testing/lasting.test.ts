import { join } from 'node:path'
import { leftOut } from '@postakte/server/testing/components'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { zipFolder } from '../zip.mjs'
import { type House, openHouse, signInAtOnce, soon, user } from './house'
import { chooseInList, noticeText, openFolder, pressAltShift, putToSleep, selectMail, selectMails, tagsOf } from './mail-window'
import { bytesOf } from './mails'
import { badge, clickPanel, panelText } from './panel-hands'
import { clickSide, sideText } from './side-panel-hands'
import { thunderbirdPath } from './thunderbird'

const letter = (name: string) => ({
  from: 'Anna Huber <anna@huber-verlag.example>',
  subject: `Brief: ${name}`,
  messageId: `${name}@huber-verlag.example`,
})
const names = ['eins', 'zwei', 'drei', 'taste', 'sofort', 'ohne-server', 'bleibt-offen', 'verweigert', 'schlaf', 'neustart']

/** What must outlive the sleep of the background, a server that is away, and the end of Thunderbird. */
describe.skipIf(leftOut('Thunderbird at rest', 'Thunderbird', thunderbirdPath()))('Postakte in a Thunderbird that rests', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse({ byPolicy: true })
    const { thunderbird, addIn, dovecot } = house
    for (const name of names) dovecot.deliver(user, bytesOf(letter(name)))
    await openFolder(thunderbird, 'INBOX', names.length)
    await selectMail(thunderbird, letter('eins').messageId)
    const file = join(thunderbird.folder, 'postakte.xpi')
    zipFolder(addIn, file)
    await thunderbird.install(file, true)
    await signInAtOnce(house)
  }, 240_000)
  afterEach(async () => {
    house.away = false
    house.hold = null
    await role('agent')
  })
  afterAll(() => house?.close(), 60_000)

  const shows = (text: RegExp) => expect.poll(() => sideText(house.thunderbird), soon).toMatch(text)
  const filed = async (name: string) => {
    const { messageId, from, subject } = letter(name)
    const people = [{ address: /<(.+)>/.exec(from)![1]!, name: '', role: 'from' as const }]
    const { card } = await house.api.call('nora', lookupRoutes.lookUpMail, { body: { messageIds: [messageId], people, subject } })
    return card!.filings.filter(({ filedBy }) => filedBy?.name === 'Nora Stein').map(({ target }) => target.name)
  }
  /** Nora's, from now on. */
  const role = (name: string) =>
    house.api.db.query('update user_roles set role_id = $2::text::int where user_id = $1::text::int', [
      house.api.id('@user/nora'),
      house.api.id(`@role/${name}`),
    ])

  it('has its server and its language from the policy of the company', async () => {
    await shows(/Noch nicht abgelegt/)
    expect(house.givenServer).toEqual({ value: house.base, disabled: true, note: 'Diese Adresse hat Ihre Verwaltung festgelegt.' })
  })
  it('files several selected mails at one place, and takes all of it back', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    const three = ['eins', 'zwei', 'drei']
    await shows(/Anna Huber/)
    await selectMails(
      thunderbird,
      three.map((name) => letter(name).messageId),
    )
    await chooseInList(thunderbird, 'file-selected')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/3 Mails ausgewählt.*Noch keine davon ist abgelegt.*Abo-Umstellung/)
    await thunderbird.pictureOf('panel.html?mails', join(import.meta.dirname, '../../.reports/pictures/thunderbird-several.png'))
    // Others may be selected meanwhile.
    await selectMail(thunderbird, letter('taste').messageId)
    await clickPanel(thunderbird, 'Abo-Umstellung')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/3 von 3 abgelegt/)
    expect(await Promise.all(three.map(filed))).toEqual([['Abo-Umstellung'], ['Abo-Umstellung'], ['Abo-Umstellung']])
    await expect.poll(() => tagsOf(thunderbird, letter('drei').messageId), soon).toEqual(['Abgelegt'])
    await clickPanel(thunderbird, 'Alle zurücknehmen')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/zurückgenommen.*zurückgenommen.*zurückgenommen/)
    expect(await Promise.all(three.map(filed))).toEqual([[], [], []])
    await expect.poll(() => tagsOf(thunderbird, letter('drei').messageId), soon).toEqual([])
    await thunderbird.page('panel.html?mails', () => window.close())
  })
  it('files one mail from the list’s menu, and marks what waits for the server, until it is let go', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    await selectMail(thunderbird, letter('zwei').messageId)
    await shows(/Anna Huber/)
    await chooseInList(thunderbird, 'file-selected')
    await expect.poll(() => panelText(thunderbird), soon).toMatch(/Anna Huber.*Abo-Umstellung/)
    await selectMail(thunderbird, letter('drei').messageId)
    await shows(/Anna Huber/)
    house.away = true
    await clickPanel(thunderbird, 'Abo-Umstellung')
    await expect.poll(() => tagsOf(thunderbird, letter('zwei').messageId), soon).toEqual(['Wird abgelegt'])
    await clickPanel(thunderbird, 'Rückgängig')
    await expect.poll(() => tagsOf(thunderbird, letter('zwei').messageId), soon).toEqual([])
    house.away = false
    expect([await filed('zwei'), await filed('drei')]).toEqual([[], []])
    await thunderbird.page('panel.html?mails', () => window.close())
  })
  it('files by a key at the first suggestion', { timeout: 120_000 }, async () => {
    await selectMail(house.thunderbird, letter('taste').messageId)
    await shows(/Anna Huber/)
    await pressAltShift(house.thunderbird, 'A')
    await shows(/Abgelegt bei/)
    expect(await filed('taste')).toHaveLength(1)
  })
  it('files by a key also before the side panel is there, and once though it is pressed twice', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    let release = () => {}
    house.hold = { path: '/api/lookup', until: new Promise((resolve) => (release = resolve)) }
    await selectMail(thunderbird, letter('sofort').messageId, false)
    await pressAltShift(thunderbird, 'A')
    await pressAltShift(thunderbird, 'A')
    expect(await sideText(thunderbird)).not.toMatch(/Abgelegt/)
    release()
    await expect.poll(() => tagsOf(thunderbird, letter('sofort').messageId), soon).toEqual(['Abgelegt'])
    await shows(/Abgelegt bei|von Nora Stein/)
    expect(await filed('sofort')).toHaveLength(1)
  })
  it('keeps what is filed while the server is gone, shows that it waits, and files it once when it is back', {
    timeout: 120_000,
  }, async () => {
    const { thunderbird } = house
    const mail = letter('ohne-server')
    await selectMail(thunderbird, mail.messageId)
    await shows(/Anna Huber/)
    house.away = true
    await clickSide(thunderbird, 'targets Abo-Umstellung')
    await shows(/Der Server ist nicht erreichbar\. Wird abgelegt/)
    await expect.poll(() => tagsOf(thunderbird, mail.messageId), soon).toEqual(['Wird abgelegt'])
    await expect.poll(async () => (await badge(thunderbird)).text, soon).toBe('…')
    house.away = false
    await selectMail(thunderbird, letter('eins').messageId)
    await expect.poll(() => tagsOf(thunderbird, mail.messageId), soon).toEqual(['Abgelegt'])
    expect(await filed('ohne-server')).toEqual(['Abo-Umstellung'])
  })
  it('sends it, and says so, beside a mail that stays open', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    const mail = letter('bleibt-offen')
    await selectMail(thunderbird, mail.messageId)
    await shows(/Anna Huber/)
    house.away = true
    await clickSide(thunderbird, 'targets Abo-Umstellung')
    await shows(/Der Server ist nicht erreichbar\. Wird abgelegt/)
    house.away = false
    await shows(/von Nora Stein(?!.*nicht erreichbar)/)
    expect(await filed('bleibt-offen')).toEqual(['Abo-Umstellung'])
  })
  it('says so aloud when the server refuses what waited, and keeps it for the user', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    const mail = letter('verweigert')
    await selectMail(thunderbird, mail.messageId)
    await shows(/Anna Huber/)
    house.away = true
    await clickSide(thunderbird, 'targets Abo-Umstellung')
    await shows(/Wird abgelegt/)
    await role('reader')
    house.away = false
    await selectMail(thunderbird, letter('eins').messageId)
    await expect.poll(() => noticeText(thunderbird), soon).toMatch(/Abgelehnt: Dafür fehlt Ihnen das Recht „mails.file“/)
    expect(await filed('verweigert')).toEqual([])
  })
  it('files once, though the background was put to sleep in the middle of it', { timeout: 120_000 }, async () => {
    const { thunderbird } = house
    const mail = letter('schlaf')
    await selectMail(thunderbird, mail.messageId)
    await shows(/Anna Huber/)
    let release = () => {}
    house.hold = { path: '/api/mails/filings', until: new Promise((resolve) => (release = resolve)) }
    const before = house.asked.length
    await clickSide(thunderbird, 'targets Abo-Umstellung')
    await expect.poll(() => house.asked.slice(before), soon).toContain('POST /api/mails/filings')
    await putToSleep(thunderbird)
    house.hold = null
    release()
    await selectMail(thunderbird, letter('eins').messageId)
    await expect.poll(() => tagsOf(thunderbird, mail.messageId), soon).toEqual(['Abgelegt'])
    expect(await filed('schlaf')).toEqual(['Abo-Umstellung'])
  })
  it('is there again after Thunderbird was restarted, signed in, and sends what waited', { timeout: 90_000 }, async () => {
    const { thunderbird } = house
    const mail = letter('neustart')
    await selectMail(thunderbird, mail.messageId)
    await shows(/Anna Huber/)
    house.away = true
    await clickSide(thunderbird, 'targets Abo-Umstellung')
    await shows(/Wird abgelegt/)
    await thunderbird.restart()
    house.away = false
    await openFolder(thunderbird, 'INBOX', names.length)
    await selectMail(thunderbird, mail.messageId)
    await shows(/Abo-Umstellung.*von Nora Stein/)
    expect(await filed('neustart')).toEqual(['Abo-Umstellung'])
    await expect.poll(() => tagsOf(thunderbird, mail.messageId), soon).toEqual(['Abgelegt'])
  })
})
