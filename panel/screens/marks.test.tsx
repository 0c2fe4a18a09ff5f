// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ReadMail } from '../host/mail-host'
import { panelTest } from '../testing/panel-test'
import { annasCard } from '../testing/records'
import { anna, complaint, filingAt, question, source } from '../testing/world'

const atAbo = filingAt({ kind: 'case', id: '1', name: 'Abo-Umstellung', number: '4711' })

describe('what the program’s list says of a mail', () => {
  const panel = panelTest()
  const marks = () => panel.host.deeds.flatMap((deed) => (deed.did === 'mark' ? [`${deed.key} ${deed.state}`] : []))
  const show = (mail: ReadMail) => act(async () => panel.host.show(mail, source))
  const answer = (...filings: (typeof atAbo)[]) => {
    panel.answers['POST /api/lookup'] = { validator: `v${filings.length}`, card: { ...annasCard, filings } }
  }

  const takenBack = { validator: 'v9', card: { ...annasCard, filings: [], mails: [{ ...annasCard.mails[0]!, state: 'unmatched' }] } }

  it('is set when a mail is opened that a colleague or a rule filed, once', async () => {
    answer(atAbo)
    panel.open()
    await waitFor(() => expect(marks()).toEqual(['frage filed']))
    panel.happen({ kind: 'mail', data: { mailId: '55' } })
    await waitFor(() => expect(panel.bodiesOf('POST /api/lookup')).toHaveLength(2))
    expect(marks()).toEqual(['frage filed'])
  })
  it('is what was said last, however slowly the program carries out what was said before', async () => {
    const done: string[] = []
    const mark = panel.host.mark
    let first = () => {}
    panel.answers['POST /api/lookup'] = takenBack
    panel.open()
    panel.host.mark = async (key, state) => {
      if (done.length === 0 && state === 'not-filed') await new Promise<void>((resolve) => (first = resolve))
      done.push(state)
      return mark(key, state)
    }
    const user = userEvent.setup()
    panel.answers['POST /api/mails/filings'] = () => {
      answer(atAbo)
      return { results: [{ outcome: 'filed', mailId: '55', filings: [atAbo] }], others: [] }
    }
    await user.click(await screen.findByRole('button', { name: /Abo-Umstellung.*steht im Betreff/ }))
    await screen.findByText(/Abgelegt bei „Abo-Umstellung“/)
    first()
    await waitFor(() => expect(done).toEqual(['not-filed', 'filed']))
  })
  it('is none for another sender’s mail with the same Message-ID', async () => {
    answer(atAbo)
    panel.open({ ...question, people: [{ ...anna, address: 'boese@evil.example' }] })
    await screen.findByText('bei Huber Verlag GmbH')
    expect(marks()).toEqual([])
  })
  it('is set when a mail is opened again that was left before it was filed, and goes when it was taken back meanwhile', async () => {
    let done = () => {}
    const held = new Promise<void>((resolve) => (done = resolve))
    panel.answers['POST /api/mails/filings'] = async () => {
      await held
      answer(atAbo)
      return { results: [{ outcome: 'filed', mailId: '55', filings: [atAbo] }], others: [] }
    }
    panel.answers['POST /api/mails/removals'] = () => {
      answer()
      return { results: [{ filingId: atAbo.id, outcome: 'done', mailId: '55' }], mails: [{ id: '55', state: 'unmatched', filings: [] }] }
    }
    panel.open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: /Abo-Umstellung.*steht im Betreff/ }))
    await show(complaint)
    done()
    await screen.findByText(/Abgelegt bei „Abo-Umstellung“/)
    expect(marks()).toEqual(['frage not-filed'])
    await show({ ...question, key: 'wieder' })
    await waitFor(() => expect(marks()).toEqual(['frage not-filed', 'wieder filed']))
    await user.click(await screen.findByRole('button', { name: 'Ablage zurücknehmen: Abo-Umstellung' }))
    await waitFor(() => expect(marks().at(-1)).toBe('wieder not-filed'))
  })
  it('goes when a mail is opened again whose filing was taken back after it was left', async () => {
    answer(atAbo)
    panel.open()
    await waitFor(() => expect(marks()).toEqual(['frage filed']))
    let done = () => {}
    const held = new Promise<void>((resolve) => (done = resolve))
    panel.answers['POST /api/mails/removals'] = async () => {
      await held
      answer()
      return { results: [{ filingId: atAbo.id, outcome: 'done', mailId: '55' }], mails: [{ id: '55', state: 'unmatched', filings: [] }] }
    }
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Ablage zurücknehmen: Abo-Umstellung' }))
    await show(complaint)
    done()
    await screen.findByText(/zurückgenommen/)
    expect(marks()).toEqual(['frage filed'])
    await show({ ...question, key: 'wieder' })
    await waitFor(() => expect(marks()).toEqual(['frage filed', 'wieder not-filed']))
  })
  it('goes when a mail is opened again whose filing a colleague took back meanwhile, and with it open', async () => {
    answer(atAbo)
    panel.open()
    await waitFor(() => expect(marks()).toEqual(['frage filed']))
    panel.answers['POST /api/lookup'] = takenBack
    panel.happen({ kind: 'mail', data: { mailId: '55' } })
    await waitFor(() => expect(marks()).toEqual(['frage filed', 'frage not-filed']))
    await show({ ...question, key: 'wieder' })
    await waitFor(() => expect(marks().at(-1)).toBe('wieder not-filed'))
  })
  it('stays where the mail lies at something that this user may not see', async () => {
    panel.answers['POST /api/lookup'] = { ...takenBack, card: { ...takenBack.card, mails: [{ ...annasCard.mails[0]!, state: 'filed' }] } }
    panel.open()
    await screen.findByText('bei Huber Verlag GmbH')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(marks()).toEqual([])
  })
})
