import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { describe, expect, it } from 'vitest'
import { directoryLookUp, ownOf } from '../intake/pipeline/directory-look-up'
import { cluesOf, decideOn } from '../intake/pipeline/route'
import { readMail } from './read'
import { understand } from './understand'

/** Mails of our own in corpus/, each with what a careful reader and a good clerk would say of it. */
interface Expected {
  readonly shows: string
  /** Not right yet, and why: the test then holds that it still fails. */
  readonly open?: string
  readonly subject?: string
  readonly textContains?: readonly string[]
  readonly textLacks?: readonly string[]
  readonly textExactly?: string
  readonly from?: string
  readonly fromName?: string
  readonly to?: readonly string[]
  readonly attachments?: readonly { readonly filename: string | null; readonly size: number; readonly inline?: boolean }[]
  readonly attachmentCount?: number
  readonly inWinmail?: readonly { readonly filename: string; readonly size: number }[]
  readonly inText?: readonly { readonly filename: string; readonly size: number }[]
  readonly dateUtc?: string
  readonly class?: string
  readonly classNot?: string
  readonly failedRecipients?: readonly string[]
  readonly hard?: boolean
  readonly forwardedFrom?: string
  readonly visibleReply?: string
  readonly decision?: string
  readonly decisionIn?: readonly string[]
  readonly under?: readonly string[]
  readonly between?: readonly string[]
  readonly notUnder?: readonly string[]
  readonly direction?: string
  readonly suspicious?: boolean
}

const folder = join(import.meta.dirname, '../../corpus')
const own = ownOf(world, '')
const lookUp = directoryLookUp(world)
const names = existsSync(folder) ? readdirSync(folder).sort() : []

describe('our corpus', () => {
  it('has at least 150 mails', () => expect(names.length).toBeGreaterThanOrEqual(150))
  for (const name of names) {
    const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Expected
    const test = expected.open ? it.fails : it
    test(`${name}: ${expected.shows}`, () => check(readFileSync(join(folder, name, 'mail.eml')), expected))
  }
})

function check(bytes: Uint8Array, expected: Expected): void {
  const mail = readMail(bytes)
  checkReading(mail, expected)
  checkUnderstanding(mail, expected)
  checkFiling(mail, expected)
}

type Mail = ReturnType<typeof readMail>
const files = (mail: Mail, origin: string) =>
  mail.attachments.filter((file) => file.origin === origin).map(({ filename, size }) => ({ filename, size }))
const folded = (text: string) => text.replace(/\s+/g, ' ').trim()

function checkReading(mail: Mail, expected: Expected): void {
  if (expected.subject !== undefined) expect(mail.subject).toBe(expected.subject)
  for (const text of expected.textContains ?? []) expect(folded(mail.text)).toContain(folded(text))
  for (const text of expected.textLacks ?? []) expect(mail.text).not.toContain(text)
  if (expected.textExactly !== undefined) expect(mail.text.trim()).toBe(expected.textExactly)
  if (expected.fromName !== undefined) expect(mail.from[0]?.name).toBe(expected.fromName)
  if (expected.to) expect(mail.to.map(({ address }) => address)).toEqual(expected.to)
  if (expected.attachments) {
    expect(files(mail, 'part')).toEqual(expected.attachments.map(({ filename, size }) => ({ filename, size })))
    for (const [at, { inline }] of expected.attachments.entries())
      if (inline !== undefined) expect(mail.attachments[at]?.inline).toBe(inline)
  }
  if (expected.attachmentCount !== undefined) expect(files(mail, 'part').length).toBe(expected.attachmentCount)
  if (expected.inWinmail) expect(files(mail, 'winmail')).toEqual(expected.inWinmail)
  if (expected.inText) expect(files(mail, 'text')).toEqual(expected.inText)
}

function checkUnderstanding(mail: Mail, expected: Expected): void {
  const understanding = understand(mail)
  if (expected.classNot) expect(understanding.class).not.toBe(expected.classNot)
  if (expected.failedRecipients) expect(understanding.bounce?.failedRecipients).toEqual(expected.failedRecipients)
  if (expected.hard !== undefined) expect(understanding.bounce?.hard).toBe(expected.hard)
  if (expected.forwardedFrom) expect(understanding.forward?.from.address).toBe(expected.forwardedFrom)
  if (expected.visibleReply !== undefined) expect(folded(understanding.visibleReply)).toBe(folded(expected.visibleReply))
}

function checkFiling(mail: Mail, expected: Expected): void {
  const { unwrapped, clues } = cluesOf(mail, own)
  const decision = decideOn(clues, lookUp(clues))
  const under = decision.kind === 'file' ? decision.under.map(({ id }) => id).sort() : []
  const why = JSON.stringify(decision.findings)
  if (expected.from) expect(unwrapped.from.address.toLowerCase()).toBe(expected.from)
  if (expected.dateUtc !== undefined) expect(unwrapped.dateUtc ?? 'null').toBe(expected.dateUtc)
  if (expected.class) expect(clues.class).toBe(expected.class)
  if (expected.direction) expect(clues.direction).toBe(expected.direction)
  if (expected.decision) expect(decision.kind, why).toBe(expected.decision)
  if (expected.decisionIn) expect(expected.decisionIn).toContain(decision.kind)
  if (expected.under) expect(under, why).toEqual([...expected.under].sort())
  for (const one of expected.between ?? []) expect(decision.kind === 'ask' ? decision.between.map(({ id }) => id) : [], why).toContain(one)
  for (const one of expected.notUnder ?? []) expect(under).not.toContain(one)
  if (expected.suspicious !== undefined) expect(clues.suspicious.length > 0, why).toBe(expected.suspicious)
}
