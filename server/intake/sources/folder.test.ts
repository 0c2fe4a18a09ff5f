import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { mailBytes } from '../../testing/mail'
import type { Arrival, Receive } from '../arrival'
import { FolderSource } from './folder'

describe('a watched folder', () => {
  let folder = ''
  let taken: Arrival[] = []
  let source: FolderSource
  const mail = mailBytes({ from: 'anna@huber-verlag.example', subject: 'Anfrage', messageId: 'f@x' })
  const receive: Receive = async (arrivals) => {
    taken.push(...arrivals)
    return arrivals.map(() => 'stored')
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'postakte-watch-'))
    taken = []
    source = new FolderSource({ folder, log: pino({ level: 'silent' }), maxBytes: 10_000, receive })
  })

  it('takes a file in when it has stopped growing, and then moves it to done', async () => {
    writeFileSync(join(folder, 'a.eml'), mail.subarray(0, 100))
    await source.look()
    writeFileSync(join(folder, 'a.eml'), mail)
    await source.look()
    expect(taken).toEqual([])
    await source.look()
    expect(taken.map(({ bytes }) => Buffer.from(bytes).equals(mail))).toEqual([true])
    expect(readdirSync(join(folder, 'done'))).toEqual(['a.eml'])
  })
  it('leaves other files alone and puts a mail over the limit aside', async () => {
    writeFileSync(join(folder, 'liste.txt'), 'x')
    writeFileSync(join(folder, 'gross.eml'), 'x'.repeat(20_000))
    await source.look()
    await source.look()
    expect(taken).toEqual([])
    expect(readdirSync(join(folder, 'too-large'))).toEqual(['gross.eml'])
    expect(readdirSync(folder)).toContain('liste.txt')
  })
  it('puts a private mail aside as it is', async () => {
    writeFileSync(join(folder, 'kur.eml'), mail)
    const leaving = new FolderSource({
      folder,
      log: pino({ level: 'silent' }),
      maxBytes: 10_000,
      receive: async (arrivals) => arrivals.map(() => 'left'),
    })
    for (let look = 0; look < 2; look++) await leaving.look()
    expect(readdirSync(join(folder, 'private'))).toEqual(['kur.eml'])
    expect(readdirSync(join(folder, 'done'))).toEqual([])
  })
  it('never puts one file over another of the same name', async () => {
    for (const text of ['x', 'y']) {
      writeFileSync(join(folder, 'gross.eml'), text.repeat(20_000))
      for (let look = 0; look < 3; look++) await source.look()
    }
    expect(readdirSync(join(folder, 'too-large')).length).toBe(2)
  })
  it('is not held up by a file that cannot be read', async () => {
    mkdirSync(join(folder, 'a.eml'))
    writeFileSync(join(folder, 'b.eml'), mail)
    for (let look = 0; look < 3; look++) await source.look().catch(() => {})
    expect(taken.length).toBe(1)
  })
  it('leaves the file where it is when it could not be kept', async () => {
    const failing = new FolderSource({
      folder,
      log: pino({ level: 'silent' }),
      maxBytes: 10_000,
      receive: async () => Promise.reject(new Error('database away')),
    })
    writeFileSync(join(folder, 'a.eml'), mail)
    await failing.look()
    await expect(failing.look()).rejects.toThrow('database away')
    expect(readdirSync(folder)).toContain('a.eml')
  })
})
