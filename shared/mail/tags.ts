/** Tags that we put into subjects. Only the subject counts, never the body. */
export interface SubjectTags {
  /** Customer numbers, without leading zeros, each once. */
  readonly customerNumbers: readonly string[]
  readonly caseTags: readonly CaseTag[]
}

export interface CaseTag {
  readonly number: string
  /** Lower case; null when the tag has none, which proves nothing. */
  readonly check: string | null
}

/** `[KD=99999]`: letter case and blanks forgiven; 1 to 12 digits and nothing else inside the brackets. */
const customerTag = /\[\s{0,3}[Kk][Dd]\s{0,3}=\s{0,3}([0-9](?:\s?[0-9]){0,11})\s{0,3}\]/g
/** `[VG=123-x7k]`: number, then the short check. */
const caseTag = /\[\s{0,3}[Vv][Gg]\s{0,3}=\s{0,3}([0-9]{1,12})(?:\s{0,2}[-–]\s{0,2}([0-9A-Za-z]{3,8}))?\s{0,3}\]/g

/** Zero-width characters and direction marks inside brackets are never a tag (reliability C04) … */
const hidden = /\[[^\]]{0,60}[\u00ad\u200b-\u200f\u2060-\u2065\ufeff][^\]]{0,60}\]/g
/** … and a subject that turns the reading direction or breaks its line holds none at all: it shows other than it reads. */
const tricky = /[\u0000-\u0008\u000a-\u001f\u007f\u2028-\u202e\u2066-\u2069]/

/** Longer subjects are cut: ours never are, and a flood must cost nothing. */
const longest = 2_000

export function tagsIn(subject: string): SubjectTags {
  const text = halfWidth(subject.slice(0, longest).replace(hidden, ' '))
  if (tricky.test(text)) return { customerNumbers: [], caseTags: [] }
  const numbers = [...text.matchAll(customerTag)].map((match) => plainNumber(match[1]!)).filter((number) => number !== '')
  const cases = [...text.matchAll(caseTag)].map((match) => ({ number: plainNumber(match[1]!), check: match[2]?.toLowerCase() ?? null }))
  const distinct = new Map(cases.map((tag) => [`${tag.number}-${tag.check}`, tag]))
  return { customerNumbers: [...new Set(numbers)], caseTags: [...distinct.values()] }
}

/** `［ＫＤ＝９９９９９］`, as Japanese keyboards write it, is the same tag; other look-alikes (Ⓚ, ²) are none. */
const halfWidth = (text: string) =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')

/** Number as a key: no blanks, no leading zeros; '' for zero. */
export const plainNumber = (number: string): string => number.replace(/\s/g, '').replace(/^0+/, '')

export const withoutTags = (subject: string): string => subject.replace(customerTag, ' ').replace(caseTag, ' ').replace(/\s+/g, ' ').trim()

/** The tag that belongs into a subject: `[VG=4711-x7k]`. */
export const caseTagText = ({ number, check }: { readonly number: string; readonly check: string }): string => `[VG=${number}-${check}]`

/** The subject with this case's tag at its end, and no other case's: an answer must find one case. */
export function subjectWithTag(subject: string, tag: string): string {
  const { caseTags } = tagsIn(subject)
  const [only] = caseTags
  if (caseTags.length === 1 && only!.check !== null && caseTagText({ number: only!.number, check: only!.check }) === tag) return subject
  return `${subject
    .replace(caseTag, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim()} ${tag}`.trim()
}
