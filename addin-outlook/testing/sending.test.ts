import type { Draft } from '@postakte/panel/host/mail-host'
import { browserPath, leftOut } from '@postakte/server/testing/components'
import { mailBytes } from '@postakte/server/testing/mail'
import { teamRoutes } from '@postakte/shared/api/teams'
import { describe, expect, it } from 'vitest'
import { type Day, eachDay, pictureOf } from './day'
import type { BoxDraft } from './mail-box'
import { send } from './send'
import type { StandIn } from './stand-in'

const nora = { address: 'n.stein@sonnberg.example', name: 'Nora Stein', role: 'from' } as const
const anna = { address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'to' } as const
const claire = { address: 'claire@librairie-petit.example', name: 'Claire Petit', role: 'cc' } as const
const draft = (key: string, more: Partial<Draft> = {}): Draft => ({
  kind: 'draft',
  key,
  answers: null,
  people: [anna],
  subject: `AW: ${key} [VG=4711-x7k]`,
  mailbox: null,
  ...more,
})

describe.skipIf(leftOut('sending in the emulated Outlook', 'Chromium', browserPath()))('sending a mail in Outlook', () => {
  let day: Day
  let uid = 100
  eachDay((one) => {
    day = one
  })

  /** The user writes, and has the pane beside it. */
  const write = async (standIn: StandIn, one: Draft, text = '<p>Guten Tag.</p>'): Promise<BoxDraft> => {
    await standIn.show(one)
    const written = standIn.box.open as BoxDraft
    written.text = text
    return written
  }
  const shows = (standIn: StandIn, text: string | RegExp) => standIn.pane.getByText(text).first().waitFor({ timeout: 45_000 })
  /** Outlook has sent it; our mail server brings the copy for crm@. */
  const arrives = async ({ subject, headers, people }: BoxDraft, messageId: string) => {
    const bytes = mailBytes({
      from: 'Nora Stein <n.stein@sonnberg.example>',
      to: people
        .filter(({ role }) => role === 'to')
        .map(({ address }) => address)
        .join(', '),
      subject,
      messageId,
      proven: 'submitted',
      headers: Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    })
    const place = { source: 'imap' as const, mailboxId: null, folder: 'INBOX', uidValidity: 1n, uid: BigInt(++uid) }
    await day.api.intake.receive([{ ...place, receivedAt: new Date(), bytes }])
    await day.api.intake.settle()
    return day.lying(subject)
  }

  it('files what was sent at the case that the panel named, once it arrives', { timeout: 90_000 }, async () => {
    await day.api.mails()
    const standIn = await day.pane({ mailbox: '1.14' })
    const written = await write(standIn, draft('Frage', { subject: 'AW: Frage', answers: 'frage@huber-verlag.example' }))
    await shows(standIn, 'Nach dem Senden liegt die Mail beim Vorgang 4711 „Abo-Umstellung“, wie die Mail, auf die Sie antworten.')
    await pictureOf(standIn, 'outlook-draft')
    expect(JSON.parse(written.session['postakte-lent']!)).toEqual({ base: 'https://postakte.example', token: day.api.token('nora') })
    expect(await send(standIn)).toEqual({ allowEvent: true })
    expect(written.headers['x-postakte-sending']).toMatch(/^[\w-]{24}$/)
    expect(written.people.filter(({ role }) => role === 'bcc').map(({ address }) => address)).toEqual(['crm@sonnberg.example'])
    expect(written.subject).toBe('AW: Frage')
    expect(await arrives(written, 'gesendet-1@sonnberg.example')).toEqual(['Abo-Umstellung'])
  })
  it('stops a mail to somebody who is no part of the case, and lets it go with a reason, and then again', { timeout: 90_000 }, async () => {
    const standIn = await day.pane()
    const written = await write(standIn, draft('Abo', { people: [anna, claire] }), '<p>Guten Tag {{kontakt.anrede}},</p>')
    await shows(standIn, /claire@librairie-petit.example \(Claire Petit\) gehört nicht zum Vorgang 4711/)
    const stopped = await send(standIn)
    expect(stopped).toMatchObject({ allowEvent: false, commandId: 'Compose.Open' })
    expect(stopped.errorMessage).toContain('claire@librairie-petit.example (Claire Petit) gehört nicht zum Vorgang 4711 „Abo-Umstellung“.')
    expect(stopped.errorMessage).toContain('Ein Platzhalter ist nicht ausgefüllt: {{kontakt.anrede}}')
    expect(written.headers).toEqual({})
    await standIn.pane.getByLabel('Warum so senden?').fill('Frau Petit übernimmt das Abo.')
    await pictureOf(standIn, 'outlook-draft-stopped')
    await standIn.pane.getByRole('button', { name: 'So senden lassen' }).click()
    await shows(standIn, 'Sie können die Mail jetzt senden.')
    expect([await send(standIn), await send(standIn)]).toEqual([{ allowEvent: true }, { allowEvent: true }])
    const [row] = await day.api.db.query<{ facts: { reason: string } }>(
      `select facts from journal where action = 'sending.let-through' order by id desc limit 1`,
    )
    expect(row?.facts.reason).toBe('Frau Petit übernimmt das Abo.')
    expect(await arrives(written, 'gesendet-2@sonnberg.example')).toEqual(['Abo-Umstellung'])
  })
  it('sends while the server is away, and files at the chosen case when it is back', { timeout: 90_000 }, async () => {
    let away = false
    const ofApi = (request: Request) => new URL(request.url).pathname.startsWith('/api/')
    const standIn = await day.pane({ server: (request) => (away && ofApi(request) ? null : day.answer(request)) })
    const written = await write(standIn, draft('Filiale', { subject: 'Filiale' }))
    await standIn.pane.getByText('4712 Adressänderung Filiale').waitFor({ state: 'attached' })
    away = true
    await standIn.pane.getByLabel('Gehört zum Vorgang').selectOption({ label: '4712 Adressänderung Filiale' })
    await shows(standIn, /wartet auf den Server/)
    expect(await send(standIn)).toEqual({ allowEvent: true })
    expect(written.headers['x-postakte-sending']).toMatch(/^[\w-]{24}$/)
    away = false
    expect(await arrives(written, 'gesendet-3@sonnberg.example')).toEqual([])
    await standIn.pane.getByRole('button', { name: /wartet auf den Server/ }).click()
    await standIn.pane.getByRole('button', { name: 'Jetzt senden' }).click()
    await expect.poll(() => day.lying('Filiale'), { timeout: 45_000 }).toEqual(['Adressänderung Filiale'])
  })
  it('files at the chosen case although nothing runs on sending, and nowhere after the user took that back', {
    timeout: 60_000,
  }, async () => {
    const standIn = await day.pane()
    const written = await write(standIn, draft('Ohne', { subject: 'Ohne Kennung' }))
    const choose = (label: string) => standIn.pane.getByLabel('Gehört zum Vorgang').selectOption({ label })
    await choose('4712 Adressänderung Filiale')
    await expect.poll(() => Object.keys(written.headers)).toEqual(['x-postakte-sending'])
    expect(await arrives(written, 'gesendet-4@sonnberg.example')).toEqual(['Adressänderung Filiale'])
    await choose('Zu keinem Vorgang')
    await expect.poll(() => written.headers).toEqual({})
  })
  it('says it in English, and puts the tag into the subject where the team wants it', { timeout: 90_000 }, async () => {
    const params = { teamId: day.api.id('@team/Kundenservice') }
    const team = await day.api.call('ada', teamRoutes.getTeam, { params })
    await day.api.call('ada', teamRoutes.changeTeam, { params, body: { version: team.version, tagSubjects: true } })
    const standIn = await day.pane({ language: 'en-US' })
    const written = await write(standIn, draft('English', { subject: 'Your subscription', people: [anna, claire] }))
    await standIn.pane.getByLabel('Belongs to case').selectOption({ label: '4711 Abo-Umstellung' })
    await shows(standIn, '[VG=4711-x7k] will be put into the subject.')
    const stopped = await send(standIn)
    expect(stopped.errorMessage).toContain('claire@librairie-petit.example (Claire Petit) is not part of case 4711 “Abo-Umstellung”.')
    written.people = [anna]
    expect(await send(standIn)).toEqual({ allowEvent: true })
    expect(written.subject).toBe('Your subscription [VG=4711-x7k]')
  })
  it('holds up nobody who is not signed in', { timeout: 60_000 }, async () => {
    const standIn = await day.pane({ login: null })
    const written = await write(standIn, draft('Fremd', { people: [nora, claire] }))
    expect(await send(standIn)).toEqual({ allowEvent: true })
    expect([written.headers, written.subject]).toEqual([{}, 'AW: Fremd [VG=4711-x7k]'])
  })
})
