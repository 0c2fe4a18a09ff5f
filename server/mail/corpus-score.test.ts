import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Check, scoreFolder, scoreTable } from './corpus-score'

/** Real mails of public test suites beside this checkout; the project does not depend on them. */
const folder = join(import.meta.dirname, '../../../shared/mails')
const found = existsSync(folder)
if (!found) console.warn('LEFT OUT: real mails (no folder ../shared/mails)')

describe.skipIf(!found)('real mails of public suites', () => {
  let checks: readonly Check[] = []
  beforeAll(() => {
    checks = scoreFolder(folder)
    console.log(scoreTable(checks))
  })
  /** Percent right of the checks that are no quirk. */
  const share = (...fields: readonly string[]) => {
    const counted = checks.filter((check) => !check.quirk && (fields.length === 0 || fields.includes(check.field)))
    return (100 * counted.filter(({ right }) => right).length) / counted.length
  }

  it('are read without an exception', () => expect(checks.filter(({ field }) => field === 'exception')).toEqual([]))
  it('come out right in 98.5 of 100 checks', () => expect(share()).toBeGreaterThanOrEqual(98.5))
  it('have the right number of attachments', () => expect(share('attachmentCount')).toBeGreaterThanOrEqual(99.5))
  it('have the right names of attachments', () => expect(share('attachmentsInclude')).toBeGreaterThanOrEqual(97))
  it('are known as forwarded, all of them', () => expect(share('forwarded')).toBe(100))
  it('name the original sender', () => expect(share('forwardedFrom')).toBeGreaterThanOrEqual(98))
  it('show the new text of a reply', () => expect(share('visibleReply')).toBeGreaterThanOrEqual(90))
  it('are known as bounces', () => expect(share('isBounce')).toBeGreaterThanOrEqual(98))
})

describe('the score of a folder', () => {
  const tests = mkdtempSync(join(tmpdir(), 'score-'))
  const suite = (name: string, expected: readonly unknown[]) => {
    mkdirSync(join(tests, name))
    writeFileSync(join(tests, name, 'abo.eml'), 'From: anna@huber-verlag.example\r\nSubject: Abo\r\n\r\nGuten Tag\r\n')
    writeFileSync(join(tests, name, 'expected.json'), JSON.stringify(expected))
  }
  beforeAll(() => {
    suite('one', [{ file: 'abo.eml', subject: 'Abo', from: { address: 'anna@huber-verlag.example' } }])
    suite('other', [
      { file: 'abo.eml', subject: 'Abo', textContains: 'Lieferung' },
      { file: 'abo.eml', subject: 'Abbo', quirk: ['subject'] },
    ])
    suite('without-checks', [])
  })
  afterAll(() => rmSync(tests, { recursive: true }))

  it('has a line for each field and for each suite, quirks left out', () => {
    const lines = scoreTable(scoreFolder(tests)).split('\n')
    expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual([
      'field right / counted',
      'from 1 / 1 100.00 %',
      'subject 2 / 2 100.00 %',
      'textContains 0 / 1 0.00 %',
      'all 3 / 4 75.00 %',
      '',
      'suite right / counted',
      'one 2 / 2 100.00 %',
      'other 1 / 2 50.00 %',
      'all 3 / 4 75.00 %',
    ])
  })
})
