import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../config'
import { databases } from '../../testing/databases'
import { mailBytes } from '../../testing/mail'
import type { Arrival } from '../arrival'
import { startProcessing } from '../intake'
import { conversationId } from './thread-index'

const root = Buffer.from('01dcaa33766c9bf792a37641479 0d99da4e8ed31eab6'.replace(/ /g, ''), 'hex').subarray(0, 22)
const index = (...answers: readonly number[]) => Buffer.concat([root, ...answers.map((byte) => Buffer.alloc(5, byte))]).toString('base64')
const idOf = (value: string) => conversationId([{ name: 'thread-index', value }])

describe('the conversation that Outlook names', () => {
  it('is the same for a mail and all answers to it', () => {
    expect(idOf(index())).toMatch(/^<thread-index [0-9a-f]{44}>$/)
    expect(idOf(index(1, 2))).toBe(idOf(index()))
    expect(idOf(`${index(1).slice(0, 20)} ${index(1).slice(20)}`)).toBe(idOf(index()))
  })
  it.each(['', 'AQHc', 'nicht von Outlook!', `${index()}AAAA`, 'A'.repeat(100_000)])('is nothing for %.20s', (value) => {
    expect(idOf(value)).toBeNull()
  })
})

const config = { ...readConfig({ POSTAKTE_SECRET_KEY: 'a'.repeat(32), POSTAKTE_DATA: '/nonexistent' }), POSTAKTE_WORKERS: 1 }
let uid = 0n
const arrival = (headers: Parameters<typeof mailBytes>[0]): Arrival => ({
  source: 'folder',
  mailboxId: null,
  folder: 'in',
  uidValidity: null,
  uid: ++uid,
  receivedAt: new Date(),
  bytes: mailBytes(headers),
})

describe.each(databases)('threads, on $name', (database) => {
  afterAll(() => database.close())
  it('join an answer whose References were taken away, and answers to one mail that never came', async () => {
    const db = await database.open()
    const intake = await startProcessing({ db, config, log: pino({ level: 'silent' }) })
    const from = 'Anna Huber <anna@huber-verlag.example>'
    await intake.receive([
      arrival({ from, subject: 'Abo', messageId: 'a@x', headers: [`Thread-Index: ${index()}`] }),
      arrival({ from, subject: 'AW: Abo', messageId: 'b@x', headers: [`Thread-Index: ${index(7)}`] }),
      arrival({ from, subject: 'AW: alle', messageId: 'c@x', headers: ['In-Reply-To: <nie@x>'] }),
      arrival({ from: 'Ben <ben@y>', subject: 'AW: AW: alle', messageId: 'd@y', headers: ['References: <nie@x>'] }),
      arrival({ from, subject: 'Anderes', messageId: 'e@x' }),
    ])
    await intake.settle()
    const rows = await db.query<{ ids: string }>(
      `select string_agg(message_id, ' ' order by message_id) as ids from mails group by thread_key order by 1`,
    )
    expect(rows.map(({ ids }) => ids)).toEqual(['a@x b@x', 'c@x d@y', 'e@x'])
    await intake.stop()
    await db.close()
  })
})
