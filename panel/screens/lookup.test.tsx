// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ReadMail } from '../host/mail-host'
import { type Asked, away, panelTest } from '../testing/panel-test'
import { annasCard } from '../testing/records'
import { anna, filingAt, question, source } from '../testing/world'

const early: ReadMail = { ...question, incomplete: true, sentAt: '2026-03-02T09:12:41.000Z', mailbox: 'n.stein@sonnberg.example' }
const whole: ReadMail = { ...question, mailbox: 'n.stein@sonnberg.example' }
const reply: ReadMail = { ...whole, thread: ['angebot@sonnberg.example'] }

/** The mail program tells who writes at once, and thread, mailbox and time of a mail when it was asked. */
describe('the look-up of a mail that the program tells bit by bit', () => {
  const panel = panelTest()
  const lookups = () =>
    panel.bodiesOf('POST /api/lookup') as { readonly thread: string[]; readonly mailbox: string; readonly known: string }[]
  const target = () => screen.findByRole<HTMLButtonElement>('button', { name: /Abo-Umstellung.*steht im Betreff/ })
  const tell = (mail: ReadMail) => act(async () => panel.host.show(mail, source))
  const settles = async () => expect((await target()).disabled).toBe(false)
  /** As the server knows the thread: by another validator. */
  const knowsThread = (answered: { readonly thread: readonly string[] }) => ({
    validator: answered.thread.length > 0 ? 'v2' : 'v1',
    card: {
      ...annasCard,
      suggestions: [
        ...(answered.thread.length > 0 ? [{ kind: 'case', id: '2', name: 'Adressänderung Filiale', number: '4712', by: 'thread' }] : []),
        ...annasCard.suggestions,
      ],
    },
  })

  it('goes out at once, and no second time for a mail that answers none', async () => {
    panel.open(early)
    expect(await screen.findByText('bei Huber Verlag GmbH')).toBeTruthy()
    await tell(whole)
    await settles()
    expect(lookups()).toHaveLength(1)
  })
  it('goes out with the thread once more; nothing can be filed by one click until that is answered', async () => {
    let answer = () => {}
    const held = new Promise<void>((resolve) => (answer = resolve))
    panel.answers['POST /api/lookup'] = async ({ body }: Asked) => {
      const { thread } = body as ReadMail
      if (thread.length > 0) await held
      return knowsThread({ thread })
    }
    panel.open(early)
    expect((await target()).disabled).toBe(true)
    await tell(reply)
    await waitFor(() => expect(lookups()).toMatchObject([{ thread: [] }, { thread: reply.thread, known: 'v1' }]))
    expect((await target()).disabled).toBe(true)
    answer()
    const suggested = await screen.findByRole<HTMLButtonElement>('button', { name: /Adressänderung Filiale.*wie der Verlauf davor/ })
    expect(suggested.disabled).toBe(false)
    await settles()
    expect(lookups()).toHaveLength(2)
  })
  it('says where a copy lies whose id a gateway rewrote, once the time in the head is told', async () => {
    const copy = { id: '77', subject: '[EXTERN] Frage zum Abo', sentAt: whole.sentAt!, filedUnder: ['Anna Huber', 'Abo-Umstellung'] }
    panel.answers['POST /api/lookup'] = ({ body }: Asked) => {
      const found = (body as ReadMail).sentAt === whole.sentAt
      return { validator: found ? 'v2' : 'v1', card: { ...annasCard, mails: [], filings: [], duplicates: found ? [copy] : [] } }
    }
    panel.open(early)
    await target()
    expect(screen.queryByText(/Duplikat/)).toBeNull()
    await tell(whole)
    expect(await screen.findByText(/Mögliches Duplikat: .*liegt schon bei Anna Huber, Abo-Umstellung, mit anderer Kennung/)).toBeTruthy()
    await settles()
  })
  it('goes out once for an answer that lies somewhere already', async () => {
    const filings = [filingAt({ kind: 'case', id: '2', name: 'Adressänderung Filiale', number: '4712' })]
    panel.answers['POST /api/lookup'] = { validator: 'v1', card: { ...annasCard, filings } }
    panel.open(early)
    await screen.findByRole('heading', { name: 'Abgelegt' })
    await tell(reply)
    await settles()
    expect(lookups()).toHaveLength(1)
  })
  it('goes out once more where the shared mailbox is one of those on the mail, and not where it is none of them', async () => {
    panel.open({ ...early, mailbox: null })
    await target()
    await tell({ ...whole, mailbox: 'lager@sonnberg.example' })
    await settles()
    expect(lookups()).toHaveLength(1)
    await tell({ ...early, key: 'zwei', messageId: 'zwei@huber-verlag.example', mailbox: null })
    await waitFor(() => expect(lookups()).toHaveLength(2))
    await tell({ ...whole, key: 'zwei', messageId: 'zwei@huber-verlag.example', mailbox: 'Service@sonnberg.example' })
    await waitFor(() => expect(lookups().map(({ mailbox }) => mailbox)).toEqual([null, null, 'Service@sonnberg.example']))
  })
  it('asks with the thread that it knows already when a mail is opened again', async () => {
    panel.answers['POST /api/lookup'] = ({ body }: Asked) => knowsThread(body as ReadMail)
    panel.open(early)
    await target()
    await tell(reply)
    await screen.findByRole('button', { name: /wie der Verlauf davor/ })
    await tell({ ...early, key: 'andere', messageId: 'andere@huber-verlag.example' })
    await waitFor(() => expect(lookups()).toHaveLength(3))
    await tell({ ...early, key: 'wieder' })
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /wie der Verlauf davor/ }).disabled).toBe(false)
    panel.happen({ kind: 'mail', data: { mailId: '55' } })
    await waitFor(() => expect(lookups().at(-1)).toMatchObject({ thread: reply.thread, known: 'v2' }))
    expect(screen.getByRole('button', { name: /wie der Verlauf davor/ })).toBeTruthy()
  })
  it('says so when the second question fails, and lets the user file all the same', async () => {
    panel.answers['POST /api/lookup'] = ({ body }: Asked) => ((body as ReadMail).thread.length > 0 ? away() : knowsThread(body as ReadMail))
    panel.open(early)
    await target()
    await tell(reply)
    expect((await screen.findByRole('alert')).textContent).toContain('Noch einmal versuchen')
    await settles()
    expect(lookups()).toHaveLength(2)
  })
  it('files by the time that the mail itself names, however early the click comes', async () => {
    panel.answers['POST /api/mails/filings'] = { results: [{ outcome: 'filed', mailId: '55', filings: [] }], others: [] }
    panel.open(early)
    await target()
    const user = userEvent.setup()
    await user.type(screen.getByRole('searchbox'), 'huber')
    await user.click(await screen.findByRole('button', { name: /anna@huber-verlag.example/ }))
    expect(panel.bodiesOf('POST /api/mails/filings')).toEqual([])
    await tell(whole)
    await screen.findByText('Abgelegt bei „Anna Huber“.')
    expect(panel.bodiesOf('POST /api/mails/filings')).toMatchObject([{ mails: [{ messageId: whole.messageId, sentAt: whole.sentAt }] }])
  })
  it('takes nothing that was answered about another sender who uses the same Message-ID', async () => {
    panel.open(whole)
    await screen.findByText('bei Huber Verlag GmbH')
    panel.answers['POST /api/lookup'] = { validator: 'v9', card: { ...annasCard, contact: null, cases: [], suggestions: [] } }
    await tell({ ...whole, key: 'falsch', people: [{ ...anna, address: 'boese@evil.example', name: 'Anna Huber' }] })
    expect(screen.queryByText('bei Huber Verlag GmbH')).toBeNull()
    expect(await screen.findByRole('button', { name: 'Kontakt anlegen' })).toBeTruthy()
    expect(lookups().at(-1)!.known).toBeNull()
  })
})
