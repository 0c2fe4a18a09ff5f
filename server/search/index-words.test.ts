import { searchRoutes } from '@postakte/shared/api/search'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ReadingPool } from '../intake/reading-pool'
import type { TextResult } from '../intake/reading-work'
import { startApi, type TestApi } from '../testing/api'
import { arrive } from '../testing/arrive'
import { databases } from '../testing/databases'
import { indexAll, indexToTheEnd } from '../testing/indexed'
import { indexWords, keptWords } from './index-words'
import { moved } from './position'
import { wordsChanged } from './words-changed'

const letter = (name: string, text: string) => ({
  from: 'Anna Huber <anna@huber-verlag.example>',
  subject: `Brief ${name}`,
  messageId: `${name}@huber-verlag.example`,
  text: `${text}\r\n`,
})
const letters = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => letter(`b${from + at}`, `Stichwort${from + at} im Text`))

describe.each(databases)('the words of mails on $name', ({ open, again, close }) => {
  let api: TestApi
  beforeEach(async () => {
    api = await startApi(await open('world'))
  })
  afterEach(async () => {
    await api.close()
    await close()
  })
  const found = async (words: string) => (await api.call('nora', searchRoutes.search, { query: { words } })).items.length
  const lacking = async () =>
    (await api.db.query(`select from mails m where not exists (select from mail_words w where w.mail_id = m.id and w.at > '-infinity')`))
      .length
  const position = async () =>
    (await api.db.query<{ done: number }>(`select (value ->> 'done')::int as done from settings where key = 'mail-words'`))[0]?.done ?? 0
  const reading: TextResult = { names: '', text: 'Pergament' }
  const readAll = async (mails: readonly Uint8Array[]) => mails.map(() => reading)

  it('catches up what came in while no indexer ran, in batches, and moves its position on', async () => {
    await arrive(api, ...letters(12))
    expect([await lacking(), await found('stichwort')]).toEqual([12, 0])
    expect(await indexWords({ db: api.db, words: readAll, batch: 5 })).toBe(5)
    expect(await lacking()).toBe(7)
    await indexAll(api)
    expect([await lacking(), await found('stichwort'), await found('pergament')]).toEqual([0, 7, 5])
    await indexToTheEnd(api)
    const [newest] = await api.db.query<{ id: number }>('select max(id)::int as id from mails')
    expect(await position()).toBe(newest!.id)
  })
  it('begins anew what a server that was killed in the middle had begun', async () => {
    await arrive(api, ...letters(4))
    const dies = async () => {
      throw new Error('killed')
    }
    await expect(indexWords({ db: api.db, words: dies })).rejects.toThrow('killed')
    expect(await indexWords({ db: api.db, words: async (mails) => mails.map(() => undefined) })).toBe(0)
    expect([await lacking(), await position()]).toEqual([4, 0])
    await indexAll(api)
    expect([await lacking(), await found('stichwort3')]).toEqual([0, 1])
  })
  it('reads each mail once, however many servers there are', async () => {
    await arrive(api, ...letters(30))
    const other = await again(api.db)
    const read: string[] = []
    const words = async (mails: readonly Uint8Array[]) => {
      read.push(...mails.map((bytes) => /Stichwort\d+/.exec(Buffer.from(bytes).toString())![0]))
      await new Promise((resolve) => setTimeout(resolve, 5))
      return mails.map(() => reading)
    }
    const server = async (db: TestApi['db']) => {
      while ((await lacking()) > 0) await indexWords({ db, words, batch: 3 })
    }
    await Promise.all([server(api.db), server(other)])
    await other.close()
    expect(read.sort()).toEqual(
      letters(30)
        .map(({ text }) => text.split(' ')[0]!)
        .sort(),
    )
    expect(await lacking()).toBe(0)
  })
  it('writes the new words of a mail that changed, and finds the old ones no more', async () => {
    await arrive(api, letter('alt', 'Papyrus'))
    await indexAll(api)
    expect(await found('papyrus')).toBe(1)
    const [mail] = await api.db.query<{ id: string }>('select id::text as id from mails')
    await wordsChanged(api.db, mail!.id)
    expect(await found('papyrus')).toBe(0)
    await indexWords({ db: api.db, words: readAll })
    expect([await found('papyrus'), await found('pergament'), await lacking()]).toEqual([0, 1, 0])
  })
  it('passes over no mail that is committed after a younger one', async () => {
    if (api.db.kind === 'embedded') return
    await arrive(api, ...letters(2))
    await indexAll(api)
    const second = await again(api.db)
    let commit = () => {}
    const mayCommit = new Promise<void>((resolve) => (commit = resolve))
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => (begun = resolve))
    // As filing does: it writes before it numbers its mails.
    const late = second.transaction(async (tx) => {
      await tx.query(`update sightings set attempts = attempts where id = (select min(id) from sightings)`)
      await tx.query(
        `insert into mails (identity, sha256, subject, received_at, direction, class, trust, preview, decision, state) select sha256('late'), sha256, 'Nachzügler', now(), 'in', 'normal', 1, '', '{}', 'ignored' from mails limit 1`,
      )
      begun()
      await mayCommit
    })
    await hasBegun
    await arrive(api, ...letters(1, 50))
    for (let round = 0; round < 4; round++) await indexWords({ db: api.db, words: readAll })
    commit()
    await late
    await second.close()
    expect(await lacking()).toBe(1)
    const [newest] = await api.db.query<{ id: number }>('select max(id)::int as id from mails')
    // The position waits for every transaction of the whole cluster, and other databases have theirs.
    await expect
      .poll(async () => {
        await indexWords({ db: api.db, words: readAll })
        return [await lacking(), await position()]
      })
      .toEqual([0, newest!.id])
  })
  it('takes hostile mails for what they are, and no other mail waits for them', async () => {
    const subject = (name: string, rest: string) => ({ ...letter(name, rest), subject: `Brief ${name}` })
    await arrive(
      api,
      subject('langes-wort', 'x'.repeat(5 * 1024 * 1024)),
      subject('hunderttausend', Array.from({ length: 100_000 }, (_, at) => `w${at.toString(36)}`).join(' ')),
      subject('nullen', 'vor\0nach \uFFFE \u202Eumgedreht'),
      { ...letter('kaputt', ''), type: 'text/plain; charset=utf-16', text: '\ud800\udc00\ud800' },
      { ...letter('zerbrochen', 'Ende'), subject: '=?utf-8?B?7aCAw7bDIgA=?=' },
      letter('brav', 'Pergament'),
    )
    await indexAll(api)
    expect([await lacking(), await found('pergament'), await found('hunderttausend'), await found('umgedreht')]).toEqual([0, 1, 1, 1])
    const [row] = await api.db.query<{ most: number; bytes: number }>(
      `select max(length(kept_words(words))) as most, max(pg_column_size(words)) as bytes from mail_words`,
    )
    expect(row!.most).toBeLessThanOrEqual(1_700)
    expect(row!.bytes).toBeLessThan(20_000)
  })
})

it('reads words in a thread of its own; a mail that is too much costs no other one its words', async () => {
  const pool = new ReadingPool({ domains: [], addresses: [], forwarding: [], authservIds: [], tagKey: 'x' }, 1)
  const [text] = await pool.words([Buffer.from('From: a@b.example\r\nSubject: x\r\n\r\nPergament\r\n')])
  expect(text?.text.trim()).toBe('Pergament')
  await pool.close()
  expect(await pool.words([Buffer.from('x')])).toEqual([undefined])
})
it('keeps of any text only words that a database takes, and not too many', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), fc.string({ unit: 'grapheme-composite' }), (text, subject) => {
      const kept = keptWords({ subject, sender: '' }, { names: '', text })
      const words = [...kept.words.split(' '), ...kept.subject.split(' ')]
      expect(words.every((word) => /^[\p{L}\p{N}]*$/u.test(word) && word.length <= 40)).toBe(true)
      expect(new Set(kept.words.split(' ')).size).toBe(kept.words.split(' ').length)
    }),
  )
  expect(keptWords({ subject: '', sender: '' }, null)).toEqual({ subject: '', words: '', language: 'german' })
  expect(keptWords({ subject: 'Hi', sender: '' }, { names: '', text: 'the house is for you' }).language).toBe('english')
})
it('moves its position only to where nothing more can appear', () => {
  const position = { done: 10, seen: 20, before: 700 }
  const now = { over: true, last: 30, next: 800 }
  expect(moved(position, { ...now, over: false }, null)).toEqual(position)
  expect(moved(position, now, 15)).toEqual({ ...position, done: 15 })
  expect(moved(position, now, null)).toEqual({ done: 20, seen: 30, before: 800 })
  expect(moved(position, now, 25)).toEqual({ done: 20, seen: 30, before: 800 })
  expect(moved({ done: 20, seen: 20, before: 700 }, { ...now, last: 20 }, null)).toEqual({ done: 20, seen: 20, before: 700 })
})
