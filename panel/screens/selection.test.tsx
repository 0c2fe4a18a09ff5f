// @vitest-environment happy-dom

import type { TargetRef } from '@postakte/shared/api/shapes'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Asked, away, panelTest, refusal } from '../testing/panel-test'
import { answersOfSelection, manyMails } from '../testing/selection'
import { filingAt, source } from '../testing/world'

const filings = 'POST /api/mails/filings'
interface Wanted {
  readonly mails: readonly { readonly id?: string; readonly messageId?: string; readonly subject?: string }[]
  readonly targets: readonly TargetRef[]
}
let made = 500
const filed = ({ body }: Asked) => {
  const [target] = (body as Wanted).targets
  const mailId = String(++made)
  const filing = filingAt({ ...target!, name: 'Adressänderung Filiale', number: '4712' }, { id: mailId, mailId })
  return { results: [{ outcome: 'filed', mailId, filings: [filing] }], others: [] }
}
const subjectOf = ({ body }: Asked) => (body as Wanted).mails[0]!.subject
const handedOver = {
  id: '77',
  messageId: null,
  subject: 'Frage 7',
  from: { address: 'dora.weiss@werk8.example', name: '' },
  sentAt: null,
  receivedAt: '2026-03-02T09:12:00.000Z',
  direction: 'in',
  class: 'normal',
  trust: 1,
  state: 'unmatched',
  preview: '',
  attachments: 0,
}
const taken = { results: [], mails: [] }

describe('several selected mails', () => {
  const panel = panelTest()
  const thirty = manyMails(30)
  const mails = thirty.slice(0, 8)
  beforeEach(() => {
    Object.assign(panel.answers, answersOfSelection(thirty), { [filings]: filed, 'POST /api/mails/removals': taken })
    panel.host.select(mails, new Map(thirty.map(({ key }) => [key, source])))
  })
  const start = async (count = 8) => {
    panel.open(null)
    await screen.findByRole('heading', { name: `${count} Mails ausgewählt` })
    return userEvent.setup()
  }
  const fileAt = async (user: ReturnType<typeof userEvent.setup>, name: RegExp) => {
    await user.click(await within(await screen.findByRole('list', { name: 'Alle ablegen' })).findByRole('button', { name }))
    await screen.findByRole('heading', { name: /Mails ablegen/ })
  }
  const asked = () => panel.asked.filter(({ what }) => what === filings)
  const marked = (state: string) => panel.host.deeds.filter((deed) => deed.did === 'mark' && deed.state === state).length

  it('are listed with who writes and where each lies, by few requests', async () => {
    panel.host.select(thirty)
    await start(30)
    expect(await screen.findByText('Eine davon ist schon abgelegt.')).toBeTruthy()
    const list = screen.getByRole('region', { name: 'Die Mails' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(30)
    expect(within(list).getAllByRole('button', { name: 'Anna Huber' })).toHaveLength(20)
    expect(within(list).getAllByText(/dora.weiss@werk8.example · nicht erfasst/)).toHaveLength(10)
    expect(within(list).getByText('✓ abgelegt bei Abo-Umstellung')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/lookup')).toHaveLength(4)
  })
  it('are filed each by itself, what the server has by its id, and marked', async () => {
    const user = await start()
    await fileAt(user, /Adressänderung/)
    expect(await screen.findByText('8 von 8 abgelegt')).toBeTruthy()
    expect(asked().map(({ body }) => (body as Wanted).mails[0]!.id)).toEqual([
      '201',
      '202',
      '203',
      '204',
      '205',
      undefined,
      undefined,
      undefined,
    ])
    expect(new Set(asked().map(({ key }) => key)).size).toBe(8)
    await waitFor(() => expect(marked('filed')).toBe(8))
    await user.keyboard('{Escape}')
    expect(await screen.findByRole('heading', { name: '8 Mails ausgewählt' })).toBeTruthy()
  })
  it('that lie there already are left alone', async () => {
    const user = await start()
    await fileAt(user, /Abo-Umstellung/)
    expect(await screen.findByText('8 von 8 abgelegt')).toBeTruthy()
    expect(screen.getByText('liegt schon dort')).toBeTruthy()
    expect(asked()).toHaveLength(7)
  })
  it('are filed all but the one that the server refuses; that one says why, and is tried again alone', async () => {
    const user = await start()
    panel.answers[filings] = (one: Asked) =>
      subjectOf(one) === 'Frage 7' ? refusal('record-unknown', 'Das gibt es nicht mehr.', 404) : filed(one)
    await fileAt(user, /Adressänderung/)
    expect(await screen.findByText('7 von 8 abgelegt')).toBeTruthy()
    expect(screen.getByText('Das gibt es nicht mehr.')).toBeTruthy()
    panel.answers[filings] = filed
    await user.click(screen.getByRole('button', { name: 'Noch einmal versuchen (1)' }))
    expect(await screen.findByText('8 von 8 abgelegt')).toBeTruthy()
    expect(asked()).toHaveLength(9)
  })
  it('can be taken back, one alone, then all the others', async () => {
    const user = await start()
    await fileAt(user, /Adressänderung/)
    await screen.findByText('8 von 8 abgelegt')
    await user.click(screen.getByRole('button', { name: 'Zurücknehmen: Frage 3' }))
    expect(await screen.findByText('7 von 8 abgelegt')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Alle zurücknehmen' }))
    expect(await screen.findByText('0 von 8 abgelegt')).toBeTruthy()
    const taken = panel.bodiesOf('POST /api/mails/removals').map((body) => (body as { filings: string[] }).filings.length)
    expect(taken).toEqual([1, 7])
    // The first one lies elsewhere, too.
    await waitFor(() => expect(marked('not-filed')).toBe(7))
  })
  it('stop when they are told to, and go on with the others', async () => {
    const user = await start()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    panel.answers[filings] = (one: Asked) => held.then(() => filed(one))
    await fileAt(user, /Adressänderung/)
    await user.click(await screen.findByRole('button', { name: 'Anhalten' }))
    release()
    await user.click(await screen.findByRole('button', { name: /^Die übrigen ablegen \(4\)/ }))
    expect(await screen.findByText('8 von 8 abgelegt')).toBeTruthy()
    expect(asked()).toHaveLength(8)
  })
  it('go where each of them belongs, or nowhere, and the others where all go', async () => {
    const user = await start()
    await user.selectOptions(
      await screen.findByLabelText('Ziel: Frage 2'),
      await screen.findAllByText('Anna Huber · Kontakt 10024', { selector: 'option' }).then(([one]) => one!.textContent!),
    )
    await user.selectOptions(screen.getByLabelText('Ziel: Frage 3'), 'Ziel: keines')
    await fileAt(user, /Adressänderung/)
    expect(await screen.findByText('7 von 7 abgelegt')).toBeTruthy()
    expect(screen.getByText('An 2 Orten')).toBeTruthy()
    const at = asked().map(({ body }) => [
      (body as Wanted).mails[0]!.id ?? (body as Wanted).mails[0]!.subject,
      (body as Wanted).targets[0]!.id,
    ])
    expect(at).toContainEqual(['202', '11'])
    expect(at.filter(([, id]) => id === '2')).toHaveLength(6)
    expect(at.map(([id]) => id)).not.toContain('203')
    expect(screen.getByText(/^bei „Anna Huber“/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Zurücknehmen: Frage 2' }))
    expect(await screen.findByText('6 von 7 abgelegt')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Alle zurücknehmen' }))
    expect(await screen.findByText('0 von 7 abgelegt')).toBeTruthy()
  })
  it('are filed alone where only some have a place of their own', async () => {
    const user = await start()
    await screen.findByRole('list', { name: 'Alle ablegen' })
    expect(screen.queryByRole('button', { name: /eigenem Ziel/ })).toBeNull()
    await user.selectOptions(
      screen.getByLabelText('Ziel: Frage 4'),
      screen.getAllByText(/^Abo-Umstellung/, { selector: 'option' })[0]!.textContent!,
    )
    await user.click(screen.getByRole('button', { name: 'Nur die mit eigenem Ziel ablegen (1)' }))
    expect(await screen.findByText('1 von 1 abgelegt')).toBeTruthy()
    expect(asked().map(({ body }) => (body as Wanted).mails[0]!.id)).toEqual(['204'])
  })
  it('wait for the server when it is away, and are let go when they are taken back', async () => {
    const user = await start()
    panel.answers[filings] = away
    await fileAt(user, /Adressänderung/)
    expect(await screen.findAllByText('wird gesendet, sobald der Server wieder da ist')).toHaveLength(8)
    expect(panel.parts.outbox.waiting.get()).toHaveLength(8)
    panel.answers[filings] = filed
    await user.click(screen.getByRole('button', { name: 'Alle zurücknehmen' }))
    await waitFor(() => expect(panel.parts.outbox.waiting.get()).toEqual([]))
  })
  it('say that they are filed once the outbox has sent them, and can be taken back then', async () => {
    const user = await start()
    panel.answers[filings] = away
    await fileAt(user, /Adressänderung/)
    expect(await screen.findAllByText('wird gesendet, sobald der Server wieder da ist')).toHaveLength(8)
    panel.answers[filings] = (one: Asked) =>
      subjectOf(one) === 'Frage 7' ? refusal('record-unknown', 'Das gibt es nicht mehr.', 404) : filed(one)
    await panel.parts.outbox.send()
    expect(await screen.findByText('7 von 8 abgelegt')).toBeTruthy()
    expect(screen.getAllByText('✓ abgelegt')).toHaveLength(7)
    expect(screen.getByRole('button', { name: 'Noch einmal versuchen (1)' })).toBeTruthy()
    expect(marked('filed')).toBe(7)
    expect(panel.parts.outbox.waiting.get()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Alle zurücknehmen' }))
    await waitFor(() => expect(panel.bodiesOf('POST /api/mails/removals')).toHaveLength(1))
    expect((panel.bodiesOf('POST /api/mails/removals')[0] as { filings: string[] }).filings).toHaveLength(7)
  })
  it('hand over the source of the one that the server lacks', async () => {
    const user = await start()
    panel.answers[filings] = (one: Asked) =>
      subjectOf(one) === 'Frage 7' ? { results: [{ outcome: 'source-needed', mailId: null, filings: [] }], others: [] } : filed(one)
    panel.answers['PUT /api/mails/source'] = handedOver
    await fileAt(user, /Adressänderung/)
    expect(await screen.findByText('8 von 8 abgelegt')).toBeTruthy()
    expect(panel.asked.filter(({ body }) => String(body).includes('Subject: Frage zum Abo'))).toHaveLength(1)
  })
  it('stay the ones that were begun with when others are selected meanwhile', async () => {
    const user = await start()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    panel.answers[filings] = (one: Asked) => held.then(() => filed(one))
    await fileAt(user, /Adressänderung/)
    panel.host.select(manyMails(2))
    release()
    expect(await screen.findByText('8 von 8 abgelegt')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Zurück' }))
    expect(await screen.findByRole('heading', { name: '2 Mails ausgewählt' })).toBeTruthy()
  })
  it('are filed with the rest of their threads, and at a contact that was opened', async () => {
    panel.host.select(mails.slice(0, 2))
    const user = await start(2)
    await user.click(screen.getByLabelText('Auch die übrigen Mails ihrer Verläufe'))
    await fileAt(user, /Adressänderung/)
    await screen.findByText('2 von 2 abgelegt')
    expect(asked().map(({ body }) => (body as { wholeThread: boolean }).wholeThread)).toEqual([true, true])
    await user.click(screen.getByRole('button', { name: 'Zurück' }))
    await user.click(screen.getAllByRole('button', { name: 'Anna Huber' })[0]!)
    await user.click(await screen.findByRole('button', { name: '2 Mails hier ablegen' }))
    expect(await screen.findByText('Bei „Anna Huber“')).toBeTruthy()
  })
})
