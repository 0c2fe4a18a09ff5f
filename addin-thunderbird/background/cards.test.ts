import type { ReadMail } from '@postakte/panel/host/mail-host'
import { Problem } from '@postakte/shared/model/problem'
import { beforeEach, describe, expect, it } from 'vitest'
import { cardOf, forgetCards } from './cards'
import type { Parts } from './parts'

const mail: ReadMail = {
  kind: 'read',
  key: 'anna-1',
  messageId: 'anna-1@huber-verlag.example',
  thread: [],
  people: [{ role: 'from', name: 'Anna Huber', address: 'anna@huber-verlag.example' }],
  subject: 'Wann kommt das Heft?',
  sentAt: null,
  attachments: [],
  mailbox: null,
}

describe('the background has asked who writes', () => {
  beforeEach(forgetCards)

  /** What waits for the server, what the server answers, and how often the waiting was sent on. */
  const asked = async (waiting: readonly { refused: object | null }[], answer: () => Promise<unknown>) => {
    let sent = 0
    const outbox = { waiting: { get: () => waiting }, send: async () => void sent++ }
    const all = { session: { ask: answer }, outbox } as unknown as Parts
    await cardOf(all, mail, null).catch(() => {})
    return sent
  }
  const answers = async () => ({ validator: 'v1', card: {} })

  it('an answer shows that the server is there: what waits for it goes out', async () => {
    expect(await asked([{ refused: null }], answers)).toBe(1)
  })
  it('what was refused waits for the user, and nothing waits for nobody', async () => {
    expect(await asked([{ refused: { code: 'not-found' } }], answers)).toBe(0)
    forgetCards()
    expect(await asked([], answers)).toBe(0)
  })
  it('without an answer it waits on', async () => {
    const away = () => Promise.reject(new Problem('server-unreachable', {}))
    expect(await asked([{ refused: null }], away)).toBe(0)
  })
})
