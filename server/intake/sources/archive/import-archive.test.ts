import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../config'
import { databases } from '../../../testing/databases'
import { mailBytes } from '../../../testing/mail'
import type { Arrival } from '../../arrival'
import { startProcessing } from '../../intake'
import { importAll } from './import-archive.command'

const config = { ...readConfig({ POSTAKTE_SECRET_KEY: 'a'.repeat(32), POSTAKTE_DATA: '/nonexistent' }), POSTAKTE_WORKERS: 1 }
const silent = { language: 'de' as const, input: process.stdin, out: () => {}, err: () => {} }

/** An archive of 450 mails that breaks off behind the given one. */
async function* archive(breaksAt = Number.POSITIVE_INFINITY): AsyncGenerator<Arrival> {
  for (let at = 0; at < 450; at++) {
    if (at === breaksAt) throw new Error('the disk was pulled out')
    const bytes = mailBytes({
      from: 'Anna Huber <anna@huber-verlag.example>',
      subject: `Alt ${at}`,
      messageId: `alt${at}@huber-verlag.example`,
    })
    yield {
      source: 'archive',
      mailboxId: null,
      folder: 'alt.mbox',
      uidValidity: null,
      uid: BigInt(at),
      receivedAt: new Date('2020-01-01'),
      bytes,
    }
  }
}

describe.each(databases)('an import that is broken off, on $name', (database) => {
  afterAll(() => database.close())
  it('goes on where it stood: no mail twice, none left out', async () => {
    const db = await database.open()
    const intake = await startProcessing({ db, config, log: pino({ level: 'silent' }) })
    await expect(importAll(archive(430), intake.receive, silent)).rejects.toThrow('disk')
    expect(await importAll(archive(), intake.receive, silent)).toEqual({ stored: 50, known: 400, left: 0 })
    await intake.settle()
    expect(await db.query(`select (select count(*)::int from mails) as mails, (select count(*)::int from sightings) as sightings`)).toEqual(
      [{ mails: 450, sightings: 450 }],
    )
    await intake.stop()
    await db.close()
  })
})
