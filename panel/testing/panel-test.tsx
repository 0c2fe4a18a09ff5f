import { cleanup, render } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { Panel } from '../app/panel'
import type { PanelParts } from '../app/panel-context'
import { panelParts } from '../app/start-panel'
import { FakeHost } from '../host/fake-host'
import type { OpenItem } from '../host/mail-host'
import { answersOfWorld } from './answers'
import './patience'
import { base, question, source } from './world'

export interface Asked {
  /** 'POST /api/activities?limit=20' */
  readonly what: string
  readonly body: unknown
  /** Idempotency-Key. */
  readonly key?: string | null
}
type Answer = unknown | ((asked: Asked) => unknown)
/** 'GET /api/contacts/11', with or without its query; 'PUT /api/sending/*' where the last part is the program's own. */
export type Answers = Record<string, Answer>

export interface PanelTest {
  readonly host: FakeHost
  readonly parts: PanelParts
  /** Beside what the world answers; may be changed while the test runs. */
  readonly answers: Answers
  readonly asked: readonly Asked[]
  /** As the event stream tells it. */
  readonly happen: (event: { readonly kind: string; readonly data: Record<string, unknown> }) => void
  /** The line of events is cut. */
  readonly cut: () => void
  readonly open: (item?: OpenItem | null) => void
  readonly bodiesOf: (what: string) => unknown[]
}

/** The panel of a clerk who is signed in, with a server that answers by a list; what nobody expected fails the test. */
export function panelTest(): PanelTest {
  const server = setupServer()
  const test = { answers: {} as Answers, asked: [] as Asked[], unexpected: [] as string[] }
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null
  let lastEvent = 0
  let now: { host: FakeHost; parts: PanelParts }
  const send = (text: string) => stream?.enqueue(new TextEncoder().encode(text))

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(async () => {
    test.answers = { ...answersOfWorld }
    test.asked.length = 0
    test.unexpected.length = 0
    server.use(
      http.get(`${base}/api/events`, () => {
        const body = new ReadableStream<Uint8Array>({ start: (controller) => void (stream = controller) })
        send('event: hello\ndata: {}\n\n')
        return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } })
      }),
      http.delete(`${base}/api/presence/:window`, ({ params }) => {
        test.asked.push({ what: 'DELETE /api/presence', body: { window: params.window } })
        return new HttpResponse(null, { status: 204 })
      }),
      http.all(`${base}/*`, async ({ request }) => {
        const { pathname, search } = new URL(request.url)
        const text = await request.text()
        const what = `${request.method} ${pathname}${search}`
        const asked = { what, body: text === '' ? undefined : readable(text), key: request.headers.get('Idempotency-Key') }
        test.asked.push(asked)
        const key = [what, `${request.method} ${pathname}`, `${request.method} ${pathname.replace(/[^/]+$/, '*')}`].find((one) =>
          Object.hasOwn(test.answers, one),
        )
        if (key === undefined) test.unexpected.push(asked.what)
        const answer = key === undefined ? HttpResponse.error() : test.answers[key]
        const given = await (typeof answer === 'function' ? (answer as (one: Asked) => unknown)(asked) : answer)
        return given instanceof Response
          ? given
          : given === undefined
            ? new HttpResponse(null, { status: 204 })
            : HttpResponse.json(given as object)
      }),
    )
    const host = new FakeHost()
    const parts = panelParts(host, { base, language: 'de' })
    await parts.session.signIn({ accessToken: 'a', refreshToken: 'r', accessUntil: question.sentAt! })
    now = { host, parts }
  })
  afterEach(() => {
    cleanup()
    server.resetHandlers()
    expect(test.unexpected).toEqual([])
  })
  afterAll(() => server.close())

  return {
    get host() {
      return now.host
    },
    get parts() {
      return now.parts
    },
    get answers() {
      return test.answers
    },
    asked: test.asked,
    happen: ({ kind, data }) =>
      send(`id: ${++lastEvent}\nevent: change\ndata: ${JSON.stringify({ kind, data, at: question.sentAt, by: null })}\n\n`),
    cut: () => stream?.close(),
    open: (item = question) => {
      now.host.show(item, source)
      render(<Panel parts={now.parts} />)
    },
    bodiesOf: (what) => test.asked.filter((one) => one.what === what).map(({ body }) => body),
  }
}

/** A mail's source is no JSON. */
function readable(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
/** The server says no. */
export const refusal = (code: string, title: string, status = 409) => HttpResponse.json({ code, title, status }, { status })
/** The server is not there. */
export const away = () => HttpResponse.error()
