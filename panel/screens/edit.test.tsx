// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { panelTest } from '../testing/panel-test'
import { annaRecord, annasCase, changedMeanwhile } from '../testing/records'

describe('editing a contact, assigning a case', () => {
  const panel = panelTest()
  const openFromMail = async (...names: string[]) => {
    panel.open()
    const user = userEvent.setup()
    for (const name of names) await user.click(await screen.findByRole('button', { name }))
    return user
  }
  const changes = () => panel.bodiesOf('PATCH /api/contacts/11')
  const field = (name: string) => screen.getByLabelText(name) as HTMLInputElement
  const retype = async (user: ReturnType<typeof userEvent.setup>, name: string, text: string) => {
    await user.clear(await screen.findByLabelText(name))
    await user.type(field(name), text)
  }

  it('tells the server only what was changed, and takes it back', async () => {
    const user = await openFromMail('Anna Huber', 'Bearbeiten')
    await retype(user, 'Telefonnummern, je Zeile eine', '030 1234-77{enter}0171 555')
    await user.click(field('Noch aktiv'))
    panel.answers['PATCH /api/contacts/11'] = { ...annaRecord, version: 2 }
    await user.click(screen.getByRole('button', { name: 'Speichern' }))
    expect(await screen.findByText('„Anna Huber“ geändert.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    await screen.findByText('Zurückgenommen.')
    expect(changes()).toEqual([
      { version: 1, active: false, phones: ['030 1234-77', '0171 555'] },
      { version: 2, active: true, phones: ['+49 30 1234-12'] },
    ])
  })
  it('says what a colleague has changed meanwhile, keeps what was typed, and saves on top of it', async () => {
    const user = await openFromMail('Anna Huber', 'Bearbeiten')
    await retype(user, 'Name', 'Anna Huber-Ott')
    panel.answers['PATCH /api/contacts/11'] = () => HttpResponse.json(changedMeanwhile, { status: 409 })
    await user.click(screen.getByRole('button', { name: 'Speichern' }))
    expect(await screen.findByText(/Dort steht jetzt/)).toBeTruthy()
    expect(screen.getByText('Anna Ott')).toBeTruthy()
    expect(screen.getAllByText('Nur vormittags.')).toHaveLength(2)
    expect([field('Name').value, field('Notiz').value]).toEqual(['Anna Huber-Ott', 'Nur vormittags.'])
    panel.answers['PATCH /api/contacts/11'] = { ...annaRecord, version: 3 }
    await user.click(screen.getByRole('button', { name: 'Trotzdem speichern' }))
    expect(await screen.findByText('„Anna Huber-Ott“ geändert.')).toBeTruthy()
    expect(changes()).toEqual([
      { version: 1, name: 'Anna Huber-Ott' },
      { version: 2, name: 'Anna Huber-Ott' },
    ])
  })
  it('assigns a case to a colleague by a few letters and Enter, and takes it back', async () => {
    const user = await openFromMail('Abo-Umstellung', 'Zuweisen')
    panel.answers['PUT /api/cases/1/assignment'] = { case: { ...annasCase, version: 5 } }
    await screen.findByRole('button', { name: /Ruth Özdemir/ })
    await user.type(screen.getByRole('searchbox'), 'ruth{enter}')
    expect(await screen.findByText('„Abo-Umstellung“ zugewiesen: Ruth Özdemir.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    await screen.findByText('Zurückgenommen.')
    expect(panel.bodiesOf('PUT /api/cases/1/assignment')).toEqual([
      { version: 4, assigneeId: 4 },
      { version: 5, assigneeId: 3 },
    ])
  })
  it('gives a case to a team whose cases are not for the user: that cannot be taken back', async () => {
    const user = await openFromMail('Abo-Umstellung', 'Zuweisen')
    panel.answers['PUT /api/cases/1/assignment'] = { case: null }
    await user.click(await screen.findByRole('button', { name: /Personal/ }))
    expect(await screen.findByText('„Abo-Umstellung“ zugewiesen: Personal.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Rückgängig' })).toBeNull()
    expect(panel.bodiesOf('PUT /api/cases/1/assignment')).toEqual([{ version: 4, teamId: 3 }])
  })
  it('says who else has the case open, and tells that the user has', async () => {
    const tim = { mailId: null, caseId: '1', messageKey: null, user: { id: 3, name: 'Tim Vogel' }, doing: 'reading', program: 'desk' }
    panel.answers['PUT /api/presence'] = {
      at: { mailId: null, caseId: '1', messageKey: null },
      others: [{ ...tim, since: annaRecord.createdAt }],
      again: 30,
    }
    await openFromMail('Abo-Umstellung')
    expect(await screen.findByText('Tim Vogel hat diesen Vorgang gerade offen (Postakte)')).toBeTruthy()
    expect(panel.bodiesOf('PUT /api/presence')).toContainEqual(expect.objectContaining({ at: { caseId: '1' }, doing: 'reading' }))
  })
  it('speaks the language that is chosen, and tells the server', async () => {
    const user = await openFromMail('Einstellungen')
    await user.selectOptions(await screen.findByLabelText('Sprache'), 'English')
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy()
    await waitFor(() => expect(panel.bodiesOf('PATCH /api/me')).toEqual([{ language: 'en' }]))
    expect(await panel.host.store.get('language')).toBe('en')
  })
})
