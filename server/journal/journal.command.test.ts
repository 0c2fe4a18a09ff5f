import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandIo } from '../command'
import type { Db } from '../db/db'
import { openEmbedded } from '../db/embedded'
import { databases } from '../testing/databases'
import { addUsers, asIntruder, morning, nadja, undone } from '../testing/journal-world'
import { eraseFacts } from './erase'
import { writeJournal } from './journal'
import { head, show, verify } from './journal.command'
import { sealBatch } from './seal'

async function said(
  run: (io: CommandIo) => Promise<number>,
  language: 'de' | 'en' = 'de',
): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const code = await run({ language, input: process.stdin, out: (line) => out.push(line), err: (line) => err.push(line) })
  return { code, out, err }
}

/** Times and hashes differ with each run. */
const timeless = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').replace(/\b[0-9a-f]{64}\b/g, 'HASH'))

describe.each(databases)('postakte journal on $name', (database) => {
  let db: Db
  beforeAll(async () => {
    db = await database.open()
    await addUsers(db)
    await morning(db)
    await sealBatch(db)
    await db.transaction((tx) => eraseFacts(tx, { ids: ['1'] }, { userId: nadja, via: 'cli' }))
    await writeJournal(db, [
      { userId: null, via: 'job', action: 'search', facts: { for: 'a\r\n99  now  root  cli  case.close  \u001b[2J\u202e' } },
    ])
  })
  afterAll(async () => {
    await db.close()
    await database.close()
  })

  it('shows a row in a line, whatever is in it', async () => {
    const { code, out } = await said((io) => show(db, [], io))
    expect(code).toBe(0)
    expect(timeless(out)).toEqual([
      '1  TIME  n.stein  api  case.close  case:4711  [Angaben gelöscht]',
      '2  TIME  t.vogel für n.stein  api  mail.read  mail:17',
      '3  TIME  Server  intake  filing.add  mail:18  {"from":"anna@huber-verlag.example","because":"address"}',
      '4  TIME  t.vogel  cli  contact.change  contact:10024  {"name":"Anna Huber","phones":["0931 123"]}',
      '5  TIME  n.stein  api  denied  case:4720',
      '6  TIME  n.stein  cli  journal.erase  journal:1',
      '7  TIME  Server  job  search  {"for":"a\\r\\n99  now  root  cli  case.close  \\u001b[2J\\u202e"}',
    ])
  })
  const ids = async (...args: string[]) => (await said((io) => show(db, [...args, '--json'], io))).out.map((line) => JSON.parse(line).id)
  it('shows what is asked for', async () => {
    expect(await ids('--record', 'mail:18')).toEqual(['3'])
    expect(await ids('--user', 't.vogel')).toEqual(['2', '4'])
    expect(await ids('--user', 'n.stein', '--record', 'case:4711')).toEqual(['1'])
    expect(await ids('--since', '2020-01-01')).toHaveLength(7)
    expect(await ids('--since', '2999-01-01T08:00:00Z')).toEqual([])
    const { at } = JSON.parse((await said((io) => show(db, ['--json', '--record', 'case:4720'], io))).out[0]!)
    expect(await ids('--since', at.replace(/\d{3}Z$/, 'Z'))).toContain('5')
  })
  it('shows more than a page, each row once', async () => {
    const seen = await undone(db, async (tx) => {
      await writeJournal(
        tx,
        Array.from({ length: 2_500 }, () => ({ userId: nadja, via: 'job', action: 'case.change', kind: 'case', recordId: '1' })),
      )
      return (await said((io) => show({ ...db, ...tx }, ['--record', 'case:1', '--json'], io))).out.map((line) => JSON.parse(line).id)
    })
    expect([seen.length, new Set(seen).size]).toEqual([2_500, 2_500])
  })
  it.each([
    [['--record', '4711'], 'journal-record-wrong'],
    [['--record'], 'journal-record-wrong'],
    [['--user', 'niemand'], 'journal-user-unknown'],
    [['--since', 'gestern'], 'journal-since-wrong'],
    [['--since', '2026-13-01'], 'journal-since-wrong'],
  ])('says what is wrong with %s', async (args, code) => {
    await expect(said((io) => show(db, args, io))).rejects.toMatchObject({ code })
  })

  it('gives the head, and verifies by it', async () => {
    const newest = await said((io) => head(db, [], io))
    expect(newest).toEqual({ code: 0, out: [expect.stringMatching(/^[0-9a-f]{64}$/)], err: [] })
    const json = JSON.parse((await said((io) => head(db, ['--json'], io))).out[0]!)
    expect(json).toEqual({ hash: newest.out[0], seal: '1', at: expect.stringMatching(/^\d{4}-/) })
    const { code, out } = await said((io) => verify(db, ['--head', newest.out[0]!], io))
    expect([code, timeless(out)]).toEqual([
      0,
      [
        'Das Protokoll ist unversehrt: 5 Einträge in 1 Siegeln, davon 1 mit gelöschten Angaben; 2 noch nicht versiegelt.',
        'Jüngstes Siegel (TIME): HASH',
      ],
    ])
    await expect(said((io) => verify(db, ['--head', 'abc'], io))).rejects.toMatchObject({ code: 'journal-head-wrong' })
    await expect(said((io) => verify(db, ['--head'], io))).rejects.toMatchObject({ code: 'journal-head-wrong' })
  })
  const touched = (args: readonly string[], language: 'de' | 'en' = 'de') =>
    undone(db, async (tx) => {
      await asIntruder(tx, ['update journal set user_id = 2 where id = 5', 'delete from journal where id = 3'])
      return said((io) => verify({ ...db, ...tx }, args, io), language)
    })
  it('names what was touched, in both languages, and ends with 1', async () => {
    const german = await touched([])
    expect(german.code).toBe(1)
    expect(german.out[0]).toContain('Eintrag 5 (Siegel 1) wurde nach dem Versiegeln geändert')
    expect(german.out[1]).toContain('Eintrag 3 (Siegel 1) wurde entfernt')
    expect(german.out[2]).toMatch(/^2 Befunde bei 4 Einträgen in 1 Siegeln\. Heben Sie diese Ausgabe auf/)
    const english = await touched([], 'en')
    expect(english.out[2]).toMatch(/^2 findings in 4 rows of 1 seals\. Keep this output/)
  })
  it('says a head that is not there, cut off or made anew', async () => {
    const { code, out } = await said((io) => verify(db, ['--head', 'AB'.repeat(32)], io))
    expect([code, timeless(out)[0]]).toEqual([
      1,
      expect.stringContaining('Kein Siegel hat den Hash HASH. Die Kette hat 1 Siegel, das jüngste von TIME'),
    ])
  })
  it('says the same as JSON lines', async () => {
    const { code, out } = await touched(['--json'])
    expect(code).toBe(1)
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { finding: 'row-touched', row: '5', seal: '1' },
      { finding: 'row-removed', row: '3', seal: '1' },
      expect.objectContaining({ ok: false, findings: 2, rows: 4, seals: 1, erased: 1, unsealed: 2 }),
    ])
  })
  it('asks for the server when rows have waited for long', async () => {
    const { out } = await undone(db, async (tx) => {
      await asIntruder(tx, [`update journal set at = at - interval '5 minutes' where seal_id is null`])
      return said((io) => verify({ ...db, ...tx }, [], io))
    })
    expect(timeless(out)[1]).toBe('Seit TIME wurde nichts versiegelt, 2 Einträge warten. Prüfen Sie, ob ein Server läuft.')
  })
})

it('postakte journal, as it is called', { timeout: 120_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), 'postakte-journal-'))
  const postakte = async (...args: string[]) => {
    const env = { PATH: process.env.PATH, POSTAKTE_DATA: data, POSTAKTE_LANGUAGE: 'en' }
    const child = spawn(process.execPath, [join(import.meta.dirname, '../dist/cli.js'), 'journal', ...args], { env })
    let out = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (out += chunk))
    const code = await new Promise((resolve) => child.once('close', resolve))
    return [code, out]
  }
  expect(await postakte('head')).toEqual([1, 'Nothing is sealed yet. A running server seals every second.\n'])
  const db = await openEmbedded(data)
  await morning(db)
  await sealBatch(db)
  await db.close()
  const [, newest] = await postakte('head')
  expect(await postakte('verify', '--head', String(newest).trim())).toEqual([
    0,
    expect.stringContaining('The journal is whole: 5 rows in 1 seals'),
  ])
  expect(await postakte('verify', '--head', '0'.repeat(64))).toEqual([1, expect.stringContaining('No seal has the hash 000')])
  expect(await postakte('show', '--record', 'mail:17')).toEqual([
    0,
    expect.stringMatching(/^2 {2}\S+ {2}2 for 1 {2}api {2}mail\.read {2}mail:17\n$/),
  ])
  expect(await postakte('seal')).toEqual([2, expect.stringContaining('does not know “seal”')])
  rmSync(data, { recursive: true, force: true })
})
