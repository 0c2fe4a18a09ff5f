import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../db/db'
import { addMailbox, type NewMailbox, openMailboxes } from '../../../mailboxes/mailboxes'
import { openEither } from '../../../testing/databases'
import { type ImapLiar, type Lies, startImapLiar } from '../../../testing/imap-liar'
import { mailBytes } from '../../../testing/mail'
import { until as waitUntil } from '../../../testing/until'
import { makeReceive } from '../../receive'
import { ImapSource } from './watching'

const secretKey = 'k'.repeat(32)
const mail = (n: number) =>
  mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject: `Anfrage ${n}`, messageId: `m${n}@huber-verlag.example` })

describe('the IMAP source, on a server that lies', () => {
  let db: Db
  let liar: ImapLiar
  let source: ImapSource | null = null

  beforeEach(async () => {
    db = await openEither()
  })
  afterEach(async () => {
    await source?.stop()
    await liar.stop()
    await db.close()
  })

  const add = async (capabilities: string, lies: Lies = {}, change: Partial<NewMailbox> = {}) => {
    liar = await startImapLiar(capabilities, lies)
    const server = { name: 'crm', host: '127.0.0.1', port: liar.port, security: 'none', login: 'crm', auth: 'password' } as const
    const way = { secret: 'geheim', folder: 'INBOX', afterwards: 'move', moveTo: 'Abgelegt', intervalSeconds: 1 } as const
    await addMailbox(db, { ...server, ...way, ...change }, secretKey)
  }
  const start = async () => {
    const [mailbox] = await openMailboxes(db, secretKey)
    source = new ImapSource({ mailbox: mailbox!, db, receive: makeReceive(db), log: pino({ level: 'silent' }), maxBytes: 200_000 })
    source.start()
  }
  const until = (isSo: () => boolean | Promise<boolean>) => waitUntil(isSo, () => `the server was asked:\n${liar.commands.join('\n')}`)
  const keptSizes = async () => (await db.query<{ size: number }>('select size from originals order by size')).map(({ size }) => size)
  const moves = () => liar.commands.filter((command) => /^UID MOVE/.test(command))
  const cursor = async () => (await db.query<{ uid: string }>('select uid::text from mailbox_cursors'))[0]?.uid
  const problem = async () => (await db.query<{ problem: { code: string } | null }>('select problem from mailboxes'))[0]!.problem?.code

  it('moves only what it was handed', async () => {
    await add('IMAP4rev1 UIDPLUS MOVE')
    liar.tell([
      { uid: 1, bytes: mail(1), handsOver: false },
      { uid: 2, bytes: mail(2) },
    ])
    await start()
    await until(() => moves().length > 0)
    expect(moves().map((command) => command.split(' ')[2])).toEqual(['2'])
  })

  it('keeps nothing that is shorter than the server said', async () => {
    await add('IMAP4rev1 UIDPLUS MOVE')
    liar.tell([{ uid: 1, bytes: mail(1), toldSize: mail(1).length + 1 }])
    await start()
    await until(async () => (await problem()) === 'mailbox-failed')
    expect([await keptSizes(), moves()]).toEqual([[], []])
  })

  it('keeps a mail that was given the UID of another one before it moves it', async () => {
    await add('IMAP4rev1 UIDPLUS MOVE')
    liar.tell([{ uid: 1, bytes: mail(1) }])
    await start()
    await until(() => moves().length === 1)
    await source!.stop()
    liar.tell([{ uid: 1, bytes: mail(2) }])
    await start()
    await until(() => moves().length === 2)
    expect((await keptSizes()).length).toBe(2)
  })

  it('expunges nothing where it could only expunge what others deleted', async () => {
    await add('IMAP4rev1')
    liar.tell([{ uid: 1, bytes: mail(1) }])
    await start()
    await until(async () => (await problem()) === 'mailbox-cannot-move')
    expect((await keptSizes()).length).toBe(1)
    expect(liar.commands.filter((command) => /EXPUNGE|STORE|COPY/.test(command))).toEqual([])
  })

  it.each([
    ['missing', '[PERMANENTFLAGS ()]'],
    ['0', '[UIDVALIDITY 0]'],
    ['no number', '[UIDVALIDITY x]'],
    ['above 2³²', '[UIDVALIDITY 4294967296]'],
    ['above what a database holds', '[UIDVALIDITY 99999999999999999999]'],
  ])('takes nothing in where UIDVALIDITY is %s, and says so', async (_, uidValidity) => {
    await add('IMAP4rev1 UIDPLUS MOVE', { uidValidity })
    liar.tell([{ uid: 1, bytes: mail(1) }])
    await start()
    await until(async () => (await problem()) === 'mailbox-uidvalidity')
    expect([await keptSizes(), moves()]).toEqual([[], []])
  })

  it('takes in the others when somebody expunges a mail between listing and fetching', async () => {
    await add('IMAP4rev1 UIDPLUS MOVE')
    liar.tell([
      { uid: 1, bytes: mail(1), vanishes: true },
      { uid: 2, bytes: mail(2) },
      { uid: 3, bytes: mail(3), vanishes: true },
    ])
    await start()
    await until(async () => (await cursor()) === '3')
    expect([(await keptSizes()).length, moves().map((command) => command.split(' ')[2]), await problem()]).toEqual([1, ['2'], undefined])
  })

  const full = { 'UID MOVE': 'NO [OVERQUOTA] Quota exceeded (mailbox for user is full)', 'UID COPY': 'NO [OVERQUOTA] Quota exceeded' }
  it.each([
    ['move', 'IMAP4rev1 UIDPLUS MOVE'],
    ['copy', 'IMAP4rev1 UIDPLUS'],
  ])('goes on taking mail in when the folder to %s it to is full, and says what to do', async (_, capabilities) => {
    await add(capabilities, { answers: full })
    liar.tell([{ uid: 1, bytes: mail(1) }])
    await start()
    await until(async () => (await problem()) === 'mailbox-move-full')
    liar.tell([
      { uid: 1, bytes: mail(1) },
      { uid: 2, bytes: mail(2) },
    ])
    await until(async () => (await keptSizes()).length === 2)
    expect(await problem()).toBe('mailbox-move-full')
    expect(liar.commands.filter((command) => /EXPUNGE|STORE|CREATE/.test(command))).toEqual([])
  })

  it('moves what is left as soon as the folder takes it', async () => {
    const answers: Record<string, string> = { ...full }
    await add('IMAP4rev1 UIDPLUS MOVE', { answers })
    liar.tell([{ uid: 1, bytes: mail(1) }])
    await start()
    await until(async () => (await problem()) === 'mailbox-move-full')
    delete answers['UID MOVE']
    await until(async () => (await problem()) === undefined)
    expect([(await keptSizes()).length, await cursor()]).toEqual([1, '1'])
  })

  it('says so when mails cannot be marked as read, and takes them in', async () => {
    await add('IMAP4rev1', { answers: { 'UID STORE': 'NO [NOPERM] read-only' } }, { afterwards: 'read', moveTo: null })
    liar.tell([{ uid: 1, bytes: mail(1) }])
    await start()
    await until(async () => (await problem()) === 'mailbox-mark')
    expect((await keptSizes()).length).toBe(1)
  })
})
