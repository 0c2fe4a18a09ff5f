// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { panelTest } from '../testing/panel-test'
import { queue } from '../testing/records'
import '../testing/patience'

const page = (...items: readonly object[]) => ({ items, next: null })
const [subscription, advertisement] = queue
const delivery = { ...advertisement, id: '33', mail: { ...advertisement.mail, id: '57', subject: 'Lieferung fehlt' } }

describe('the queue while it is worked at', () => {
  const panel = panelTest()
  const cards = () => screen.getAllByRole('listitem').filter((one) => one.classList.contains('card'))
  const subjects = () =>
    cards().map((one) => `${one.querySelector('div > p')!.textContent}${one.classList.contains('gone') ? ' (gone)' : ''}`)
  async function open() {
    panel.open(null)
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: /Warteschlange/ }))
    await screen.findByText(subscription.mail.subject)
    return user
  }
  const becomes = (...items: readonly object[]) => {
    panel.answers['GET /api/todos'] = page(...items)
    panel.happen({ kind: 'todo', data: { todoId: '31' } })
  }

  it('keeps the place of what a colleague took off it, so that nothing comes under the pointer by itself', async () => {
    await open()
    becomes(advertisement)
    await screen.findByText('Steht hier nicht mehr.')
    expect(subjects()).toEqual([`${subscription.mail.subject} (gone)`, advertisement.mail.subject])
    expect(cards()[0]!.querySelector('[inert]')?.textContent).toContain(subscription.mail.subject)
    expect(cards()[1]!.querySelector('[inert]')).toBeNull()
  })
  it('puts what comes meanwhile last, and what comes back where it was', async () => {
    await open()
    becomes(delivery, advertisement)
    await waitFor(() => expect(subjects()).toEqual([`${subscription.mail.subject} (gone)`, advertisement.mail.subject, 'Lieferung fehlt']))
    becomes(delivery, subscription, advertisement)
    await waitFor(() => expect(subjects()).toEqual([subscription.mail.subject, advertisement.mail.subject, 'Lieferung fehlt']))
  })
  it('is as the server has it once the pointer leaves it, or another order is chosen', async () => {
    const user = await open()
    becomes(delivery, advertisement)
    await screen.findByText('Steht hier nicht mehr.')
    await user.hover(cards()[1]!)
    await user.hover(screen.getByLabelText('Wessen'))
    expect(subjects()).toEqual(['Lieferung fehlt', advertisement.mail.subject])
    becomes(advertisement)
    await screen.findByText('Steht hier nicht mehr.')
    await user.selectOptions(screen.getByLabelText('Reihenfolge'), 'nach Absender')
    await waitFor(() => expect(subjects()).toEqual([advertisement.mail.subject]))
  })
  it('says that there is nothing to sort out when all is gone', async () => {
    await open()
    becomes()
    expect(await screen.findByText('Nichts zu klären.')).toBeTruthy()
    expect(subjects()).toEqual([`${subscription.mail.subject} (gone)`, `${advertisement.mail.subject} (gone)`])
  })
  it('goes on to the next mail by the keyboard', async () => {
    panel.answers['POST /api/todos/31/completion'] = () => {
      panel.answers['GET /api/todos'] = page(advertisement)
      return { ...subscription, done: { at: subscription.waitingSince, by: null } }
    }
    const user = await open()
    within(cards()[0]!).getByRole('button', { name: 'Erledigt, nichts abzulegen' }).focus()
    await user.keyboard('{Enter}')
    await screen.findByText('Steht hier nicht mehr.')
    await waitFor(() => expect(cards()[1]!.contains(document.activeElement)).toBe(true))
  })
})
