import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { directory as directoryShape } from '@postakte/shared/model/directory'
import { describe, expect, it } from 'vitest'
import { explainMail, explanationJson } from '../explain'
import { directoryLookUp, ownOf } from './directory-look-up'

/** Labelled mails beside this checkout; the project does not depend on them. */
const folder = join(import.meta.dirname, '../../../../shared/filing-cases')
const found = existsSync(folder)
if (!found) console.warn('LEFT OUT: filing cases (no folder ../shared/filing-cases)')

const names = found ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'mail.eml'))) : []

describe.skipIf(!found)('filing cases', () => {
  it.each(names)('%s', async (name) => {
    const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'))
    const own = existsSync(join(folder, name, 'directory.json')) ? join(folder, name, 'directory.json') : join(folder, 'directory.json')
    const directory = directoryShape.parse(JSON.parse(readFileSync(own, 'utf8')))
    const got = explanationJson(
      await explainMail(readFileSync(join(folder, name, 'mail.eml')), ownOf(directory, ''), directoryLookUp(directory)),
      'en',
    ) as any
    const under = [...got.under].sort()
    if (expected.decision) expect(got.decision, JSON.stringify(got.findings)).toBe(expected.decision)
    if (expected.under) expect(under).toEqual([...expected.under].sort())
    for (const one of expected.between ?? []) expect(got.between).toContain(one)
    for (const one of expected.notUnder ?? []) expect(under).not.toContain(one)
    for (const field of ['direction', 'dateUtc', 'class'] as const)
      if (expected[field] !== undefined) expect(got[field]).toBe(expected[field])
    if (expected.from) expect(got.from.address.toLowerCase()).toBe(expected.from)
    if (expected.suspicious !== undefined) expect(got.suspicious.length > 0).toBe(expected.suspicious)
  })
})
