import { world } from '@postakte/shared/world/world'
import { ImapFlow } from 'imapflow'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../config'
import type { Db } from '../../../db/db'
import { loadDirectory } from '../../../demo/load-directory'
import { addMailbox, changeMailbox, type NewMailbox, openMailboxes } from '../../../mailboxes/mailboxes'
import { dovecotPath, leftOut } from '../../../testing/components'
import { openEither } from '../../../testing/databases'
import { startDovecot, type TestDovecot } from '../../../testing/dovecot'
import { mailBytes } from '../../../testing/mail'
import { until as waitUntil } from '../../../testing/until'
import { type Intake, startIntake } from '../../intake'
import { makeReceive } from '../../receive'
import { ImapSource } from './watching'

const log = pino({ level: 'silent' })
const secretKey = 'k'.repeat(32)
const config = { ...readConfig({ POSTAKTE_SECRET_KEY: secretKey, POSTAKTE_DATA: '/nonexistent' }), POSTAKTE_WORKERS: 1 }
const mail = (n: number) =>
  mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject: `Anfrage ${n}`, messageId: `t${n}@huber-verlag.example` })
const mails = (count: number) => Array.from({ length: count }, (_, n) => mail(n))

describe.skipIf(leftOut('trouble with IMAP', 'Dovecot', dovecotPath()))('the IMAP source, on a real Dovecot with troubles', () => {
  let dovecot: TestDovecot
  let db: Db
  let stops: (() => Promise<void>)[] = []
  let user = 0

  beforeAll(async () => {
    dovecot = await startDovecot({
      more: 'mail_plugins = acl\nprotocol imap {\n  mail_plugins = acl imap_acl\n}\nplugin {\n  acl = vfile\n}\n',
    })
  })
  afterAll(() => dovecot?.stop())
  beforeEach(async () => {
    user++
    db = await openEither()
    await loadDirectory(db, world)
  })
  afterEach(async () => {
    for (const stop of stops) await stop()
    stops = []
    await db.close()
  })

  const login = () => `trouble${user}`
  const mailbox = (change: Partial<NewMailbox> = {}): NewMailbox => {
    const server = { name: 'crm', host: '127.0.0.1', port: dovecot.port, security: 'none', login: login(), auth: 'password' } as const
    return { ...server, secret: 'geheim', folder: 'INBOX', afterwards: 'move', moveTo: 'Abgelegt', intervalSeconds: 1, ...change }
  }
  const start = async (): Promise<Intake> => {
    const intake = await startIntake({ db, config, log, everyMillis: 200 })
    stops.push(() => intake.stop())
    return intake
  }
  const one = async (query: string) => (await db.query<{ value: unknown }>(query))[0]?.value
  const count = (table: string) => one(`select count(*)::int as value from ${table}`)
  const problem = () => one(`select problem->>'code' as value from mailboxes where active`)
  const until = (isSo: () => Promise<boolean>) => waitUntil(isSo, async () => `the mailbox says ${await problem()}`)

  it('takes everything in once when the folder of filed mails may not be written to, and makes up for it', async () => {
    dovecot.setRights(login(), 'Abgelegt', 'lr')
    dovecot.deliver(login(), mail(1))
    await addMailbox(db, mailbox(), secretKey)
    const intake = await start()
    await until(async () => (await problem()) === 'mailbox-move')
    dovecot.deliver(login(), mail(2))
    await until(async () => (await count('mails')) === 2)
    expect([await count('sightings'), dovecot.files(login()).length]).toEqual([2, 2])
    dovecot.setRights(login(), 'Abgelegt', 'lrwstipekxa')
    // This Dovecot looks at rights once a connection.
    await intake.stop()
    await start()
    await until(async () => dovecot.files(login(), 'Abgelegt').length === 2)
    await until(async () => (await problem()) === null)
    expect(await count('sightings')).toBe(2)
  })

  it('says so when the folder of filed mails is missing and may not be made', async () => {
    dovecot.setRights(login(), 'Archiv', 'lr')
    dovecot.deliver(login(), mail(1))
    await addMailbox(db, mailbox({ moveTo: 'Archiv.Abgelegt' }), secretKey)
    await start()
    await until(async () => (await problem()) === 'mailbox-move')
    expect([await count('sightings'), dovecot.files(login()).length]).toEqual([1, 1])
  })

  it('leaves no gap when another client expunges mails while the folder is being taken in', async () => {
    dovecot.deliverAll(login(), mails(450))
    await addMailbox(db, mailbox({ afterwards: 'read', moveTo: null }), secretKey)
    const [box] = await openMailboxes(db, secretKey)
    const other = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: login(), pass: 'geheim' },
      logger: false,
    })
    await other.connect()
    stops.push(() => other.logout())
    await other.mailboxOpen('INBOX')
    const store = makeReceive(db)
    let expunged = false
    const receive: typeof store = async (arrivals) => {
      if (!expunged) expunged = await other.messageDelete('420:430', { uid: true })
      return store(arrivals)
    }
    const source = new ImapSource({ mailbox: box!, db, receive, log, maxBytes: 200_000 })
    stops.push(() => source.stop())
    source.start()
    await until(async () => (await count('sightings')) === 439)
    await until(async () => (await one(`select uid::int as value from mailbox_cursors`)) === 450)
    expect([expunged, await problem()]).toEqual([true, null])
  })

  it('makes no second mail of an account that moves to another server with all its mails', async () => {
    const other = await startDovecot()
    stops.push(() => other.stop())
    dovecot.deliverAll(login(), mails(120))
    await addMailbox(db, mailbox({ afterwards: 'leave', moveTo: null }), secretKey)
    await start()
    await until(async () => (await count('mails')) === 120)
    const filed = await count('filings')
    other.deliver(login(), mail(999))
    other.deliverAll(login(), mails(120))
    await changeMailbox(db, mailbox({ afterwards: 'leave', moveTo: null, host: 'localhost', port: other.port }), secretKey)
    await until(async () => (await one(`select count(*)::int as value from sightings where state = 'processed'`)) === 241)
    expect([await count('mails'), await count('activities'), Number(await count('filings')) - Number(filed)]).toEqual([121, 121, 1])
  })
})
