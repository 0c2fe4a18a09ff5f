import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { afterAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { openEmbedded } from '../db/embedded'
import { directoryLookUp, ownOf } from '../intake/pipeline/directory-look-up'
import { cluesOf, decideOn } from '../intake/pipeline/route'
import { makeReceive } from '../intake/receive'
import { readMail } from '../mail/read'
import { databases } from '../testing/databases'
import { fillWorld } from './fill-world'
import { demoMails } from './mails'

const countsOf = async (db: Db) => {
  const [row] = await db.query(
    `select (select count(*)::int from contacts) as contacts, (select count(*)::int from sightings) as sightings`,
  )
  return row
}

describe.each(databases)('the demo world, on $name', (database) => {
  afterAll(() => database.close())

  it('is put once into an empty database, with its mails', async () => {
    const db = await database.open()
    const mails = await fillWorld(db)
    await makeReceive(db)(mails!)
    expect(await fillWorld(db)).toBeNull()
    expect(await countsOf(db)).toEqual({ contacts: world.contacts.length, sightings: demoMails().length })
    await db.close()
  })

  it('leaves a database alone in which somebody has contacts', async () => {
    const db = await database.open()
    await db.query(`insert into contacts (kind, name) values ('person', 'Erika Muster')`)
    expect(await fillWorld(db)).toBeNull()
    expect(await countsOf(db)).toEqual({ contacts: 1, sightings: 0 })
    await db.close()
  })
})

it('still gets its mails when the server died between filling and taking them in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-demo-'))
  const died = await openEmbedded(folder)
  await died.migrate()
  expect(await fillWorld(died)).not.toBeNull()
  await died.close()
  const next = await openEmbedded(folder)
  const mails = await fillWorld(next)
  expect(mails).toHaveLength(demoMails().length)
  await makeReceive(next)(mails!)
  expect(await fillWorld(next)).toBeNull()
  expect(await countsOf(next)).toEqual({ contacts: world.contacts.length, sightings: mails!.length })
  await next.close()
  rmSync(folder, { recursive: true })
})

describe('the demo mails', () => {
  const own = ownOf(world, '')
  const lookUp = directoryLookUp(world)
  const told = demoMails().map(({ bytes }) => {
    const { unwrapped, clues } = cluesOf(readMail(bytes), own)
    return { unwrapped, clues, decision: decideOn(clues, lookUp(clues)) }
  })
  const decisions = (kind: string) => told.filter(({ decision }) => decision.kind === kind).length

  it('are some 25, each with an id of its own', () => {
    expect(told.length).toBeGreaterThanOrEqual(25)
    expect(new Set(told.map(({ clues }) => clues.messageId)).size).toBe(told.length)
  })
  it('show every kind of mail that a clerk meets', () => {
    const kinds = new Set(told.map(({ clues }) => clues.class))
    expect([...kinds].sort()).toEqual(['auto-reply', 'bounce', 'invitation', 'list', 'normal'])
    expect(new Set(told.flatMap(({ unwrapped }) => unwrapped.hops.map(({ kind }) => kind)))).toEqual(
      new Set(['inline-forward', 'attached', 'redirect']),
    )
    expect(told.some(({ unwrapped }) => unwrapped.mail.attachments.some(({ filename }) => filename === 'Grundriss Filiale Süd.pdf'))).toBe(
      true,
    )
  })
  it('end in every way that a mail may end', () => {
    expect(decisions('file')).toBeGreaterThanOrEqual(10)
    expect(decisions('ask')).toBeGreaterThanOrEqual(5)
    expect(decisions('unmatched')).toBeGreaterThanOrEqual(3)
    expect(decisions('ignore')).toBe(1)
  })
})
