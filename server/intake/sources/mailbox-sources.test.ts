import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../config'
import type { Db } from '../../db/db'
import { takeLeases } from '../../mailboxes/leases'
import { addMailbox, changeMailbox, type NewMailbox, removeMailbox } from '../../mailboxes/mailboxes'
import { dovecotPath, leftOut } from '../../testing/components'
import { databases } from '../../testing/databases'
import { startDovecot, type TestDovecot } from '../../testing/dovecot'
import { type ImapLiar, startImapLiar } from '../../testing/imap-liar'
import { mailBytes } from '../../testing/mail'
import { until } from '../../testing/until'
import { type Intake, startIntake } from '../intake'

const log = pino({ level: 'silent' })
const secretKey = 'k'.repeat(32)
const config = { ...readConfig({ POSTAKTE_SECRET_KEY: secretKey, POSTAKTE_DATA: '/nonexistent' }), POSTAKTE_WORKERS: 1 }
const mail = (n: number) =>
  mailBytes({ from: 'anna@huber-verlag.example', subject: `Anfrage ${n}`, messageId: `s${n}@huber-verlag.example` })

describe.skipIf(leftOut('mailboxes of a running server', 'Dovecot', dovecotPath())).each(databases)(
  'a running server on $name',
  (database) => {
    let dovecot: TestDovecot
    let db: Db
    let liar: ImapLiar
    let intakes: Intake[] = []
    let user = 0

    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(async () => {
      await dovecot?.stop()
      await database.close()
    })
    beforeEach(async () => {
      user++
      db = await database.open()
      liar = await startImapLiar('IMAP4rev1 IDLE')
      intakes = []
    })
    afterEach(async () => {
      await Promise.all(intakes.map((intake) => intake.stop()))
      await liar.stop()
      await db.close()
    })

    const login = () => `box${user}`
    const mailbox = (change: Partial<NewMailbox> = {}): NewMailbox => ({
      name: 'crm',
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
    const start = async (leaseSeconds?: number) => {
      const intake = await startIntake({ db, config, log, everyMillis: 100, ...(leaseSeconds === undefined ? {} : { leaseSeconds }) })
      intakes.push(intake)
      return intake
    }
    const one = async (query: string) => (await db.query<{ value: unknown }>(query))[0]?.value
    const seen = () => one(`select count(*)::int as value from sightings`)
    const holder = () => one(`select holder as value from mailbox_leases`)
    const problem = () => one(`select problem->>'code' as value from mailboxes`)

    it('takes up a mailbox that is added', async () => {
      await start()
      dovecot.deliver(login(), mail(1))
      await addMailbox(db, mailbox(), secretKey)
      await until(async () => (await seen()) === 1)
    })

    it('takes leave of a mailbox that is removed, and takes its name again for another', async () => {
      await start()
      await addMailbox(db, mailbox({ port: liar.port }), secretKey)
      await until(() => liar.commands.includes('IDLE'))
      await removeMailbox(db, 'crm')
      await until(() => liar.connections() === 0)
      expect(liar.commands.at(-1)).toBe('LOGOUT')
      await until(async () => (await holder()) === undefined)
      dovecot.deliver(login(), mail(1))
      await addMailbox(db, mailbox(), secretKey)
      await until(async () => (await seen()) === 1)
    })

    it('closes a mailbox whose server does not even greet, when it is removed', async () => {
      await start()
      liar.keepSilent()
      await addMailbox(db, mailbox({ port: liar.port }), secretKey)
      await until(() => liar.connections() === 1)
      await removeMailbox(db, 'crm')
      await until(() => liar.connections() === 0)
    })

    it('signs in again when a password is changed', async () => {
      await start()
      dovecot.deliver(login(), mail(1))
      await addMailbox(db, mailbox({ secret: 'falsch' }), secretKey)
      await until(async () => (await problem()) === 'mailbox-login')
      await changeMailbox(db, mailbox(), secretKey)
      await until(async () => (await seen()) === 1)
      await until(async () => (await problem()) === null)
    })

    it('is another mailbox when it moves to another server: what had the same UID there is fetched', async () => {
      const other = await startDovecot()
      try {
        await start()
        dovecot.deliver(login(), mail(1))
        other.deliver(login(), mail(2))
        await addMailbox(db, mailbox(), secretKey)
        await until(async () => (await seen()) === 1)
        await changeMailbox(db, mailbox({ host: 'localhost', port: other.port }), secretKey)
        await until(async () => (await seen()) === 2)
        expect(await one(`select count(distinct mailbox_id)::int as value from sightings`)).toBe(2)
      } finally {
        await other.stop()
      }
    })

    it('reads a mailbox from one of two servers only, and from the other one as soon as the first stops', async () => {
      await addMailbox(db, mailbox({ port: liar.port }), secretKey)
      const first = await start()
      await until(() => liar.connections() === 1)
      await start()
      const before = await holder()
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect([liar.connections(), await holder()]).toEqual([1, before])
      await first.stop()
      intakes.shift()
      await until(async () => liar.connections() === 1 && ![undefined, before].includes((await holder()) as string))
    })

    it('takes a mailbox over when the lease of a dead server has run out, not before', async () => {
      await addMailbox(db, mailbox({ port: liar.port }), secretKey)
      await takeLeases(db, 'dead', 600)
      await start()
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect([liar.connections(), await holder()]).toEqual([0, 'dead'])
      await db.query(`update mailbox_leases set until = now()`)
      await until(() => liar.connections() === 1)
      expect(await holder()).not.toBe('dead')
    })

    it('gives a mailbox up when another server holds its lease', async () => {
      await addMailbox(db, mailbox({ port: liar.port }), secretKey)
      await start()
      await until(() => liar.connections() === 1)
      await db.query(`update mailbox_leases set holder = 'other', until = now() + interval '10 minutes'`)
      await until(() => liar.connections() === 0)
    })
  },
)
