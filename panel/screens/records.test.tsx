// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { panelTest } from '../testing/panel-test'
import { annasCase, annasOpportunity, callEntry, filedThere, mailEntry } from '../testing/records'

describe('a contact, a case, an opportunity', () => {
  const panel = panelTest()
  beforeEach(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => {} }, configurable: true }))
  const openFromMail = async (name: string) => {
    panel.open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name }))
    return user
  }

  it('shows a contact with its cases and its timeline, page by page', async () => {
    panel.answers['GET /api/contacts/11/timeline'] = ({ what }: { what: string }) =>
      what.includes('after=91') ? { items: [callEntry], next: null } : { items: [mailEntry], next: '91' }
    const user = await openFromMail('Anna Huber')
    expect(await screen.findByText('Ruft lieber an.')).toBeTruthy()
    const timeline = await screen.findByRole('region', { name: 'Verlauf' })
    expect(await within(timeline).findByText('AW: Angebot')).toBeTruthy()
    await user.click(within(timeline).getByRole('button', { name: 'Mehr anzeigen' }))
    expect(await within(timeline).findByText('Rückruf wegen Rechnung')).toBeTruthy()
    expect(within(timeline).queryByRole('button', { name: 'Mehr anzeigen' })).toBeNull()
  })
  it('shows the people of a company', async () => {
    const user = await openFromMail('Anna Huber')
    await user.click(await screen.findByRole('button', { name: 'Huber Verlag GmbH' }))
    const people = await screen.findByRole('region', { name: 'Personen' })
    expect(await within(people).findByRole('button', { name: 'Anna Huber' })).toBeTruthy()
    expect(panel.asked.map(({ what }) => what)).toContain('GET /api/contacts?companyId=10&limit=10')
  })
  it('closes a case with the version that was seen, and opens it again', async () => {
    const user = await openFromMail('Abo-Umstellung')
    const close = await screen.findByRole('button', { name: 'Schließen' })
    panel.answers['GET /api/cases/1'] = { ...annasCase, status: 'closed', version: 5 }
    panel.answers['POST /api/cases/1/closure'] = { ...annasCase, status: 'closed', version: 5 }
    panel.answers['DELETE /api/cases/1/closure'] = annasCase
    await user.click(close)
    expect(await screen.findByText('Geschlossen: „Abo-Umstellung“.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/cases/1/closure')).toEqual([{ version: 4 }])
    expect(await screen.findByRole('button', { name: 'Wieder öffnen' })).toBeTruthy()
    panel.answers['GET /api/cases/1'] = annasCase
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    expect(await screen.findByText('Zurückgenommen.')).toBeTruthy()
    expect(await screen.findByRole('button', { name: 'Schließen' })).toBeTruthy()
  })
  it('takes a case over from a colleague, and gives it back', async () => {
    panel.answers['POST /api/cases/1/takeover'] = { ...annasCase, version: 5 }
    panel.answers['PUT /api/cases/1/assignment'] = { case: annasCase }
    const user = await openFromMail('Abo-Umstellung')
    await user.click(await screen.findByRole('button', { name: 'Übernehmen' }))
    await user.click(await screen.findByRole('button', { name: 'Rückgängig' }))
    await screen.findByText('Zurückgenommen.')
    expect(panel.bodiesOf('PUT /api/cases/1/assignment')).toEqual([{ version: 5, assigneeId: 3 }])
  })
  it('says how long the customer waits, and copies the tag', async () => {
    const user = await openFromMail('Abo-Umstellung')
    expect(await screen.findByText(/Der Kunde wartet seit/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Kennung kopieren' }))
    expect(await screen.findByText(/kopiert: in den Betreff damit/)).toBeTruthy()
  })
  it('files the open mail at the case that is shown', async () => {
    panel.answers['POST /api/mails/filings'] = filedThere('case', '1', 'Abo-Umstellung')
    const user = await openFromMail('Abo-Umstellung')
    await user.click(await screen.findByRole('button', { name: 'Mail hier ablegen' }))
    expect(await screen.findByText('Abgelegt bei „Abo-Umstellung“.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/mails/filings')).toMatchObject([{ targets: [{ kind: 'case', id: '1' }] }])
  })
  it('moves an opportunity on, and back', async () => {
    panel.answers['PATCH /api/opportunities/9'] = { ...annasOpportunity, stage: 'won', version: 3 }
    panel.open()
    const user = userEvent.setup()
    const opportunities = await screen.findByRole('region', { name: 'Verkaufschancen' })
    await user.click(within(opportunities).getByRole('button', { name: 'Jahresabo 2027' }))
    await user.selectOptions(await screen.findByLabelText('Stand'), 'gewonnen')
    expect(await screen.findByText('„Jahresabo 2027“: gewonnen.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    await waitFor(() =>
      expect(panel.bodiesOf('PATCH /api/opportunities/9')).toEqual([
        { version: 2, stage: 'won' },
        { version: 3, stage: 'offer' },
      ]),
    )
  })
})
