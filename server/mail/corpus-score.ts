import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseLine } from './parse-line'

/** Checks real mails against what their suites expect (fields as in mails/SOURCES.md of the shared texts). */
export interface Check {
  readonly suite: string
  readonly file: string
  readonly field: string
  readonly right: boolean
  readonly quirk: boolean
  readonly expected: unknown
  readonly got: unknown
}

type Expected = Record<string, any> & { file: string; quirk?: string[] }

export function scoreFolder(folder: string): Check[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => scoreSuite(folder, entry.name))
}

function scoreSuite(folder: string, suite: string): Check[] {
  const expected = JSON.parse(readFileSync(join(folder, suite, 'expected.json'), 'utf8')) as Expected[]
  return expected.flatMap((one) => scoreMail(join(folder, suite), suite, one))
}

function scoreMail(folder: string, suite: string, expected: Expected): Check[] {
  const bytes = readFileSync(join(folder, expected.file))
  let got: Record<string, any>
  try {
    got = parseLine(expected.file, bytes)
  } catch (error) {
    return [
      {
        suite,
        file: expected.file,
        field: 'exception',
        right: false,
        quirk: false,
        expected: 'none',
        got: String((error as Error).stack),
      },
    ]
  }
  const quirks = new Set((expected.quirk ?? []).flatMap((field) => quirkFields[field] ?? [field]))
  return Object.entries(expected)
    .filter(([field, value]) => field in judges && (field !== 'bounce' || (expected.isBounce && statedCodes(value).length > 0)))
    .map(([field, value]) => {
      const [right, seen] = judges[expected.toFirst === true && field === 'to' ? 'firstOfTo' : field]!(value, got)
      return {
        suite,
        file: expected.file,
        field,
        right,
        quirk: quirks.has(field),
        expected: value,
        got: seen,
      }
    })
}

/** Names of quirks in the suites → fields here. */
const quirkFields: Record<string, string[]> = {
  'att.count': ['attachmentCount'],
  'att.filename': ['attachments', 'attachmentsInclude'],
  'att.type': ['attachments', 'attachmentsInclude'],
  text: ['textContains'],
}

/** RFC 3463 codes that the suite states; x.y.9zz are inventions of sisimai for its own reasons. */
const statedCodes = (bounces: readonly { readonly status?: string }[]) =>
  bounces.map(({ status }) => status ?? '').filter((status) => /^[45]\.\d+\.\d+$/.test(status) && !/\.9\d\d$/.test(status))

type Judge = (expected: any, got: Record<string, any>) => [boolean, unknown]

const squeeze = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, '')
const collapse = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
const same: (field: string) => Judge = (field) => (expected, got) => [
  (got[field] ?? null) === expected || (expected === '' && got[field] == null),
  got[field],
]

function sameAddress(expected: any, got: any): boolean {
  if (expected === null) return got == null
  const address = !('address' in expected) || (expected.address ?? '').toLowerCase() === (got?.address ?? '').toLowerCase()
  const name = !('name' in expected) || collapse(expected.name) === collapse(got?.name)
  return address && name
}
const sameList = (expected: any[], got: any[] | undefined) =>
  expected.length === (got ?? []).length && expected.every((one, at) => sameAddress(one, got![at]))

const sameFile = (expected: any, got: any) =>
  (!('filename' in expected) || (expected.filename ?? null) === (got?.filename ?? null)) &&
  (!expected.contentType || expected.contentType.toLowerCase() === got?.contentType) &&
  (expected.size === undefined || expected.size === null || Math.abs(expected.size - (got?.size ?? -99)) <= 4)

const names = (list: any[]) => list.map((file) => file.filename)

const judges: Record<string, Judge> = {
  from: (expected, got) => [sameAddress(expected, got.from), got.from],
  to: (expected, got) => [sameList(expected, got.to), got.to],
  firstOfTo: (expected, got) => [sameAddress(expected[0], got.to?.[0]), got.to],
  cc: (expected, got) => [sameList(expected, got.cc), got.cc],
  subject: (expected, got) => [collapse(got.subject) === collapse(expected), got.subject],
  dateUtc: same('dateUtc'),
  messageId: same('messageId'),
  inReplyTo: same('inReplyTo'),
  references: (expected, got) => [JSON.stringify(expected) === JSON.stringify(got.references), got.references],
  textContains: (expected, got) => [
    [expected].flat().every((text: string) => squeeze(got.text).includes(squeeze(text))),
    got.text?.slice(0, 300),
  ],
  htmlContains: (expected, got) => [
    [expected].flat().every((text: string) => squeeze(got.html).includes(squeeze(text))),
    got.html?.slice(0, 300),
  ],
  attachmentCount: (expected, got) => [got.attachments.length === expected, names(got.attachments)],
  attachments: (expected, got) => [
    expected.length === got.attachments.length && expected.every((one: any, at: number) => sameFile(one, got.attachments[at])),
    got.attachments,
  ],
  attachmentsInclude: (expected, got) => [
    expected.every((one: any) => got.attachments.some((file: any) => sameFile(one, file))),
    names(got.attachments),
  ],
  forwarded: same('forwarded'),
  forwardedFrom: (expected, got) => [sameAddress(expected, got.forwardedFrom), got.forwardedFrom],
  forwardedMessage: (expected, got) => [sameForward(expected, got.forwardedMessage), got.forwardedMessage],
  visibleReply: (expected, got) => [collapse(got.visibleReply) === collapse(expected), got.visibleReply],
  visibleReplyStartsWith: (expected, got) => [collapse(got.visibleReply).startsWith(collapse(expected)), got.visibleReply],
  isBounce: same('isBounce'),
  isAutoReply: same('isAutoReply'),
  isFeedbackReport: same('isFeedbackReport'),
  isDsnSuccess: (expected, got) => [expected !== got.isBounce, got.isBounce],
  bounce: (expected, got) => [statedCodes(expected).includes(got.bounce?.status), got.bounce],
}

function sameForward(expected: any, got: any): boolean {
  if (!got) return false
  const list = (field: 'to' | 'cc') => !expected[field] || sameList(expected[field], got[field])
  return (
    list('to') &&
    list('cc') &&
    (expected.subject === undefined || collapse(expected.subject) === collapse(got.subject)) &&
    (expected.body === undefined || collapse(got.body) === collapse(expected.body))
  )
}

/** Right of counted (quirks left out), in percent: a line for each field, and for each suite. */
export function scoreTable(checks: readonly Check[]): string {
  return [...tableBy('field', checks), '', ...tableBy('suite', checks)].join('\n')
}

function tableBy(key: 'field' | 'suite', checks: readonly Check[]): string[] {
  const names = [...new Set(checks.map((check) => check[key]))].sort()
  const counted = checks.filter(({ quirk }) => !quirk)
  const rows = names.map((name) =>
    row(
      name,
      counted.filter((check) => check[key] === name),
    ),
  )
  return [`${key.padEnd(nameWidth)} right / counted`, ...rows, row('all', counted)]
}

const nameWidth = 30

function row(name: string, checks: readonly Check[]): string {
  const right = checks.filter((check) => check.right).length
  const share = checks.length === 0 ? '' : `${((100 * right) / checks.length).toFixed(2)} %`
  return `${name.padEnd(nameWidth)} ${String(right).padStart(5)} / ${String(checks.length).padStart(5)}  ${share}`.trimEnd()
}
