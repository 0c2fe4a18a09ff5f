/** What mail programs write over the mail that is answered or passed on; de, en, fr. Each anchored to its line. */
const separators: readonly RegExp[] = [
  /^\s{0,9}[-–—]{2,}\s{0,3}(?:ursprüngliche nachricht|original(?:nachricht| message)|weitergeleitete nachricht|forwarded message|message (?:d'origine|transféré))\s{0,3}[-–—]{2,}/iu,
  // Outlook's line, in text.
  /^_{20,}\s*$/,
]
/** Thunderbird, Apple Mail, Gmail: "Am 2. März 2026 schrieb Anna Huber:". */
const wrote = /^\s{0,9}(?:am|on|le)\s.{4,200}(?:schrieb|wrote|a écrit)\b.{0,200}:\s*$/iu
const quoted = /^\s{0,3}>/
/** "Von: … / Gesendet: …": two lines of a head, the second at most three lines below. */
const headBegins = /^\s{0,9}\*?(?:von|from|de)\s?:\*?\s/iu
const headGoesOn = /^\s{0,9}\*?(?:gesendet|sent|datum|date|envoyé|an|to|à)\s?:\*?\s/iu

/** Beyond this nobody writes by hand. */
const longest = 100_000

/**
 * What somebody wrote himself of a draft's text: up to the mail that it answers, without lines that are quoted. Where no sign of the
 * answered mail is found it is all his own. Where each quoted line is marked he may have written below them, too.
 */
export function ownText(text: string): string {
  const lines = text.slice(0, longest).split(/\r\n?|\n/)
  const end = lines.findIndex((line, at) => separators.some((one) => one.test(line)) || isHead(lines, at) || begins(lines, at) === 'all')
  const own = end === -1 ? lines : lines.slice(0, end)
  return own.filter((line, at) => !quoted.test(line) && begins(lines, at) === null).join('\n')
}

/** What begins after "… wrote:": lines that are marked, or all of the answered mail. */
function begins(lines: readonly string[], at: number): 'marked' | 'all' | null {
  if (!wrote.test(lines[at]!)) return null
  const next = lines.slice(at + 1, at + 4).find((line) => line.trim() !== '')
  return next !== undefined && quoted.test(next) ? 'marked' : 'all'
}

const isHead = (lines: readonly string[], at: number) =>
  headBegins.test(lines[at]!) && lines.slice(at + 1, at + 4).some((line) => headGoesOn.test(line))
