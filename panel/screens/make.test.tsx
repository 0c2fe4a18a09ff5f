// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { panelTest, refusal } from '../testing/panel-test'
import { annaRecord, annasCase, annasOpportunity, filedThere } from '../testing/records'
import { complaint, emptyCard } from '../testing/world'
import { amountOf } from './new-opportunity-screen'

const doras = new TextEncoder().encode(
  'From: dora.weiss@werk8.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGuten Tag,\r\ndie Anzeige ist falsch.\r\n\r\nDora Weiß\r\nWerk 8 GmbH\r\nTel. 030 555-17\r\n',
)

describe('making records of the open mail', () => {
  const panel = panelTest()
  beforeEach(() => {
    panel.answers['POST /api/lookup'] = { validator: 'v1', card: emptyCard }
  })
  const openDoras = () => {
    panel.open(complaint)
    panel.host.show(complaint, { bytes: doras, how: 'original' })
  }

  it('suggests the unknown sender from the signature, makes the contact and files the mail there in the same click', async () => {
    panel.answers['POST /api/contacts'] = { ...annaRecord, id: '21', name: 'Dora Weiß' }
    panel.answers['POST /api/mails/filings'] = filedThere('contact', '21', 'Dora Weiß')
    openDoras()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Kontakt anlegen' }))
    await user.click(await screen.findByRole('button', { name: 'Anlegen und hier ablegen' }))
    expect(await screen.findByText('Abgelegt bei „Dora Weiß“.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/contacts/draft')).toMatchObject([
      { address: 'dora.weiss@werk8.example', name: 'Dora Weiß', signature: expect.stringContaining('Tel. 030 555-17') },
    ])
    expect(panel.bodiesOf('POST /api/contacts')).toMatchObject([
      { kind: 'person', name: 'Dora Weiß', companyId: '20', phones: ['030 555-17'], addresses: [{ address: 'dora.weiss@werk8.example' }] },
    ])
    expect(panel.bodiesOf('POST /api/mails/filings')).toMatchObject([{ targets: [{ kind: 'contact', id: '21' }] }])
    expect(screen.queryByRole('heading', { name: 'Kontakt anlegen' })).toBeNull()
  })
  it('makes the contact once when only the filing failed', async () => {
    panel.answers['POST /api/contacts'] = { ...annaRecord, id: '21', name: 'Dora Weiß' }
    panel.answers['POST /api/mails/filings'] = () => refusal('not-allowed', 'Das dürfen Sie nicht.', 403)
    openDoras()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Kontakt anlegen' }))
    const make = await screen.findByRole('button', { name: 'Anlegen und hier ablegen' })
    await user.click(make)
    expect((await screen.findByRole('alert')).textContent).toContain('Das dürfen Sie nicht.')
    panel.answers['POST /api/mails/filings'] = filedThere('contact', '21', 'Dora Weiß')
    await user.click(make)
    expect(await screen.findByText('Abgelegt bei „Dora Weiß“.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/contacts')).toHaveLength(1)
  })
  it('makes nothing of a mail that is no longer the open one', async () => {
    openDoras()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Kontakt anlegen' }))
    const make = await screen.findByRole('button', { name: 'Anlegen und hier ablegen' })
    panel.host.current = () => ({ ...complaint, key: 'andere' })
    make.click()
    expect((await screen.findByRole('alert')).textContent).toContain('Inzwischen ist eine andere Mail geöffnet')
    expect(panel.bodiesOf('POST /api/contacts')).toEqual([])
  })
  it('makes a case named like the mail, for me and my team, and files there', async () => {
    panel.answers['POST /api/cases'] = { ...annasCase, id: '8', title: 'Anzeige falsch gedruckt' }
    panel.answers['POST /api/mails/filings'] = filedThere('case', '8', 'Anzeige falsch gedruckt')
    openDoras()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Neuer Vorgang' }))
    await screen.findByLabelText('Team')
    await user.selectOptions(screen.getByLabelText('Art'), 'Anfrage')
    await user.click(screen.getByRole('button', { name: 'Anlegen und hier ablegen' }))
    expect(await screen.findByText('Abgelegt bei „Anzeige falsch gedruckt“.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/cases')).toEqual([
      { title: 'Anzeige falsch gedruckt', type: 'inquiry', contactId: null, teamId: 1, assigneeId: 2 },
    ])
  })
  it('makes an opportunity with its value, and files there', async () => {
    panel.answers['POST /api/opportunities'] = { ...annasOpportunity, id: '12', title: 'Beilage' }
    panel.answers['POST /api/mails/filings'] = filedThere('opportunity', '12', 'Beilage')
    openDoras()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Neue Verkaufschance' }))
    const title = await screen.findByLabelText('Titel')
    await user.clear(title)
    await user.type(title, 'Beilage')
    await user.type(screen.getByLabelText('Wert in Euro'), '4.800,50')
    await user.click(screen.getByRole('button', { name: 'Anlegen und hier ablegen' }))
    expect(await screen.findByText('Abgelegt bei „Beilage“.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/opportunities')).toMatchObject([{ title: 'Beilage', value: '4800.50', expectedOn: null }])
  })
  it.each([
    ['12.400,50', '12400.50'],
    ['12400.5', '12400.5'],
    ['12.400', '12400'],
    ['1 000', '1000'],
    ['', null],
  ])('reads an amount as it is typed: %s', (typed, amount) => {
    expect(amountOf(typed)).toBe(amount)
  })
})
