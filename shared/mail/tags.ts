/** Tags that we put into subjects. Only the subject counts, never the body. */
export interface SubjectTags {
  /** Customer numbers, without leading zeros, each once. */
  readonly customerNumbers: readonly string[]
  readonly caseTags: readonly { readonly number: string; readonly check: string | null }[]
}

/** `[KD=99999]`: letter case, blanks and full-width forms forgiven; 1 to 12 digits and nothing else inside the brackets. */
const customerTag = /\[\s{0,3}KD\s{0,3}[=:]\s{0,3}(\d(?:\s?\d){0,11})\s{0,3}\]/giu
/** `[VG=123-x7k]`: number, then the short check; a number alone has check null and proves nothing. */
const caseTag = /\[\s{0,3}VG\s{0,3}[=:]\s{0,3}(\d{1,12})(?:\s{0,2}[-–]\s{0,2}([0-9a-z]{3,8}))?\s{0,3}\]/giu
/** Direction marks and zero-width characters inside brackets are never a tag (reliability C04). */
const hidden = /\[[^\]]{0,60}[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff][^\]]{0,60}\]/gu

export function tagsIn(subject: string): SubjectTags {
  const text = subject.slice(0, 2_000).replace(hidden, ' ').normalize('NFKC')
  const numbers = [...text.matchAll(customerTag)].map((match) => plainNumber(match[1]!)).filter((number) => number !== '')
  const cases = [...text.matchAll(caseTag)].map((match) => ({
    number: plainNumber(match[1]!),
    check: match[2]?.toLowerCase() ?? null,
  }))
  const distinct = new Map(cases.map((tag) => [`${tag.number}-${tag.check}`, tag]))
  return { customerNumbers: [...new Set(numbers)], caseTags: [...distinct.values()] }
}

/** Number as a key: no blanks, no leading zeros; '' for zero. */
export const plainNumber = (number: string): string => number.replace(/\s/g, '').replace(/^0+/, '')

export const withoutTags = (subject: string): string => subject.replace(customerTag, ' ').replace(caseTag, ' ').replace(/\s+/g, ' ').trim()
