// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { panelTest } from '../testing/panel-test'
import { complaint } from '../testing/world'

describe('moving about in the panel', () => {
  const panel = panelTest()

  it('goes from the mail to its case and back by Escape, to where the focus was', async () => {
    panel.open()
    const user = userEvent.setup()
    const link = await screen.findByRole('button', { name: 'Abo-Umstellung' })
    await user.click(link)
    expect(await screen.findByRole('heading', { level: 1, name: 'Abo-Umstellung' })).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Anna Huber' })).toBeNull()
    await user.keyboard('{Escape}')
    expect(screen.getByRole('heading', { name: 'Anna Huber' })).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(link))
  })
  it('goes several records deep, and comes back one by one', async () => {
    panel.open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Abo-Umstellung' }))
    await user.click(await screen.findByRole('button', { name: 'Anna Huber' }))
    expect(await screen.findByText('Ruft lieber an.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Zurück' }))
    expect(screen.getByRole('heading', { level: 1, name: 'Abo-Umstellung' })).toBeTruthy()
  })
  it('says in the bar how much waits, and where one is', async () => {
    panel.open(null)
    const user = userEvent.setup()
    const button = await screen.findByRole('button', { name: 'Warteschlange: 2 offen' })
    await user.click(button)
    expect(await screen.findByRole('heading', { name: 'Warteschlange' })).toBeTruthy()
    expect(button.getAttribute('aria-current')).toBe('page')
    await user.click(screen.getByRole('button', { name: 'Geöffnete Mail' }))
    expect(screen.getByRole('heading', { name: 'Keine Mail geöffnet' })).toBeTruthy()
  })
  it('shows the next mail that is opened instead of what was looked at', async () => {
    panel.open()
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Suchen' }))
    await screen.findByRole('heading', { name: 'Suchen' })
    panel.host.show(complaint)
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Suchen' })).toBeNull())
  })
  it('keeps the note that is being written when another mail is opened meanwhile', async () => {
    panel.open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Telefonnotiz' }))
    const field = await screen.findByLabelText('Worum ging es?')
    await waitFor(() => expect(document.activeElement).toBe(field))
    await user.keyboard('Rückfrage')
    panel.host.show(complaint)
    expect(screen.getByDisplayValue('Rückfrage')).toBeTruthy()
  })
})
