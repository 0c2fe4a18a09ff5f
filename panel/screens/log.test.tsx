// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { inDays } from '../app/days'
import { away, panelTest, refusal } from '../testing/panel-test'
import { followUp, noras } from '../testing/records'

const logged = {
  id: '95',
  kind: 'call',
  occurredAt: '2026-03-02T10:00:00.000Z',
  title: 'Rückfrage zur Umstellung',
  text: '',
  direction: 'in',
  minutes: 7,
  user: noras,
  version: 1,
  deletedAt: null,
  mayChange: true,
  under: [],
}

describe('calls, notes and follow-ups', () => {
  const panel = panelTest()
  const logCall = async () => {
    panel.open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Telefonnotiz' }))
    await user.type(await screen.findByLabelText('Worum ging es?'), 'Rückfrage zur Umstellung')
    return user
  }

  it('logs a call at the contact and a case, and takes it back', async () => {
    panel.answers['POST /api/activities'] = logged
    panel.answers['POST /api/activities/95/deletion'] = { ...logged, version: 2, deletedAt: logged.occurredAt }
    const user = await logCall()
    await user.type(screen.getByLabelText('Minuten'), '7')
    await user.click(screen.getByLabelText('Abo-Umstellung'))
    await user.click(screen.getByRole('button', { name: 'Speichern' }))
    expect(await screen.findByText('Festgehalten: „Rückfrage zur Umstellung“.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/activities')).toMatchObject([
      {
        kind: 'call',
        direction: 'in',
        minutes: 7,
        title: 'Rückfrage zur Umstellung',
        under: [
          { kind: 'contact', id: '11' },
          { kind: 'case', id: '1' },
        ],
      },
    ])
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    expect(await screen.findByText('Zurückgenommen.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/activities/95/deletion')).toEqual([{ version: 1 }])
  })
  it('keeps a note while the server is away, and lets go of it when it is taken back', async () => {
    panel.answers['POST /api/activities'] = away
    panel.open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Notiz' }))
    await user.type(await screen.findByLabelText('Worum ging es?'), 'Zahlt künftig jährlich')
    await user.click(screen.getByRole('button', { name: 'Speichern' }))
    expect(await screen.findByText(/Wird gesendet, sobald er wieder da ist: „Zahlt künftig jährlich“/)).toBeTruthy()
    expect(panel.parts.outbox.waiting.get()).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    await waitFor(() => expect(panel.parts.outbox.waiting.get()).toEqual([]))
  })
  it('leaves what was typed when the server refuses it', async () => {
    panel.answers['POST /api/activities'] = () => refusal('record-unknown', 'Das gibt es nicht mehr.', 404)
    const user = await logCall()
    await user.click(screen.getByRole('button', { name: 'Speichern' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Das gibt es nicht mehr.')
    expect(screen.getByDisplayValue('Rückfrage zur Umstellung')).toBeTruthy()
  })
  it('comes back to a mail in a week, only when no answer comes', async () => {
    panel.answers['POST /api/follow-ups'] = { ...followUp, dueOn: inDays(7), text: 'Bestätigung da?' }
    panel.open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Wiedervorlage' }))
    await user.type(await screen.findByLabelText('Was ist zu tun?'), 'Bestätigung da?')
    await user.click(screen.getByRole('button', { name: 'In einer Woche' }))
    await user.selectOptions(screen.getByLabelText('Gehört zu'), 'Frage zum Abo [VG=4711-x7k]')
    await user.click(screen.getByLabelText('Nur wenn bis dahin keine Antwort kommt'))
    await user.click(screen.getByRole('button', { name: 'Speichern' }))
    expect(await screen.findByText(/^Wiedervorlage am /)).toBeTruthy()
    expect(panel.bodiesOf('POST /api/follow-ups')).toEqual([
      { at: { kind: 'mail', id: '55' }, dueOn: inDays(7), text: 'Bestätigung da?', onlyWithoutAnswer: true },
    ])
  })
  it('counts days over the end of a month', () => {
    expect(inDays(1, new Date(2026, 1, 28))).toBe('2026-03-01')
    expect(inDays(14, new Date(2026, 11, 20))).toBe('2027-01-03')
  })
})
