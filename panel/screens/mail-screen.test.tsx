// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Panel } from '../app/panel'
import type { PanelParts } from '../app/panel-context'
import { panelParts } from '../app/start-panel'
import type { Card } from '../app/use-lookup'
import { FakeHost } from '../host/fake-host'
import '../testing/patience'
import { anna, annasCard, base, complaint, emptyCard, filingAt, question, source } from '../testing/world'

/** As the server tells who is there. */
const here = (one: Card['others'][number]) => ({ ...one, mailId: '55', caseId: null, messageKey: null })

describe('the panel beside a mail', () => {
  const server = setupServer()
  let host: FakeHost
  let parts: PanelParts
  let card: Card
  const asked: { readonly path: string; readonly body: Record<string, unknown> }[] = []

  const note = async (request: Request) => {
    const body = (await request.clone().json()) as Record<string, unknown>
    asked.push({ path: new URL(request.url).pathname, body })
    return body
  }
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(async () => {
    asked.length = 0
    card = annasCard
    host = new FakeHost()
    server.use(
      http.get(`${base}/api/events`, () => new HttpResponse(new ReadableStream(), { headers: { 'Content-Type': 'text/event-stream' } })),
      http.get(`${base}/api/todos/counts`, () => HttpResponse.json({ all: 0, mine: 0, teams: 0, unassigned: 0 })),
      http.put(`${base}/api/presence`, () =>
        HttpResponse.json({ at: { mailId: null, caseId: null, messageKey: null }, others: annasCard.others.map(here), again: 30 }),
      ),
      http.delete(`${base}/api/presence/:window`, () => new HttpResponse(null, { status: 204 })),
      http.post(`${base}/api/lookup`, async ({ request }) => {
        const { known } = await note(request)
        return HttpResponse.json(known === 'v1' ? { validator: 'v1', card: null } : { validator: 'v1', card })
      }),
      http.post(`${base}/api/mails/filings`, async ({ request }) => {
        const { targets } = (await note(request)) as { targets: { kind: 'contact' | 'case'; id: string }[] }
        const filings = [...card.filings, ...targets.map((target) => filingAt({ ...target, name: 'Abo-Umstellung', number: '4711' }))]
        card = { ...card, filings }
        return HttpResponse.json({ results: [{ outcome: 'filed', mailId: '55', filings }], others: [] })
      }),
      http.post(`${base}/api/mails/removals`, async ({ request }) => {
        const { filings } = (await note(request)) as { filings: string[] }
        card = { ...card, filings: card.filings.filter(({ id }) => !filings.includes(id)) }
        return HttpResponse.json({
          results: filings.map((filingId) => ({ filingId, outcome: 'done', mailId: '55' })),
          mails: [{ id: '55', state: card.filings.length > 0 ? 'filed' : 'unmatched', filings: card.filings }],
        })
      }),
    )
    parts = panelParts(host, { base, language: 'de' })
    await parts.session.signIn({ accessToken: 'a', refreshToken: 'r', accessUntil: question.sentAt! })
  })
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())
  const open = () => {
    host.show(question, source)
    render(<Panel parts={parts} />)
  }
  const marks = () => host.deeds.flatMap((deed) => (deed.did === 'mark' ? [`${deed.key} ${deed.state}`] : []))

  it('says that no mail is open, and follows the one that is opened', async () => {
    render(<Panel parts={parts} />)
    expect(screen.getByRole('heading', { name: 'Keine Mail geöffnet' })).toBeTruthy()
    host.show(question, source)
    expect(await screen.findByRole('heading', { name: 'Anna Huber' })).toBeTruthy()
  })
  it('shows who writes before the server has answered, and all about them after', async () => {
    open()
    expect(screen.getByRole('heading', { name: 'Anna Huber' })).toBeTruthy()
    expect(await screen.findByText('bei Huber Verlag GmbH')).toBeTruthy()
    expect(await screen.findByRole('img', { name: 'offen' })).toBeTruthy()
    expect(screen.getByText(/Tim Vogel beantwortet diese Mail gerade/)).toBeTruthy()
    expect(asked[0]!.body).toMatchObject({ messageIds: [question.messageId], subject: question.subject, known: null })
  })
  it('files by one click, marks the mail, and takes it back by another', async () => {
    open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: /Abo-Umstellung.*steht im Betreff/ }))
    expect(await screen.findByText('Abgelegt bei „Abo-Umstellung“.')).toBeTruthy()
    expect(await screen.findByRole('heading', { name: 'Abgelegt' })).toBeTruthy()
    await waitFor(() => expect(marks()).toEqual(['frage not-filed', 'frage filed']))
    expect(asked.find(({ path }) => path === '/api/mails/filings')!.body).toMatchObject({
      mails: [{ messageId: question.messageId, from: anna.address, sentAt: question.sentAt, subject: question.subject }],
      targets: [{ kind: 'case', id: '1' }],
      attachments: null,
      wholeThread: false,
    })
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    expect(await screen.findByRole('heading', { name: 'Noch nicht abgelegt' })).toBeTruthy()
    await waitFor(() => expect(marks()).toEqual(['frage not-filed', 'frage filed', 'frage not-filed']))
    await waitFor(() => expect(host.notices).toEqual(['Abgelegt bei „Abo-Umstellung“ von Nora Stein.', null]))
  })
  it('moves what was filed wrongly by two clicks, and back by another', async () => {
    const at = (id: string, name: string, filingId: string) => filingAt({ kind: 'case', id, name, number: `471${id}` }, { id: filingId })
    card = { ...annasCard, suggestions: [], filings: [at('1', 'Abo-Umstellung', '801')] }
    server.use(
      http.post(`${base}/api/mails/moves`, async ({ request }) => {
        const { to, filings } = (await note(request)) as { to: { id: string }; filings: string[] }
        const now = to.id === '2' ? at('2', 'Adressänderung Filiale', '802') : at('1', 'Abo-Umstellung', '803')
        card = { ...card, filings: [now] }
        return HttpResponse.json({
          results: filings.map((filingId) => ({ filingId, outcome: 'done', mailId: '55' })),
          mails: [{ id: '55', state: 'filed', filings: card.filings }],
        })
      }),
    )
    open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Woandershin: Abo-Umstellung' }))
    await user.keyboard('{Escape}')
    expect(await screen.findByText('Auch ablegen bei')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Woandershin: Abo-Umstellung' }))
    expect(screen.getByText('„Abo-Umstellung“ woandershin ablegen')).toBeTruthy()
    const places = within(screen.getByRole('list', { name: 'Ablegen' }))
    await user.click(places.getByRole('button', { name: /Adressänderung Filiale/ }))
    expect(await screen.findByText('Jetzt abgelegt bei „Adressänderung Filiale“.')).toBeTruthy()
    expect(await screen.findByRole('button', { name: 'Woandershin: Adressänderung Filiale' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Rückgängig' }))
    expect(await screen.findByText('Jetzt abgelegt bei „Abo-Umstellung“.')).toBeTruthy()
    expect(asked.filter(({ path }) => path === '/api/mails/moves').map(({ body }) => body)).toMatchObject([
      { filings: ['801'], to: { kind: 'case', id: '2' } },
      { filings: ['802'], to: { kind: 'case', id: '1' } },
    ])
    expect(asked.filter(({ path }) => path === '/api/mails/filings')).toEqual([])
  })
  it('files a double click once', async () => {
    open()
    const button = await screen.findByRole('button', { name: /Abo-Umstellung.*steht im Betreff/ })
    button.click()
    button.click()
    await screen.findByText('Abgelegt bei „Abo-Umstellung“.')
    expect(asked.filter(({ path }) => path === '/api/mails/filings')).toHaveLength(1)
  })
  it('files with the attachments that were chosen, logos never among them', async () => {
    open()
    const user = userEvent.setup()
    await user.click(await screen.findByText('Mit allen Anhängen (2)'))
    expect(screen.queryByLabelText('logo.png')).toBeNull()
    await user.click(screen.getByLabelText('Anfahrt.pdf'))
    await user.click(screen.getByRole('button', { name: /Abo-Umstellung.*steht im Betreff/ }))
    await screen.findByText('Abgelegt bei „Abo-Umstellung“.')
    expect(asked.at(-1)!.body.attachments).toEqual([0])
  })
  it('asks who it is when several have the address, and looks up the one that was chosen', async () => {
    card = {
      ...emptyCard,
      candidates: [annasCard.contact!, { ...annasCard.contact!, id: '12', name: 'Petra Ott', number: '10071', company: null }],
    }
    open()
    const user = userEvent.setup()
    await screen.findByRole('heading', { name: 'Wer ist das?' })
    card = annasCard
    await user.click(within(screen.getByRole('list', { name: 'Wer ist das?' })).getByRole('button', { name: /Anna Huber/ }))
    expect(await screen.findByText('bei Huber Verlag GmbH')).toBeTruthy()
    expect(asked.at(-1)!.body.contactId).toBe(annasCard.contact!.id)
  })
  it('does nothing to a mail that is no longer the one it shows', async () => {
    open()
    const button = await screen.findByRole('button', { name: /Abo-Umstellung.*steht im Betreff/ })
    host.current = () => complaint
    button.click()
    expect(await screen.findByText(/Inzwischen ist eine andere Mail geöffnet/)).toBeTruthy()
    expect(asked.filter(({ path }) => path === '/api/mails/filings')).toEqual([])
  })
  it('keeps what is filed while the server is away, says so, and sends it later', async () => {
    open()
    const button = await screen.findByRole('button', { name: /Abo-Umstellung.*steht im Betreff/ })
    server.use(http.post(`${base}/api/mails/filings`, () => HttpResponse.error(), { once: true }))
    button.click()
    expect(await screen.findByText(/Wird abgelegt, sobald er wieder da ist/)).toBeTruthy()
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Eines wartet auf den Server' }))
    expect(await screen.findByText('Frage zum Abo [VG=4711-x7k] → Abo-Umstellung')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Jetzt senden' }))
    expect(await screen.findByText('Alles gesendet.')).toBeTruthy()
  })
  it('says what the server has against it, in the user’s language', async () => {
    open()
    const button = await screen.findByRole('button', { name: /Abo-Umstellung.*steht im Betreff/ })
    server.use(
      http.post(`${base}/api/mails/filings`, () =>
        HttpResponse.json({ code: 'record-unknown', title: 'Das gibt es nicht mehr.', status: 404 }, { status: 404 }),
      ),
    )
    button.click()
    expect((await screen.findByRole('alert')).textContent).toContain('Das gibt es nicht mehr.')
  })
  it('shows a mail again at once when it comes back to it, and asks only whether it is still so', async () => {
    open()
    await screen.findByText('bei Huber Verlag GmbH')
    host.show(complaint, source)
    await waitFor(() => expect(asked).toHaveLength(2))
    host.show(question, source)
    expect(await screen.findByText('bei Huber Verlag GmbH')).toBeTruthy()
  })
  it('speaks English when it is told to', async () => {
    open()
    await screen.findByText('bei Huber Verlag GmbH')
    parts.language.set('en')
    expect(await screen.findByText('at Huber Verlag GmbH')).toBeTruthy()
    expect(await screen.findByRole('heading', { name: 'Not filed yet' })).toBeTruthy()
  })
  it('asks to sign in when the session has ended, and shows the code', async () => {
    server.use(
      http.post(`${base}/api/device`, () =>
        HttpResponse.json(
          { deviceCode: 'd', userCode: 'WDJB-MJHT', verificationUri: base, verificationUriComplete: base, interval: 600, expiresIn: 600 },
          { status: 201 },
        ),
      ),
    )
    parts = panelParts(new FakeHost(), { base, language: 'de' })
    await parts.session.start()
    render(<Panel parts={parts} />)
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Im Browser anmelden' }))
    expect((await screen.findByText('WDJB-MJHT')).tagName).toBe('OUTPUT')
  })
})
