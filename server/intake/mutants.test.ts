import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { describe, expect, it } from 'vitest'
import { defaultLimits, type Limits } from '../mail/limits'
import { readMail } from '../mail/read'
import type { MimePart, ReadMail } from '../mail/read-mail'
import { mutated } from '../mail/stress/mutations'
import { directoryLookUp, ownOf } from './pipeline/directory-look-up'
import { decideOn } from './pipeline/route'
import { read } from './reading'

/** Damaged mails (reliability B26): 2,000 mutants of our corpus, the same ones on every run. */
const count = 2_000
const folder = join(import.meta.dirname, '../../corpus')
const names = readdirSync(folder).sort()
const mails = names.map((name) => readFileSync(join(folder, name, 'mail.eml')))
const own = ownOf(world, 'k'.repeat(32))
const lookUp = directoryLookUp(world)

const tight: Limits = {
  attachedMailBytes: 5_000,
  headerBytes: 3_000,
  headers: 12,
  parts: 4,
  depth: 3,
  addresses: 2,
  text: 61,
  html: 97,
  attachments: 1,
}

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('damaged mails', () => {
  const groups = Array.from({ length: 20 }, (_, at) => at)
  it.each(groups)('of group %i are read, decided on and kept', (group) => {
    for (let seed = group; seed < count; seed += groups.length) check(seed)
  })
})

function check(seed: number): void {
  const name = names[seed % names.length]!
  const { bytes, done } = mutated(mails[seed % names.length]!, seed)
  try {
    holds(bytes)
  } catch (error) {
    throw new Error(`mutant ${seed} of corpus/${name} (${done.join(', ')}): ${(error as Error).stack}`)
  }
}

function holds(bytes: Buffer): void {
  const original = sha(bytes)
  const seen = [taken(bytes), taken(bytes)]
  expect(seen[1]).toBe(seen[0])
  for (const limits of [defaultLimits, tight]) {
    const mail = readMail(bytes, { limits })
    expectWithin(mail, limits)
    expectWhole(mail)
  }
  expect(sha(bytes)).toBe(original)
}

/** What the intake takes of it and where it would file it: a place or a person's queue, never nothing. */
function taken(bytes: Buffer): string {
  const reading = read(bytes, own)
  const { messageId, fromAddress, fromName, subject, preview, attachments } = reading
  const texts = [messageId, fromAddress, fromName, subject, preview, ...attachments.map(({ filename }) => filename)]
  expect(texts.join('|')).not.toMatch(/\0|\p{Surrogate}/u)
  const decision = decideOn(reading.clues, lookUp(reading.clues))
  expect(['file', 'ask', 'unmatched', 'ignore']).toContain(decision.kind)
  return JSON.stringify([reading, decision])
}

function expectWithin(mail: ReadMail, limits: Limits): void {
  const parts = partsOf(mail.root)
  expect(mail.headers.length).toBeLessThanOrEqual(limits.headers)
  expect(parts.length).toBeLessThanOrEqual(limits.parts + limits.depth)
  expect(Math.max(...parts.map(({ path }) => path.split('.').length - 1))).toBeLessThanOrEqual(limits.depth)
  expect(Math.max(...peopleOf(mail).map(({ length }) => length))).toBeLessThanOrEqual(limits.addresses)
  expect(mail.attachments.length).toBeLessThanOrEqual(limits.attachments)
  expect(mail.text.length).toBeLessThanOrEqual((limits.text + 1) * parts.length)
  expect(mail.html.length).toBeLessThanOrEqual((limits.html + 1) * parts.length)
  expect(mail.attachments.filter(({ size, content }) => content().length !== size)).toEqual([])
}

const partsOf = (part: MimePart): MimePart[] => [part, ...part.children.flatMap(partsOf)]
const peopleOf = (mail: ReadMail) => [mail.from, mail.sender, mail.replyTo, mail.to, mail.cc, mail.bcc]

function expectWhole(mail: ReadMail): void {
  const people = peopleOf(mail).flatMap((list) => list.flatMap(({ address, name }) => [address, name]))
  expect(people.join('|')).not.toMatch(/\0/)
  const files = mail.attachments.flatMap(({ filename, contentId }) => [filename ?? '', contentId ?? ''])
  const headers = mail.headers.map(({ value }) => value)
  expect([mail.subject, mail.text, mail.html, ...people, ...files, ...headers].join('|')).not.toMatch(/\p{Surrogate}/u)
}
