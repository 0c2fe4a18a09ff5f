import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
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
