import { Problem } from '@postakte/shared/model/problem'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Session } from '../app/session'
import { memoryStore } from '../host/fake-host'
import { toAbo } from '../testing/sending'
import { Outbox, type OutboxOptions } from './outbox'
import type { Work } from './work'

const base = 'https://crm.sonnberg.example'
const head = {
  messageId: 'frage@huber-verlag.example',
  from: 'anna@huber-verlag.example',
  sentAt: '2026-03-02T09:12:00.000Z',
  subject: 'Frage zum Abo',
}
const toCase: Work = {
  kind: 'file',
  head,
  targets: [{ kind: 'case', id: '4711' }],
  attachments: null,
  wholeThread: false,
  source: null,
}
const source = async () => new TextEncoder().encode('Subject: Frage zum Abo\r\n\r\nGuten Tag\r\n')

interface Asked {
  readonly mails: readonly [{ readonly id?: string; readonly subject: string }]
  readonly targets: readonly [{ readonly kind: string; readonly id: string }]
}

/** A server that files mails it knows, takes sources in, and repeats its answer to a key that it saw. */
class House {
  away = false
  knows = true
  /** Carries out and never answers. */
  silent = false
  refuses: string | null = null
  readonly filed: string[] = []
  readonly sources: string[] = []
  private readonly answers = new Map<string, unknown>()
  readonly handlers = [
    http.post(`${base}/api/mails/filings`, async ({ request }) =>
      this.answer(request, ({ mails, targets }) => {
        const { id } = mails[0]
        if (id === undefined && !this.knows) return { results: [{ outcome: 'source-needed', mailId: null, filings: [] }], others: [] }
        this.filed.push(`${id ?? mails[0].subject} → ${targets[0].kind} ${targets[0].id}`)
        return { results: [{ outcome: 'filed', mailId: id ?? '55', filings: [] }], others: [] }
      }),
    ),
    http.post(`${base}/api/sending/check`, async ({ request }) => {
      if (this.away) return HttpResponse.error()
      const { subject } = (await request.json()) as { readonly subject: string }
      const at = subject === head.subject ? { ...toAbo.case, id: '4711' } : null
      return HttpResponse.json({ ...toAbo, case: at })
    }),
    http.put(`${base}/api/mails/source`, async ({ request }) => {
      const text = await request.clone().text()
      return this.answer(request, () => {
        this.sources.push(text)
        return {
          id: '77',
          messageId: null,
          subject: '',
          from: { address: '', name: '' },
          sentAt: null,
          receivedAt: head.sentAt,
          direction: 'in',
          class: 'normal',
          trust: 1,
          state: 'filed',
          preview: '',
          attachments: 0,
        }
      })
    }),
  ]
  private async answer(request: Request, make: (body: Asked) => unknown) {
    if (this.away) return HttpResponse.error()
    if (this.refuses) return HttpResponse.json({ code: this.refuses, title: 'nein', status: 404 }, { status: 404 })
    const key = request.headers.get('Idempotency-Key')!
    const body = request.headers.get('Content-Type')?.includes('json') ? await request.json() : {}
    if (!this.answers.has(key)) this.answers.set(key, make(body as Asked))
    if (this.silent && this.sources.length > 0) return new Promise<never>(() => {})
    return HttpResponse.json(this.answers.get(key) as object)
  }
}

describe('the outbox', () => {
  let house: House
  const store = memoryStore()
  const begin = async (options: OutboxOptions = {}) => {
    const session = new Session({ base, store, language: () => 'de' })
    await session.signIn({ accessToken: 'a', refreshToken: 'r', accessUntil: head.sentAt })
    const outbox = new Outbox(session, store, options)
    await outbox.start()
    return outbox
  }
  const server = setupServer()
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(async () => {
    house = new House()
    server.use(...house.handlers)
    await store.set('outbox', null)
    await store.set('outbox-begun', null)
  })
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())

  it('is no detour while the server is there', async () => {
    const outbox = await begin()
    expect(await outbox.do(toCase, 'Frage zum Abo', source)).toMatchObject({ sent: true, result: { mailId: '55' } })
    expect([house.filed, house.sources, outbox.waiting.get()]).toEqual([['Frage zum Abo → case 4711'], [], []])
  })
  it('hands the source over only when the server lacks the mail', async () => {
    house.knows = false
    const outbox = await begin()
    expect(await outbox.do(toCase, 'Frage zum Abo', source)).toMatchObject({ sent: true, result: { mailId: '77' } })
    expect(house.sources).toHaveLength(1)
    expect(house.filed).toEqual(['77 → case 4711'])
  })
  it('keeps what cannot be told, in order, over a restart, and tells it once when the server is back', async () => {
    house.away = true
    house.knows = false
    const first = await begin()
    expect(await first.do(toCase, 'Frage zum Abo', source)).toEqual({ sent: false, key: expect.any(String) })
    expect(await first.do({ ...toCase, targets: [{ kind: 'contact', id: '10024' }] }, 'noch einmal', source)).toEqual({
      sent: false,
      key: expect.any(String),
    })
    const second = await begin()
    expect(second.waiting.get().map(({ label }) => label)).toEqual(['Frage zum Abo', 'noch einmal'])
    await second.send()
    expect(second.waiting.get()).toHaveLength(2)
    house.away = false
    await Promise.all([second.send(), second.send()])
    expect(second.waiting.get()).toEqual([])
    expect(house.filed).toEqual(['77 → case 4711', '77 → contact 10024'])
    expect(await store.get('outbox')).toBeNull()
  })
  it('tells the server once what was under way when the panel ended', async () => {
    const first = await begin()
    house.knows = false
    house.silent = true
    void first.do(toCase, 'unterwegs', source)
    await vi.waitFor(() => expect(house.sources).toHaveLength(1))
    house.silent = false
    const second = await begin()
    expect(second.waiting.get().map(({ label }) => label)).toEqual(['unterwegs'])
    await second.send()
    expect([second.waiting.get(), house.filed, house.sources.length]).toEqual([[], ['77 → case 4711'], 1])
    expect([await store.get('outbox'), await store.get('outbox-begun')]).toEqual([null, null])
  })
  it('sends what waits before what is new', async () => {
    house.away = true
    const outbox = await begin()
    await outbox.do(toCase, 'zuerst', source)
    house.away = false
    await outbox.do({ ...toCase, targets: [{ kind: 'contact', id: '10024' }] }, 'danach', source)
    expect(house.filed).toEqual(['Frage zum Abo → case 4711', 'Frage zum Abo → contact 10024'])
  })
  it('says at once what the server has against it', async () => {
    house.refuses = 'record-unknown'
    const outbox = await begin()
    await expect(outbox.do(toCase, 'Frage zum Abo', source)).rejects.toMatchObject({ code: 'record-unknown' })
    expect(outbox.waiting.get()).toEqual([])
  })
  it('keeps what is refused later for the user, and holds up nothing behind it', async () => {
    house.away = true
    const outbox = await begin()
    await outbox.do(toCase, 'eins', source)
    house.away = false
    house.refuses = 'record-unknown'
    await outbox.send()
    expect(outbox.waiting.get()).toMatchObject([{ label: 'eins', refused: { code: 'record-unknown' } }])
    house.refuses = null
    expect(await outbox.do({ ...toCase, targets: [{ kind: 'contact', id: '10024' }] }, 'zwei', source)).toMatchObject({ sent: true })
    await outbox.tryAgain(outbox.waiting.get()[0]!.key)
    expect([outbox.waiting.get(), house.filed]).toEqual([[], ['Frage zum Abo → contact 10024', 'Frage zum Abo → case 4711']])
  })
  it('keeps what nobody waited for when it is refused', async () => {
    house.refuses = 'record-unknown'
    const outbox = await begin()
    await outbox.put(toCase, 'eins')
    expect(outbox.waiting.get()).toMatchObject([{ label: 'eins', refused: { code: 'record-unknown' } }])
  })
  it('files a mail that was sent where the server says, once it can be asked', async () => {
    house.away = true
    const outbox = await begin()
    await outbox.put({ kind: 'sent', caseId: null, question: { subject: head.subject }, head, rebuilt: null }, 'Antwort')
    await outbox.put({ kind: 'sent', caseId: null, question: { subject: 'privat' }, head, rebuilt: null }, 'Privat')
    expect(outbox.waiting.get()).toHaveLength(2)
    house.away = false
    await outbox.send()
    expect([outbox.waiting.get(), house.filed]).toEqual([[], ['Frage zum Abo → case 4711']])
  })
  it('waits for a mail that the program will have later, and sends the others meanwhile', async () => {
    house.knows = false
    const here = new Set<string>()
    const sourceLater = () => () => (here.has('mail') ? source() : Promise.reject(new Problem('host-no-answer')))
    const outbox = await begin({ sourceLater })
    await outbox.put(toCase, 'eins')
    expect(outbox.waiting.get()).toMatchObject([{ label: 'eins', refused: null }])
    here.add('mail')
    await outbox.send()
    expect([outbox.waiting.get(), house.filed]).toEqual([[], ['77 → case 4711']])
  })
  it('keeps the source of a mail that waits: a program that crashes may not know its copy any more', async () => {
    house.away = true
    house.knows = false
    let isThere = true
    const sourceLater = () => () => (isThere ? source() : Promise.reject(new Problem('host-no-answer')))
    const outbox = await begin({ sourceLater })
    await outbox.put({ kind: 'sent', caseId: '4711', question: { subject: head.subject }, head, rebuilt: null }, 'Antwort')
    isThere = false
    house.away = false
    await outbox.send()
    expect(outbox.waiting.get()).toMatchObject([{ label: 'Antwort', work: { rebuilt: expect.stringMatching(/^[\w+/]+=*$/) } }])
  })
  it('lets go of what the user no longer wants', async () => {
    house.away = true
    const outbox = await begin()
    await outbox.do(toCase, 'eins', source)
    await outbox.letGo(outbox.waiting.get()[0]!.key)
    house.away = false
    await outbox.send()
    expect([outbox.waiting.get(), house.filed]).toEqual([[], []])
  })
  it('says that it needs the mail when neither the server nor the panel has it any more', async () => {
    house.away = true
    house.knows = false
    const outbox = await begin()
    await outbox.do(toCase, 'eins')
    house.away = false
    await outbox.send()
    expect(outbox.waiting.get()).toMatchObject([{ refused: { code: 'outbox-needs-mail' } }])
  })

  describe('in a program that may end at any moment', () => {
    const beginKeeping = async (options: OutboxOptions = {}) => {
      const session = new Session({ base, store, language: () => 'de' })
      await session.signIn({ accessToken: 'a', refreshToken: 'r', accessUntil: head.sentAt })
      const outbox = new Outbox(session, store, { keepFirst: true, ...options })
      await outbox.start()
      return outbox
    }
    it('keeps a change before it is sent, and nothing of it when it is done', async () => {
      const outbox = await beginKeeping()
      const kept: unknown[] = []
      outbox.waiting.watch(() => kept.push(outbox.waiting.get().map(({ label }) => label)))
      expect(await outbox.do(toCase, 'Frage zum Abo', source)).toMatchObject({ sent: true, result: { mailId: '55' } })
      expect(kept).toEqual([['Frage zum Abo'], []])
      expect(await store.get('outbox')).toBeNull()
    })
    it('tells each of several at once what became of it, and the server each once', async () => {
      const outbox = await beginKeeping()
      const all = await Promise.all(['eins', 'zwei', 'drei'].map((label) => outbox.do(toCase, label, source)))
      expect(all.map(({ sent }) => sent)).toEqual([true, true, true])
      expect(house.filed).toHaveLength(3)
    })
    it('says at once what the server has against it, and keeps it no longer', async () => {
      house.refuses = 'record-unknown'
      const outbox = await beginKeeping()
      await expect(outbox.do(toCase, 'Frage zum Abo', source)).rejects.toMatchObject({ code: 'record-unknown' })
      expect(outbox.waiting.get()).toEqual([])
    })
    it('asks the mail program for a mail that is no longer open, and tells what was sent late', async () => {
      house.away = true
      const sent: string[] = []
      const outbox = await beginKeeping({ sourceLater: () => source, onSent: ({ label }) => sent.push(label) })
      expect(await outbox.do(toCase, 'später')).toMatchObject({ sent: false })
      house.away = false
      house.knows = false
      await outbox.send()
      expect([sent, house.filed]).toEqual([['später'], ['77 → case 4711']])
    })
  })
})
