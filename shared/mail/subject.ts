/** Prefixes that mail programs put before a subject, by language. The first column of each list is the reply. */
const replies: Readonly<Record<string, readonly string[]>> = {
  en: ['re', 'reply'], // RFC 5322 §3.6.5
  de: ['aw', 'antw', 'antwort'],
  nl: ['antw', 'beantw'],
  sv: ['sv', 'svar'],
  fr: ['re', 'ref', 'rép', 'rep'],
  it: ['r', 'rif', 'ris'],
  es: ['re', 'resp'],
  pt: ['res', 'enc-re'],
  pl: ['odp'],
  fi: ['vs', 'vast'],
  hu: ['vá'],
  tr: ['ynt', 'yan', 'cvp'],
  el: ['απ', 'σχετ'],
  ro: ['răspuns', 'ra'],
  cs: ['odp'],
  ru: ['отв', 'ответ'],
  zh: ['回复', '回覆', '答复'],
  ja: ['返信'],
  ko: ['회신', '답장'],
  he: ['תגובה'],
}
const forwards: Readonly<Record<string, readonly string[]>> = {
  en: ['fw', 'fwd', 'forward'],
  de: ['wg', 'weitergeleitet'],
  fr: ['tr', 'tr-fwd', 'i', 'transf'],
  es: ['rv', 'reenv', 'rm'],
  it: ['i', 'inoltra', 'inoltro', 'fwd'],
  pt: ['enc', 'encam'],
  nl: ['doorst', 'fw'],
  pl: ['pd', 'przek'],
  sv: ['vb'],
  da: ['vs', 'videres'],
  no: ['vs', 'videresendt', 'videresend'],
  fi: ['vl', 'välitetty'],
  hu: ['továbbítás', 'tov', 'tovabbitas'],
  cs: ['předáno', 'přep', 'fw'],
  sk: ['preposlané', 'prep'],
  tr: ['ilt', 'İlt', 'i̇lt', 'iletildi'],
  ro: ['redirecționat', 'tr'],
  hr: ['prosl', 'proslijeđeno'],
  et: ['ed'],
  uk: ['пересл', 'fwd', 'нп'],
  ru: ['пересл', 'пер', 'fwd', 'на'],
  el: ['πρθ', 'προώθ'],
  zh: ['转发', '轉寄', '轉發'],
  ja: ['転送'],
  ko: ['전달'],
}

const alternatives = (table: Readonly<Record<string, readonly string[]>>) =>
  [...new Set(Object.values(table).flat())].sort((one, other) => other.length - one.length)
const replyWords = alternatives(replies)
const forwardWords = alternatives(forwards)
const escaped = (words: readonly string[]) =>
  words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')

/** `Re[2]:`, `AW (3):`, `WG :`, full-width colon; anchored, bounded: linear on floods (reliability B27). */
const prefix = (words: readonly string[]) =>
  new RegExp(`^\\s{0,20}(?:${escaped(words)})\\s{0,3}(?:[[(]\\d{1,3}[\\])])?\\s{0,3}[:：]`, 'iu')
const anyPrefix = prefix(
  alternatives({
    ...Object.fromEntries(Object.entries(replies).map(([key, list]) => [`r-${key}`, list])),
    ...forwards,
  }),
)
const forwardPrefix = prefix(forwardWords)
const replyPrefix = prefix(replyWords)
/** What gateways put in front: [EXTERN], [EXT], [SPAM?]. */
const gatewayMark =
  /^\s{0,20}(?:\[(?:ext|extern|external|externe|spam|\*+spam\*+)[^\]]{0,20}\]|\*+(?:ext|external|spam)\*+)/i

/** Subject without reply and forward prefixes and gateway marks; blanks folded. At most 40 layers are taken off. */
export function baseSubject(subject: string): string {
  let rest = subject.slice(0, 2_000).replace(/\s+/g, ' ').trim()
  for (let layer = 0; layer < 40; layer++) {
    const match = gatewayMark.exec(rest) ?? anyPrefix.exec(rest)
    if (!match) break
    rest = rest.slice(match[0].length).trim()
  }
  return rest
}

/** True when the outermost prefix is one of a forward. */
export const isForwardSubject = (subject: string): boolean => forwardPrefix.test(withoutMarks(subject))
export const isReplySubject = (subject: string): boolean => replyPrefix.test(withoutMarks(subject))

function withoutMarks(subject: string): string {
  let rest = subject.slice(0, 2_000)
  for (let layer = 0; layer < 5; layer++) {
    const match = gatewayMark.exec(rest)
    if (!match) break
    rest = rest.slice(match[0].length)
  }
  return rest
}
