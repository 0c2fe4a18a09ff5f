import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import { world } from '@postakte/shared/world/world'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../config'
import type { Db } from '../../../db/db'
import { loadDirectory } from '../../../demo/load-directory'
import { listMailboxes } from '../../../mailboxes/mailbox.command'
import { addMailbox, type NewMailbox, openMailboxes } from '../../../mailboxes/mailboxes'
import { tryMailbox } from '../../../mailboxes/try-mailbox'
import { dovecotPath, leftOut } from '../../../testing/components'
import { openEither } from '../../../testing/databases'
import { startDovecot, type TestDovecot } from '../../../testing/dovecot'
import { mailBytes } from '../../../testing/mail'
import { freePort } from '../../../testing/postgres'
import { until } from '../../../testing/until'
import { type Intake, startIntake } from '../../intake'
import { readImapFolder } from '../archive/imap-folder'
import { importAll } from '../archive/import-archive.command'

const log = pino({ level: 'silent' })
const secretKey = 'k'.repeat(32)
const config = {
  ...readConfig({ POSTAKTE_SECRET_KEY: secretKey, POSTAKTE_DATA: '/nonexistent' }),
  POSTAKTE_WORKERS: 1,
  POSTAKTE_MAX_MAIL_BYTES: 200_000,
}

describe.skipIf(leftOut('IMAP source', 'Dovecot', dovecotPath()))('the IMAP source, on a real Dovecot', () => {
  let dovecot: TestDovecot
  let db: Db
  let intake: Intake | null = null
  let user = 0

  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot?.stop())
  beforeEach(async () => {
    user++
    db = await openEither()
    await loadDirectory(db, world)
  })
  afterEach(async () => {
    await intake?.stop()
    intake = null
    await db.close()
  })

  const login = () => `crm${user}`
  const mailbox = (change: Partial<NewMailbox> = {}): NewMailbox => ({
    name: `crm${Math.random()}`,
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none',
    login: login(),
    auth: 'password',
    secret: 'geheim',
    folder: 'INBOX',
    afterwards: 'read',
    moveTo: null,
    intervalSeconds: 1,
    ...change,
  })
  const start = async (...boxes: NewMailbox[]) => {
    for (const box of boxes) await addMailbox(db, box, secretKey)
    intake = await startIntake({ db, config, log })
  }
  const mail = (n: number, text = `Nummer ${n}`) =>
    mailBytes({
      from: 'Anna Huber <anna@huber-verlag.example>',
      subject: `Anfrage ${n}`,
      messageId: `m${n}@huber-verlag.example`,
      text,
    })
  const count = async (table: string) => (await db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n
  const problemOf = async () =>
    (await db.query<{ problem: { code: string } | null }>(`select problem from mailboxes`))[0]?.problem?.code ?? null

  it('takes in what lies there and what comes later, and marks it as read', async () => {
    dovecot.deliver(login(), mail(1))
    await start(mailbox({ intervalSeconds: 60 }))
    await until(async () => (await count('mails')) === 1)
    dovecot.deliver(login(), mail(2))
    await until(async () => (await count('mails')) === 2)
    await until(async () => dovecot.files(login()).every((name) => /,.*S/.test(name)))
    expect(await count('filings')).toBe(2)
  })

  it('moves what it has taken in to the folder of choice, making it when it is missing', async () => {
    dovecot.deliver(login(), mail(1))
    await start(mailbox({ afterwards: 'move', moveTo: 'Abgelegt' }))
    await until(async () => dovecot.files(login(), 'Abgelegt').length === 1)
    // A Maildir shows a mail in both folders while it moves.
    await until(async () => dovecot.files(login()).length === 0)
    await until(async () => (await count('mails')) === 1)
  })

  it('leaves private mail where it is, unread, moves what came with it, and does not ask for it again', async () => {
    const privateMail = mailBytes({
      from: 'b@huber-verlag.example',
      subject: 'Kur',
      messageId: 'kur@x',
      headers: ['Sensitivity: Personal'],
    })
    dovecot.deliver(login(), mail(1))
    dovecot.deliver(login(), privateMail)
    dovecot.deliver(login(), mail(2))
    const box = mailbox({ afterwards: 'move', moveTo: 'Abgelegt' })
    await start(box)
    await until(async () => dovecot.files(login(), 'Abgelegt').length === 2)
    await intake!.stop()
    intake = await startIntake({ db, config, log })
    dovecot.deliver(login(), mail(3))
    await until(async () => dovecot.files(login(), 'Abgelegt').length === 3)
    await until(async () => dovecot.files(login()).length === 1)
    expect(dovecot.files(login())).toEqual([expect.not.stringMatching(/,.*S/)])
    await until(async () => (await count('mails')) === 3)
    expect(await count('left_mails')).toBe(1)
    const lines: string[] = []
    const io = { language: 'de' as const, out: (line: string) => lines.push(line), err: () => {} }
    await listMailboxes(db, io)
    expect(lines).toEqual([
      expect.stringMatching(/: in Ordnung; private Mails, die nicht aufgenommen sind: 1, die neueste vom \d{4}-\d\d-\d\d$/),
    ])
  })

  it('takes in a mail that somebody read before us', async () => {
    dovecot.deliver(login(), mail(1))
    await start(mailbox())
    await until(async () => (await count('mails')) === 1)
    await intake!.stop()
    await db.query(`update mailbox_cursors set uid = 0`)
    await db.query(`update mailboxes set active = false`)
    await start(mailbox())
    await until(async () => (await count('sightings')) === 2)
    expect(await count('mails')).toBe(1)
  })

  it('makes no second mail when UIDVALIDITY changes', async () => {
    for (let n = 0; n < 20; n++) dovecot.deliver(login(), mail(n))
    await start(mailbox())
    await until(async () => (await count('mails')) === 20)
    // Dovecot would write the old number again for a client that is there.
    await intake!.stop()
    dovecot.resetUidValidity(login())
    intake = await startIntake({ db, config, log })
    await until(async () => (await count('sightings')) === 40)
    expect(await count('mails')).toBe(20)
  })

  it('makes one mail of one that reached two mailboxes', async () => {
    dovecot.deliver(login(), mail(1))
    dovecot.deliver(`${login()}b`, Buffer.concat([Buffer.from('Delivered-To: service@sonnberg.example\r\n'), mail(1)]))
    await start(mailbox(), mailbox({ login: `${login()}b` }))
    await until(async () => (await count('sightings')) === 2 && (await count('mails')) > 0)
    expect([await count('mails'), await count('filings')]).toEqual([1, 1])
  })

  it('leaves a mail over the limit where it is, says so, and takes in the others', async () => {
    dovecot.deliver(login(), mail(1, 'x'.repeat(300_000)))
    dovecot.deliver(login(), mail(2))
    await start(mailbox())
    await until(async () => (await problemOf()) === 'mailbox-mail-too-large')
    await until(async () => (await count('mails')) === 1)
    expect(dovecot.files(login()).length).toBe(2)
  })

  it('takes in an old folder as an archive, changes nothing there, and knows it the second time', async () => {
    for (let n = 0; n < 3; n++) dovecot.deliver(login(), mail(n), 'Alt')
    dovecot.deliver(login(), mail(9))
    await start(mailbox({ name: 'alt', intervalSeconds: 600 }))
    const [box] = await openMailboxes(db, secretKey)
    const io = { language: 'de' as const, input: process.stdin, out: () => {}, err: () => {} }
    const run = () => importAll(readImapFolder(db, box!, 'Alt'), intake!.receive, io)
    expect(await run()).toEqual({ stored: 3, known: 0, left: 0 })
    expect(await run()).toEqual({ stored: 0, known: 0, left: 0 })
    await intake!.settle()
    await until(async () => (await count('mails')) === 4)
    expect(dovecot.files(login(), 'Alt').some((name) => /,.*S/.test(name))).toBe(false)
  })

  const sentence = async (box: NewMailbox) => {
    const problem = await tryMailbox(box).then(
      () => null,
      (error: unknown) => error,
    )
    expect(problem).toBeInstanceOf(Problem)
    return {
      code: (problem as Problem).code,
      de: problemText(problem as Problem, 'de'),
      en: problemText(problem as Problem, 'en'),
    }
  }

  it('says what to do about a wrong password', async () => {
    expect((await sentence(mailbox({ secret: 'falsch' }))).de).toContain('Prüfen Sie Benutzer und Kennwort')
  })
  it('says what to do about an unknown host', async () => {
    expect((await sentence(mailbox({ host: 'mail.gibtesnicht.invalid', security: 'tls' }))).code).toBe('mailbox-host-unknown')
  })
  it('says what to do about a port where nobody listens', async () => {
    expect((await sentence(mailbox({ port: await freePort() }))).de).toContain('Prüfen Sie Port und Firewall')
  })
  it('says what to do about a certificate that cannot be trusted', async () => {
    expect((await sentence(mailbox({ port: dovecot.tlsPort, security: 'tls' }))).de).toContain('NODE_EXTRA_CA_CERTS')
  })
  it('says what to do about a folder that is not there', async () => {
    expect((await sentence(mailbox({ folder: 'Gibtsnicht' }))).code).toBe('mailbox-folder')
  })
  it('never sends a password unencrypted to another machine', async () => {
    expect((await sentence(mailbox({ host: 'mail.example.com' }))).code).toBe('mailbox-not-encrypted')
  })
})
