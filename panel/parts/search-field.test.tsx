// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { answersOfWorld } from '../testing/answers'
import { panelTest } from '../testing/panel-test'
import { annaRecord, answer } from '../testing/records'
import '../testing/patience'

const page = (...items: readonly object[]) => ({ items, next: null })
const [priceList] = (answersOfWorld['GET /api/documents'] as { items: { file: object }[] }).items
const document = (id: string, name: string) => ({ ...priceList, id, name, file: { ...priceList!.file, fileName: `${name}.pdf` } })
const contact = (id: string, name: string) => ({ ...annaRecord, id, name, address: null, phone: null })

describe('a field that searches', () => {
  const panel = panelTest()

  /** Answers what is asked by that only when it is let go. */
  function holds(what: string, given: object): () => Promise<void> {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    panel.answers[what] = () => held.then(() => given)
    return async () => {
      await waitFor(() => expect(panel.asked.map((one) => one.what)).toContain(what))
      await act(async () => release())
    }
  }
  async function documents() {
    panel.answers['GET /api/documents'] = page(document('5', 'Preisliste'))
    for (const begun of ['a', 'ag']) panel.answers[`GET /api/documents?limit=20&q=${begun}`] = page(document('5', 'Preisliste'))
    const release = holds('GET /api/documents?limit=20&q=agb', page(document('6', 'AGB')))
    for (const id of ['5', '6']) panel.answers[`GET /api/documents/${id}/content?number=1`] = () => new Response(new Uint8Array([37]))
    panel.open(answer)
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Dokumente' }))
    await screen.findByRole('button', { name: /Preisliste/ })
    await user.type(screen.getByRole('searchbox'), 'agb')
    return { user, release }
  }

  it('takes on Enter what was found for all that is typed, not what stands there from before', async () => {
    const { user, release } = await documents()
    await user.keyboard('{Enter}')
    expect(panel.host.deeds).toEqual([])
    await release()
    expect(await screen.findByText('„AGB.pdf“ angehängt.')).toBeTruthy()
    expect(panel.host.deeds).toEqual([{ did: 'attach', key: answer.key, name: 'AGB.pdf' }])
  })
  it.each([
    ['types on', '{Backspace}'],
    ['goes elsewhere', '{Tab}'],
    ['empties it', '{Escape}'],
  ])('takes nothing when its user %s before that is there', async (_, keys) => {
    const { user, release } = await documents()
    await user.keyboard(`{Enter}${keys}`)
    await release()
    await screen.findByRole('button', { name: /Preisliste|AGB/ })
    await act(async () => {})
    expect(panel.host.deeds).toEqual([])
  })
  it('files nowhere else when Enter comes before the answer', async () => {
    panel.answers['POST /api/mails/filings'] = { results: [{ outcome: 'filed', mailId: '55', filings: [] }], others: [] }
    panel.answers['GET /api/search'] = page()
    panel.answers['GET /api/contacts?search=m&limit=8'] = page(contact('12', 'Max Meier'))
    const release = holds('GET /api/contacts?search=m%C3%B6we&limit=8', page(contact('13', 'Ida Möwe')))
    for (const begun of ['mö', 'möw']) panel.answers[`GET /api/contacts?search=${encodeURIComponent(begun)}&limit=8`] = page()
    panel.open()
    const user = userEvent.setup()
    await user.type(await screen.findByRole('searchbox'), 'm')
    await screen.findByRole('button', { name: /Max Meier/ })
    await user.keyboard('öwe{Enter}')
    await release()
    await screen.findByText('Abgelegt bei „Ida Möwe“.')
    expect(panel.bodiesOf('POST /api/mails/filings')).toMatchObject([{ targets: [{ kind: 'contact', id: '13' }] }])
  })
  it('has the focus again when what had it is found no longer', async () => {
    const { user, release } = await documents()
    await user.keyboard('{ArrowDown}')
    expect(globalThis.document.activeElement?.textContent).toContain('Preisliste')
    await release()
    await screen.findByRole('button', { name: /AGB/ })
    expect(globalThis.document.activeElement).toBe(screen.getByRole('searchbox'))
  })
})
