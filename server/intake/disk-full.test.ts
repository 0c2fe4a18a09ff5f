import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config'
import type { Db } from '../db/db'
import { openPostgres } from '../db/postgres'
import { loadDirectory } from '../demo/load-directory'
import { health } from '../http/health'
import { addMailbox } from '../mailboxes/mailboxes'
import { dovecotPath, leftOut, postgresBin } from '../testing/components'
import { startDovecot, type TestDovecot } from '../testing/dovecot'
import { mailBytes } from '../testing/mail'
import { startPostgres, type TestPostgres } from '../testing/postgres'
import { type Intake, startIntake } from './intake'
import { mailboxProblem } from './sources/imap/problem'

const secretKey = 'k'.repeat(32)
const config = { ...readConfig({ POSTAKTE_SECRET_KEY: secretKey, POSTAKTE_DATA: '/nonexistent' }), POSTAKTE_WORKERS: 1 }
const crm = {
  name: 'crm',
  host: '127.0.0.1',
  port: 143,
  security: 'none',
  login: 'crm',
  auth: 'password',
  secret: 'geheim',
  folder: 'INBOX',
  afterwards: 'move',
  moveTo: 'Abgelegt',
  intervalSeconds: 1,
} as const

/** A file system of its own, so that nothing else on this machine has no room; null where nobody may mount one. */
function smallDisk(): { readonly folder: string; fill(): void; empty(): void; remove(): void } | null {
  const root = mkdtempSync(join(tmpdir(), 'postakte-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', root], { stdio: 'pipe' })
  } catch {
    rmSync(root, { recursive: true })
    return null
  }
  const folder = join(root, 'tables')
  mkdirSync(folder)
  execFileSync('chown', ['postgres', folder])
  const ballast = join(root, 'ballast')
  return {
    folder,
    fill: () => {
      const file = openSync(ballast, 'w')
      for (const size of [1 << 20, 1 << 12]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size))
        } catch (error) {
          if ((error as { code?: string }).code !== 'ENOSPC') throw error
        }
      }
      closeSync(file)
    },
    empty: () => rmSync(ballast),
    remove: () => {
      execFileSync('umount', ['-l', root], { stdio: 'pipe' })
      rmSync(root, { recursive: true })
    },
  }
}

it('says that the database has no room, not that the mailbox fails', () => {
  const error = Object.assign(new Error('could not extend file "base/1/2": No space left on device'), { code: '53100' })
  expect(mailboxProblem(error, crm)).toMatchObject({ code: 'database-full', facts: { name: 'crm' } })
})

const disk = postgresBin() && dovecotPath() && process.getuid?.() === 0 ? smallDisk() : null
if (disk === null) {
  if (!leftOut('a disk that is full', 'PostgreSQL or Dovecot', postgresBin() && dovecotPath()))
    console.warn('LEFT OUT: a disk that is full (nobody may mount one on this machine)')
} else
  describe('a database whose disk is full', () => {
    let [cluster, dovecot, db, intake] = [] as unknown as [TestPostgres, TestDovecot, Db, Intake]
    beforeAll(async () => {
      ;[cluster, dovecot] = [await startPostgres(), await startDovecot()]
      const all = await openPostgres(cluster.url)
      await all.query(`create tablespace small location '${disk.folder}'`)
      await all.query(`create database crm tablespace small`)
      await all.close()
      db = await openPostgres(cluster.url.replace(/postgres$/, 'crm'))
      await db.migrate()
      await loadDirectory(db, world)
      await addMailbox(db, { ...crm, port: dovecot.port }, secretKey)
      intake = await startIntake({ db, config, log: pino({ level: 'silent' }), everyMillis: 200 })
    })
    afterAll(async () => {
      await intake?.stop()
      await db?.close()
      cluster?.stop()
      await dovecot?.stop()
      disk.remove()
    })

    let count = 0
    /** With a file that no database makes smaller. */
    const deliver = () =>
      dovecot.deliver(
        'crm',
        mailBytes({
          from: 'Anna Huber <anna@huber-verlag.example>',
          subject: `Anzeige ${++count}`,
          messageId: `voll-${count}@huber-verlag.example`,
          text: randomBytes(90_000).toString('base64').replace(/.{76}/g, '$&\r\n'),
        }),
      )
    const filed = async () => {
      const rows = await db.query<{ subject: string }>(`select subject from mails where state = 'filed' order by id`)
      return rows.map(({ subject }) => subject)
    }
    const subjects = (to: number) => Array.from({ length: to }, (_, at) => `Anzeige ${at + 1}`)

    it('leaves what it cannot keep in the mailbox, says why, and goes on by itself when there is room', { timeout: 240_000 }, async () => {
      const patient = { timeout: 120_000, interval: 200 }
      deliver()
      await expect.poll(filed, patient).toEqual(subjects(1))
      await expect.poll(() => dovecot.files('crm'), patient).toEqual([])
      disk.fill()
      for (let more = 0; more < 40; more++) deliver()
      await expect
        .poll(async () => (await db.query<{ code: string }>(`select problem ->> 'code' as code from mailboxes`))[0]?.code, patient)
        .toBe('database-full')
      expect(await health(db)).toMatchObject({ ok: false, mailboxesFailing: 1 })
      const kept = (await db.query<{ n: number }>('select count(*)::int as n from sightings'))[0]!.n
      expect(kept).toBeLessThan(41)
      expect(dovecot.files('crm').length).toBeGreaterThanOrEqual(41 - kept)
      disk.empty()
      await expect.poll(async () => (await filed()).sort(), patient).toEqual(subjects(41).sort())
      await expect.poll(() => dovecot.files('crm'), patient).toEqual([])
      expect(dovecot.files('crm', 'Abgelegt')).toHaveLength(41)
      await expect.poll(() => health(db), patient).toMatchObject({ ok: true, mailboxesFailing: 0, waiting: 0, quarantined: 0 })
    })
  })
