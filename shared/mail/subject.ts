import { type SubjectPrefixes, subjectPrefixes } from './subject-prefixes'

/** `Re[2]:`, `AW (3):`, `Redir.:`, `WG :`, full-width colon; anchored and bounded: linear on floods (reliability B27). */
function prefixPattern(kinds: readonly ('reply' | 'forward')[]): RegExp {
  const words = [...new Set(subjectPrefixes.flatMap((one: SubjectPrefixes) => kinds.flatMap((kind) => one[kind])))]
  const longestFirst = words.sort((one, other) => other.length - one.length).join('|')
  return new RegExp(`^\\s{0,20}(?:${longestFirst})\\.?\\s{0,3}(?:[[(*]\\d{1,3}[\\])*])?\\s{0,3}[:：]`, 'iu')
}

const anyPrefix = prefixPattern(['reply', 'forward'])
const replyPrefix = prefixPattern(['reply'])
const forwardPrefix = prefixPattern(['forward'])

/** What gateways put in front: `[EXTERN]`, `[EXT]`, `*EXTERNAL*`, `[SPAM?]`, `EXTERN:`. */
const gatewayMark =
  /^\s{0,20}(?:[[{<(]\s{0,2}(?:ext|extern|externe?r?|external|outside|spam|suspected spam|warning|achtung|caution|\*+spam\*+)[^\]})>]{0,20}[\]})>]|\*{1,6}\s?(?:ext|extern|external|spam)[^*]{0,20}\*{1,6}|(?:ext|extern|external)\s?:)/iu

/** A tag of ours, a list's name or a ticket in front: `[KD=10023]`, `[users]`. It hides no prefix. */
const leadingBracket = /^\s{0,20}\[[^\]\n]{1,60}\]/u

const longest = 2_000
const layers = 40

/** Subject without reply and forward prefixes and gateway marks; blanks folded. At most 40 layers are taken off. */
export function baseSubject(subject: string): string {
  let rest = subject.slice(0, longest).replace(/\s+/g, ' ').trim()
  for (let layer = 0; layer < layers; layer++) {
    const match = gatewayMark.exec(rest) ?? anyPrefix.exec(rest)
    if (!match) break
    rest = rest.slice(match[0].length).trim()
  }
  return rest
}

/** True when the outermost prefix is one of a forward; gateway marks and tags before it do not count. */
export const isForwardSubject = (subject: string): boolean => forwardPrefix.test(outermost(subject))
export const isReplySubject = (subject: string): boolean => replyPrefix.test(outermost(subject))

function outermost(subject: string): string {
  let rest = subject.slice(0, longest)
  for (let layer = 0; layer < 5; layer++) {
    const match = gatewayMark.exec(rest) ?? leadingBracket.exec(rest)
    if (!match) break
    rest = rest.slice(match[0].length)
  }
  return rest
}
