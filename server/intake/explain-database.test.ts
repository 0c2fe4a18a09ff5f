import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config'
import type { Db } from '../db/db'
import { openEmbedded } from '../db/embedded'
import { openPostgres } from '../db/postgres'
import { loadDirectory } from '../demo/load-directory'
import { leftOut, postgresBin } from '../testing/components'
import { mailBytes } from '../testing/mail'
import { startPostgres, type TestPostgres } from '../testing/postgres'
import { againstDatabase } from './explain-database'

const folder = mkdtempSync(join(tmpdir(), 'postakte-explain-'))
const mailFile = join(folder, 'mail.eml')
const secret = 's'.repeat(32)
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(() => writeFileSync(mailFile, annas()))

const annas = () =>
  mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject: 'Rechnung', messageId: 'neu@huber-verlag.example' })

/** The command as it is shipped. */
function explain(args: readonly string[], environment: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../dist/cli.js'), 'explain', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, POSTAKTE_LANGUAGE: 'en', LANG: 'en_US.UTF-8', ...environment },
  })
  return { status, stdout, stderr }
}

const rowsOf = (db: Db) =>
  db.query(
    `select (select count(*)::int from mails) as mails, (select count(*)::int from originals) as originals, (select count(*)::int from todos) as todos`,
  )

describe('explain --database on the embedded database', () => {
  const data = join(folder, 'data')
  beforeAll(async () => {
    mkdirSync(data)
    const db = await openEmbedded(data)
    await db.migrate()
    await loadDirectory(db, world)
    await db.close()
  })

  it('names the records as people call them, and writes nothing', async () => {
    const before = readdirSync(data).sort()
    const { status, stdout, stderr } = explain([mailFile, '--database'], { POSTAKTE_DATA: data })
    expect(stderr).toBe('')
    expect(stdout).toContain('Filed under: Anna Huber [KD=10024]')
    expect(status).toBe(0)
    expect(readdirSync(data).sort()).toEqual(before)
    const db = await openEmbedded(data)
    expect(await rowsOf(db)).toEqual([{ mails: 0, originals: 0, todos: 0 }])
    await db.close()
  })

  it('sends to the page of the server that uses the folder', async () => {
    const db = await openEmbedded(data)
    const { status, stderr } = explain([mailFile, '--database'], { POSTAKTE_DATA: data })
    await db.close()
    expect(stderr).toContain(`The folder ${data} is being used by a server (process ${process.pid})`)
    expect(stderr).toContain('/dev/mails')
    expect(status).toBe(2)
  })

  it('says what is missing where there is no database, and makes none', () => {
    const nowhere = join(folder, 'nowhere')
    const { status, stderr } = explain([mailFile, '--database'], { POSTAKTE_DATA: nowhere })
    expect(stderr).toContain(`There is no database in the folder ${nowhere}`)
    expect(status).toBe(2)
    expect(existsSync(nowhere)).toBe(false)
  })
})

describe('explain against the demo world', () => {
  it('is what --demo says, and what counts without it', () => {
    const asked = explain([mailFile, '--demo', '--json'], {})
    expect(JSON.parse(asked.stdout)).toMatchObject({ decision: 'file', under: ['anna'] })
    expect(explain([mailFile, '--json'], {}).stdout).toBe(asked.stdout)
  })
  it('answers a typo or two worlds at once with a sentence', () => {
    expect(explain([mailFile, '--databse'], {}).stderr).toContain('--databse')
    expect(explain([mailFile, '--demo', '--database'], {}).status).toBe(2)
  })
})

describe.skipIf(leftOut('explain on PostgreSQL', 'PostgreSQL', postgresBin()))('explain --database on PostgreSQL', () => {
  let cluster: TestPostgres
  let url = ''
  beforeAll(async () => {
    cluster = await startPostgres()
    url = cluster.database('explained')
    const db = await openPostgres(url)
    await db.migrate()
    await loadDirectory(db, world)
    await db.close()
  })
  afterAll(() => cluster.stop())

  it('answers like the demo world', () => {
    const { stdout, stderr } = explain([mailFile, '--database'], { DATABASE_URL: url, POSTAKTE_SECRET_KEY: secret })
    expect(stderr).toBe('')
    expect(stdout).toContain('Filed under: Anna Huber [KD=10024]')
  })

  it('may only read', async () => {
    const config = readConfig({ DATABASE_URL: url, POSTAKTE_SECRET_KEY: secret })
    expect(await againstDatabase(config, async (explain) => (await explain(annas())).decision.kind)).toBe('file')
    const db = await openPostgres(url)
    expect(await rowsOf(db)).toEqual([{ mails: 0, originals: 0, todos: 0 }])
    await db.close()
  })

  it('says what to do where the tables are missing, and makes none', async () => {
    const empty = cluster.database('empty')
    const { status, stderr } = explain([mailFile, '--database'], { DATABASE_URL: empty, POSTAKTE_SECRET_KEY: secret })
    expect(stderr).toContain('lacks tables of Postakte')
    expect(status).toBe(2)
    const db = await openPostgres(empty)
    expect(await db.query(`select count(*)::int as tables from information_schema.tables where table_schema = 'public'`)).toEqual([
      { tables: 0 },
    ])
    await db.close()
  })

  it('says where it looked when no database answers there, without the password', () => {
    const { status, stderr } = explain([mailFile, '--database'], {
      DATABASE_URL: 'postgres://postakte:geheim@127.0.0.1:1/none',
      POSTAKTE_SECRET_KEY: secret,
    })
    expect(stderr).toContain('The database at 127.0.0.1:1 gives no access')
    expect(stderr).not.toContain('geheim')
    expect(status).toBe(2)
  })
})
