import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { pino } from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config'
import type { Db } from '../db/db'
import { openDb } from '../db/open'
import { loadDirectory } from '../demo/load-directory'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'
import { until } from '../testing/until'
import type { Arrival } from './arrival'
import { type Intake, startProcessing } from './intake'

const config = { ...readConfig({ POSTAKTE_SECRET_KEY: 'k'.repeat(32), POSTAKTE_DATA: '/nonexistent' }), POSTAKTE_WORKERS: 1 }
/** As a migration that this version does not know notes itself. */
const newer = `insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a newer version', 4102444800000)`

describe.each(databases)('a newer version beside this one (reliability A36), on $name', (database) => {
  let db: Db
  let intake: Intake
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) })

  beforeEach(async () => {
    lines.length = 0
    db = await database.open()
    await loadDirectory(db, world)
  })
  afterEach(async () => {
    await intake.stop()
    await db.close()
  })
  afterAll(() => database.close())

  const anna = (at: number): Arrival => ({
    source: 'imap',
    mailboxId: null,
    folder: 'INBOX',
    uidValidity: 1n,
    uid: BigInt(at),
    receivedAt: new Date('2026-03-02T08:00:05Z'),
    bytes: mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject: `Abo ${at}`, messageId: `a${at}@huber-verlag.example` }),
  })
  const sightings = () =>
    db.query<{ state: string; attempts: number }>('select state, attempts from sightings where uid is not null order by uid')
  const failed = () => lines.filter((line) => line.includes('filing failed')).length

  it('keeps what it can no longer file, counts no attempt, and the newer one files it', async () => {
    // A new column that must be filled, and only the newer version does.
    await db.query(newer)
    await db.query(`alter table mails add column lane text not null default ''`)
    await db.query(`alter table mails alter column lane drop default`)
    intake = await startProcessing({ db, config, log })
    expect(await intake.receive([anna(1)])).toEqual(['stored'])
    expect(await intake.receive([anna(2), anna(3)])).toEqual(['stored', 'stored'])
    // More failures than a mail may have.
    await until(async () => failed() > 4)
    expect(await sightings()).toEqual([1, 2, 3].map(() => ({ state: 'received', attempts: 0 })))
    await db.query(`alter table mails alter column lane set default ''`)
    await intake.settle()
    expect(await sightings()).toEqual([1, 2, 3].map(() => ({ state: 'processed', attempts: 0 })))
  })

  it('counts what fails in the schema that it knows', async () => {
    await db.query(`alter table mails add constraint no_such_mail check (subject not like 'Abo 2%')`)
    intake = await startProcessing({ db, config, log })
    await intake.receive([anna(1), anna(2)])
    await until(async () => (await sightings())[1]!.attempts === 1)
    expect(await sightings()).toMatchObject([{ state: 'processed' }, { state: 'received', attempts: 1 }])
  })
})

it('does not start on the database of a newer version', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-newer-'))
  const open = () => openDb({ POSTAKTE_DATA: join(folder, 'data'), NODE_ENV: 'test' } as never)
  try {
    const db = await open()
    await db.query(newer)
    await db.close()
    await expect(open()).rejects.toMatchObject({ code: 'database-newer' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
