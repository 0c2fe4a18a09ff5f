// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { panelTest } from '../testing/panel-test'
import { annasCard } from '../testing/records'
import { complaint, question } from '../testing/world'

describe('what happens while the panel is open', () => {
  const panel = panelTest()
  const lookups = () => panel.bodiesOf('POST /api/lookup').length

  it('shows at once that a colleague filed the open mail', async () => {
    panel.open()
    await screen.findByText('bei Huber Verlag GmbH')
    panel.answers['POST /api/lookup'] = {
      validator: 'v2',
      card: { ...annasCard, contact: { ...annasCard.contact!, name: 'Anna Huber-Ott' } },
    }
    panel.happen({ kind: 'mail', data: { mailId: '55' } })
    expect(await screen.findByRole('heading', { name: 'Anna Huber-Ott' })).toBeTruthy()
  })
  it('asks for nothing anew because of a case that is not shown', async () => {
    panel.open()
    await screen.findByText('bei Huber Verlag GmbH')
    const before = lookups()
    panel.happen({ kind: 'case', data: { id: '999', change: 'changed' } })
    panel.answers['GET /api/todos/counts'] = { all: 3, mine: 0, teams: 1, unassigned: 1 }
    panel.happen({ kind: 'todo', data: { todoId: '33' } })
    expect(await screen.findByRole('button', { name: 'Warteschlange: 3 offen' })).toBeTruthy()
    expect(lookups()).toBe(before)
  })
  it('tells that the mail is read, hears who else does, and leaves with it', async () => {
    panel.open()
    await waitFor(() =>
      expect(panel.bodiesOf('PUT /api/presence')).toMatchObject([
        { at: { messageId: question.messageId }, doing: 'reading', program: 'outlook' },
      ]),
    )
    const tim = {
      mailId: '55',
      caseId: null,
      messageKey: null,
      user: { id: 3, name: 'Tim Vogel' },
      doing: 'answering',
      program: 'desk',
      since: question.sentAt,
    }
    panel.answers['PUT /api/presence'] = { at: { mailId: '55', caseId: null, messageKey: null }, others: [tim], again: 30 }
    panel.happen({ kind: 'mail-presence', data: { mailId: '55' } })
    expect(await screen.findByText('Tim Vogel beantwortet diese Mail gerade (Postakte)')).toBeTruthy()
    panel.host.show(complaint)
    await waitFor(() => expect(panel.asked.map(({ what }) => what)).toContain('DELETE /api/presence'))
  })
  it('leaves with a pane or a popup that is closed, too', async () => {
    panel.open()
    await waitFor(() => expect(panel.bodiesOf('PUT /api/presence')).toHaveLength(1))
    dispatchEvent(new Event('pagehide'))
    await waitFor(() => expect(panel.asked.map(({ what }) => what)).toContain('DELETE /api/presence'))
  })
  it('is still there for colleagues when the user has said who it is', async () => {
    const { contact } = annasCard
    panel.answers['POST /api/lookup'] = ({ body }: { readonly body: unknown }) => ({
      validator: 'v1',
      card: (body as { contactId: string | null }).contactId
        ? annasCard
        : { ...annasCard, contact: null, candidates: [contact, { ...contact, id: '12', name: 'Petra Ott' }] },
    })
    panel.open()
    const list = await screen.findByRole('list', { name: 'Wer ist das?' })
    await waitFor(() => expect(panel.bodiesOf('PUT /api/presence')).toHaveLength(1))
    const [{ window }] = panel.bodiesOf('PUT /api/presence') as [{ window: string }]
    within(list)
      .getByRole('button', { name: /Anna Huber/ })
      .click()
    await screen.findByText('bei Huber Verlag GmbH')
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(panel.bodiesOf('DELETE /api/presence')).not.toContainEqual({ window })
  })
  it('says that the line is cut, and sends what waits when it is back', async () => {
    panel.parts.outbox.waiting.set([
      {
        key: 'k1',
        label: 'Notiz',
        since: question.sentAt!,
        work: { kind: 'call', route: 'leavePresence', input: { params: { window: 'w9' } } },
        refused: null,
      },
    ])
    panel.open(null)
    await waitFor(() => expect(panel.parts.outbox.waiting.get()).toEqual([]))
    panel.cut()
    expect(await screen.findByText(/Der Server ist nicht erreichbar/)).toBeTruthy()
  })
})
