// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { panelTest } from '../testing/panel-test'
import { answer } from '../testing/records'

describe('while a mail is being written', () => {
  const panel = panelTest()

  it('shows whom it goes to, who is not recorded, and tells colleagues that it is being answered', async () => {
    panel.open(answer)
    expect(await screen.findByRole('heading', { name: 'Anna Huber' })).toBeTruthy()
    expect(await screen.findByText(/fremd@anderswo.example · nicht erfasst/)).toBeTruthy()
    expect(panel.bodiesOf('POST /api/lookup')).toMatchObject([{ thread: [answer.answers], messageIds: [] }])
    await waitFor(() =>
      expect(panel.bodiesOf('PUT /api/presence')).toMatchObject([{ at: { messageId: answer.answers }, doing: 'answering' }]),
    )
  })
  it('puts a snippet, filled from contact and case, into the draft by keyboard alone', async () => {
    panel.open(answer)
    const user = userEvent.setup()
    await screen.findByRole('option', { name: '4711 Abo-Umstellung' })
    await user.click(screen.getByRole('button', { name: 'Textbausteine' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Textbaustein suchen' })))
    await user.keyboard('best')
    await screen.findByRole('button', { name: /Bestätigung/ })
    await user.keyboard('{Enter}')
    const insert = await screen.findByRole('button', { name: 'Einfügen' })
    expect(screen.getByText(/Guten Tag Anna Huber/)).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(insert))
    await user.keyboard('{Enter}')
    expect(await screen.findByText('Eingefügt.')).toBeTruthy()
    expect(panel.host.deeds).toMatchObject([{ did: 'insert', key: answer.key, html: expect.stringContaining('<p>Guten Tag Anna Huber') }])
    await waitFor(() =>
      expect(panel.bodiesOf('POST /api/snippets/7/filling')).toEqual([
        { contactId: '11', caseId: '1' },
        { contactId: '11', caseId: '1', inserted: true },
      ]),
    )
  })
  it('answers a mail with a snippet, to its sender or to all', async () => {
    panel.open()
    const user = userEvent.setup()
    const choose = async (how: string) => {
      await user.click(await screen.findByRole('button', { name: 'Mit Textbaustein antworten' }))
      await user.keyboard('best')
      await screen.findByRole('button', { name: /Bestätigung/ })
      await user.keyboard('{Enter}')
      await user.click(await screen.findByRole('button', { name: how }))
      expect(await screen.findByText('Die Antwort ist geöffnet.')).toBeTruthy()
    }
    await choose('Antworten')
    await choose('Allen antworten')
    expect(panel.host.deeds.filter(({ did }) => did === 'reply')).toMatchObject([{ all: false }, { all: true }])
    expect(panel.bodiesOf('POST /api/snippets/7/filling')).toContainEqual({ contactId: '11', inserted: true })
  })
  it('says so when another mail is open by then, and answers none', async () => {
    panel.open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Mit Textbaustein antworten' }))
    await user.click(await screen.findByRole('button', { name: /Bestätigung/ }))
    panel.host.trouble = 'host-other-mail'
    await user.click(await screen.findByRole('button', { name: 'Antworten' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Inzwischen ist eine andere Mail geöffnet')
    expect(panel.host.deeds.filter(({ did }) => did === 'reply')).toEqual([])
  })
  it('goes from the preview back to the list by Escape, then back to the draft', async () => {
    panel.open(answer)
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Textbausteine' }))
    await user.click(await screen.findByRole('button', { name: /Bestätigung/ }))
    await screen.findByRole('button', { name: 'Einfügen' })
    await user.keyboard('{Escape}')
    expect(screen.getByRole('button', { name: /Bestätigung/ })).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.getByRole('heading', { name: 'Anna Huber' })).toBeTruthy()
  })
  it('attaches a document', async () => {
    panel.answers['GET /api/documents/5/content'] = () => new Response(new Uint8Array([37, 80, 68, 70]))
    panel.open(answer)
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Dokumente' }))
    await user.click(await screen.findByRole('button', { name: /Preisliste 2026/ }))
    expect(await screen.findByText('„preisliste.pdf“ angehängt.')).toBeTruthy()
    expect(panel.host.deeds).toEqual([{ did: 'attach', key: answer.key, name: 'preisliste.pdf' }])
  })
  it('says why when the mail program does not take it, and inserts nothing', async () => {
    panel.open(answer)
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Textbausteine' }))
    await user.click(await screen.findByRole('button', { name: /Bestätigung/ }))
    panel.host.trouble = 'host-no-answer'
    await user.click(await screen.findByRole('button', { name: 'Einfügen' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Das Mailprogramm antwortet nicht.')
    expect(panel.host.deeds).toEqual([])
  })
})
