import { afterEach, expect, it } from 'vitest'
import { mailBytes } from '../testing/mail'
import { ReadingPool } from './reading-pool'

const own = { domains: ['sonnberg.example'], addresses: [], forwarding: [], authservIds: [], tagKey: 'x'.repeat(32) }
const small = mailBytes({ from: 'anna@huber-verlag.example', subject: 'Abo', messageId: 'a@x' })
const huge = Buffer.from(`From: anna@huber-verlag.example
Content-Type: text/html

<table><tr>${'<td>x'.repeat(500_000)}`)

let pool: ReadingPool
afterEach(() => pool.close())

it('reads a mail after another one has ended its thread by eating all memory', async () => {
  pool = new ReadingPool(own, 1, 24)
  const [dead, alive] = await Promise.all([pool.read([huge]), pool.read([small])])
  expect(dead).toEqual([{ error: 'reading took too long or too much memory' }])
  expect(alive[0]!.reading!.subject).toBe('Abo')
})

it('reads more batches than it has threads', async () => {
  pool = new ReadingPool(own, 2)
  const all = await Promise.all(Array.from({ length: 7 }, () => pool.read([small, small])))
  expect(all.flat().map(({ reading }) => reading?.fromAddress)).toEqual(Array(14).fill('anna@huber-verlag.example'))
})

it('reads the mails beside one that ends the thread', async () => {
  pool = new ReadingPool(own, 1, 24)
  const results = await pool.read([small, huge, small])
  expect(results.map(({ reading, error }) => reading?.subject ?? error)).toEqual(['Abo', 'reading took too long or too much memory', 'Abo'])
})

it('reads what waits to be filed before the words of mails that lie there already', async () => {
  pool = new ReadingPool(own, 1)
  const done: string[] = []
  const note = (what: string) => () => done.push(what)
  const words = pool.words(Array.from({ length: 35 }, () => small)).then(note('words'))
  await Promise.all([words, pool.read([small]).then(note('mail')), pool.read([small]).then(note('another'))])
  expect(done).toEqual(['mail', 'another', 'words'])
})

it('answers what waits when it is closed', async () => {
  pool = new ReadingPool(own, 1)
  const waiting = [pool.read([small]), pool.read([small]), pool.read([small])]
  await pool.close()
  for (const [{ error }] of (await Promise.all(waiting)) as [{ error?: string }][])
    expect(error ?? 'read').toMatch(/^(?:the server stops|read)$/)
})

it('says which mails given away were lost with the thread', async () => {
  pool = new ReadingPool(own, 1, 24)
  const results = await pool.readGiven([small, huge, small].map((bytes) => new Uint8Array(bytes)))
  expect(results.map((result) => result?.error)).toEqual([undefined, 'reading took too long or too much memory', undefined])
  expect(results.map((result) => result === undefined)).toEqual([true, false, true])
})

it('outlives bytes that were given away before', async () => {
  pool = new ReadingPool(own, 1)
  const bytes = new Uint8Array(small)
  await pool.readGiven([bytes])
  expect((await pool.readGiven([bytes]))[0]!.error).toBe('reading took too long or too much memory')
  expect((await pool.read([small]))[0]!.reading!.subject).toBe('Abo')
})
