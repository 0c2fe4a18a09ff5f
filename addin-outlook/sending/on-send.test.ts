import { sessionRoutes } from '@postakte/shared/api/sessions'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { onMessageSend, type Verdict } from './on-send'
import { renewalPath } from './server'

type Done = (result: unknown) => void
const gives = (value: unknown) => (done: Done) => done({ status: 'succeeded', value })
const anna = { displayName: 'Anna Huber', emailAddress: 'anna@huber-verlag.example' }
const lent = JSON.stringify({ base: 'https://crm.sonnberg.example', token: 'geheim' })
const abo = { id: '1', number: '4711', title: 'Abo-Umstellung', status: 'open', private: false, tag: '[VG=4711-x7k]', by: 'answers' }
const fine = { case: abo, candidates: [], findings: [], tagForSubject: null, announced: true, bcc: null }

/** A draft as Outlook of that Mailbox set shows it, and what is done to it. */
function outlook({ text = 'Guten Tag.', more = {}, set = 14 }: { text?: string; more?: object; set?: number } = {}) {
  const session = new Map([['postakte-lent', lent]])
  const done: Record<string, unknown> = {}
  const item = {
    itemType: 'message',
    inReplyTo: '<frage@huber-verlag.example>',
    to: { getAsync: gives([anna]) },
    cc: { getAsync: gives([]) },
    bcc: { getAsync: gives([]), addAsync: (list: string[], to: Done) => gives((done.bcc = list))(to) },
    from: { getAsync: gives(anna) },
    subject: { getAsync: gives('AW: Frage'), setAsync: (subject: string, to: Done) => gives((done.subject = subject))(to) },
    body: { getAsync: (_: string, to: Done) => gives(text)(to) },
    sessionData: {
      getAsync: (name: string, to: Done) => gives(session.get(name) ?? '')(to),
      setAsync: (name: string, value: string, to: Done) => gives(session.set(name, value))(to),
    },
    internetHeaders: {
      setAsync: (headers: object, to: Done) => gives(Object.assign(done, headers))(to),
      removeAsync: (_: unknown, to: Done) => gives(null)(to),
    },
    ...more,
  }
  vi.stubGlobal('Office', {
    context: {
      displayLanguage: 'de-DE',
      requirements: { isSetSupported: (_: string, wanted: string) => Number(wanted.split('.')[1]) <= set },
      mailbox: { userProfile: { emailAddress: 'n.stein@sonnberg.example' }, item },
    },
  })
  return done
}
/** The server answers like this; what it was asked. */
function server(answer: () => Promise<Response>) {
  const asked: { readonly url: string; readonly method: string; readonly body: any }[] = []
  vi.stubGlobal('fetch', (url: string, { method, body }: { method: string; body: string }) => {
    asked.push({ url, method, body: JSON.parse(body) })
    return answer()
  })
  return asked
}
const sent = async () => {
  let verdict: Verdict | null = null
  await onMessageSend({ completed: (given) => (verdict = given) })
  return verdict as Verdict | null
}
afterEach(() => vi.unstubAllGlobals())

describe('on sending in Outlook', () => {
  it('one question with what is answered, and the mail goes with its token', async () => {
    const done = outlook()
    const asked = server(async () => Response.json({ ...fine, bcc: 'crm@sonnberg.example', tagForSubject: '[VG=4711-x7k]' }))
    expect(await sent()).toEqual({ allowEvent: true })
    expect(asked).toMatchObject([
      { method: 'PUT', body: { thread: ['frage@huber-verlag.example'], passed: [], mailbox: 'n.stein@sonnberg.example' } },
    ])
    expect(asked[0]!.url).toBe(`https://crm.sonnberg.example/api/sending/${done['x-postakte-sending']}`)
    expect(done).toMatchObject({ bcc: ['crm@sonnberg.example'], subject: 'AW: Frage [VG=4711-x7k]' })
  })
  it('what was found here announces nothing, and all that was found is said', async () => {
    const done = outlook({ text: 'Guten Tag {{Name}}' })
    const findings = [1, 2, 3].map((one) => ({ kind: 'stranger', address: `fremd-${one}@anderswo.example`, contact: null }))
    const asked = server(async () => Response.json({ ...fine, findings }))
    const verdict = await sent()
    expect([verdict?.allowEvent, verdict?.errorMessage?.split('\n').slice(1, 5)]).toEqual([
      false,
      [...[1, 2, 3].map((one) => `fremd-${one}@anderswo.example gehört nicht zum Vorgang 4711 „Abo-Umstellung“.`), 'und 1 weitere.'],
    ])
    expect([asked[0]!.url, done]).toEqual(['https://crm.sonnberg.example/api/sending/check', {}])
  })
  it.each([
    ['the server is away', async () => Promise.reject(new TypeError('away'))],
    ['it refuses', async () => new Response('{}', { status: 403 })],
    ['it answers nonsense', async () => new Response('<html>', { status: 200 })],
  ])('the mail goes when %s', async (_, answer) => {
    outlook()
    server(answer)
    expect(await sent()).toEqual({ allowEvent: true })
  })
  it.each([
    ['nothing of the draft can be read', { sessionData: undefined }],
    ['Outlook refuses the token', { internetHeaders: undefined }],
    ['it is no message', { itemType: 'appointment' }],
  ])('the mail goes when %s', async (_, more) => {
    outlook({ more })
    server(async () => Response.json(fine))
    expect(await sent()).toEqual({ allowEvent: true })
  })
  it('a draft with a placeholder is stopped without any server, too', async () => {
    outlook({ text: '{{Name}}' })
    server(async () => Promise.reject(new TypeError('away')))
    expect((await sent())?.allowEvent).toBe(false)
  })
  it('renews its access where the panel does', () => {
    expect(renewalPath).toBe(sessionRoutes.renewSession.path)
  })
})
