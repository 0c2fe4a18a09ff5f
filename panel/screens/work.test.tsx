// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { panelTest, refusal } from '../testing/panel-test'
import { filedThere, followUp, queue } from '../testing/records'

const later = (todo: (typeof queue)[number]) => ({ ...todo, done: { at: todo.waitingSince, by: null } })

describe('queue, search, follow-ups, settings', () => {
  const panel = panelTest()
  const goTo = async (name: RegExp) => {
    panel.open(null)
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name }))
    return user
  }

  it('files a mail of the queue to a candidate by one click, and takes it back', async () => {
    panel.answers['POST /api/mails/filings'] = filedThere('case', '1', 'Abo-Umstellung')
    panel.answers['POST /api/mails/removals'] = { results: [], mails: [] }
    const user = await goTo(/Warteschlange/)
    await user.click(await screen.findByRole('button', { name: /Abo-Umstellung/ }))
    expect(await screen.findByText('Abgelegt bei „Abo-Umstellung“.')).toBeTruthy()
    expect(panel.bodiesOf('POST /api/mails/filings')).toEqual([{ mails: [{ id: '55' }], targets: [{ kind: 'case', id: '1' }] }])
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    await screen.findByText('Zurückgenommen.')
    expect(panel.bodiesOf('POST /api/mails/removals')).toEqual([{ filings: [expect.stringMatching(/^\d+$/)] }])
  })
  it('orders the queue by sender, and asks for mine only', async () => {
    const user = await goTo(/Warteschlange/)
    await user.selectOptions(await screen.findByLabelText('Reihenfolge'), 'nach Absender')
    await user.selectOptions(screen.getByLabelText('Wessen'), 'meine')
    await waitFor(() => expect(panel.asked.map(({ what }) => what)).toContain('GET /api/todos?order=sender&whose=mine&limit=20'))
  })
  it('takes a to-do over, and is done with one that is nothing to file', async () => {
    panel.answers['POST /api/todos/31/takeover'] = queue[0]
    panel.answers['POST /api/todos/32/completion'] = later(queue[1])
    const user = await goTo(/Warteschlange/)
    const cards = await screen.findAllByRole('button', { name: 'Übernehmen' })
    await user.click(cards[0]!)
    expect(await screen.findByText('Übernommen: „Frage zum Abo [VG=4711-x7k]“.')).toBeTruthy()
    const second = screen.getByText('Anzeige falsch gedruckt').closest('li')!
    await user.click(within(second).getByRole('button', { name: 'Erledigt, nichts abzulegen' }))
    expect(await screen.findByText('Erledigt: „Anzeige falsch gedruckt“.')).toBeTruthy()
  })
  it('says when a colleague was faster', async () => {
    panel.answers['POST /api/todos/31/takeover'] = () => refusal('changed-meanwhile', 'Inzwischen hat es jemand geändert.')
    const user = await goTo(/Warteschlange/)
    await user.click((await screen.findAllByRole('button', { name: 'Übernehmen' }))[0]!)
    expect((await screen.findByRole('alert')).textContent).toContain('Inzwischen hat es jemand geändert.')
  })
  it('finds a contact by a few letters, Enter opens the first', async () => {
    const user = await goTo(/^Suchen$/)
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox')))
    await user.keyboard('hub')
    await screen.findByRole('button', { name: /Anna Huber/ })
    await user.keyboard('{Enter}')
    expect(await screen.findByText('Ruft lieber an.')).toBeTruthy()
  })
  it('finds a case by its number, arrows choose', async () => {
    for (const begun of ['4', '47', '471'])
      panel.answers[`GET /api/case-numbers/${begun}`] = () => refusal('record-unknown', 'Das gibt es nicht.', 404)
    const user = await goTo(/^Suchen$/)
    await screen.findByRole('searchbox')
    await user.keyboard('4711')
    await screen.findByRole('button', { name: /Abo-Umstellung.*4711/ })
    await screen.findByRole('button', { name: /^Anna Huber/ })
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement?.textContent).toContain('Anna Huber')
    await user.keyboard('{ArrowUp}{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: 'Abo-Umstellung' })).toBeTruthy()
  })
  it('finishes a follow-up that is overdue, and takes it back', async () => {
    panel.answers['POST /api/follow-ups/41/completion'] = { ...followUp, state: 'done' }
    panel.answers['DELETE /api/follow-ups/41/completion'] = followUp
    const user = await goTo(/^Wiedervorlagen$/)
    expect(await screen.findByText(/überfällig seit/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Erledigt' }))
    await user.click(await screen.findByRole('button', { name: 'Rückgängig' }))
    expect(await screen.findByText('Zurückgenommen.')).toBeTruthy()
  })
  it('switches the language, ends another session, signs out', async () => {
    panel.answers['DELETE /api/sessions/2'] = undefined
    panel.answers['DELETE /api/session'] = undefined
    const user = await goTo(/^Einstellungen$/)
    expect(await screen.findByText('Nora Stein')).toBeTruthy()
    await user.click(await screen.findByRole('button', { name: 'Sitzung beenden: Firefox, Lager' }))
    expect(await screen.findByText('Beendet.')).toBeTruthy()
    await user.selectOptions(screen.getByLabelText('Sprache'), 'English')
    await user.click(await screen.findByRole('button', { name: 'Sign out' }))
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
  })
})
