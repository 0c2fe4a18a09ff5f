/** Longest Message-ID kept: a line of RFC 5322 §2.1.1 has 998 characters, real ids have at most 250. */
const longest = 500

/** Message-ID as a key: no brackets, no blanks, right of @ lower case, at most 500 characters; null when nothing is left. */
export function normalMessageId(id: string): string | null {
  const bare = [...id.slice(0, 4 * longest)].filter(visible).join('').slice(0, longest)
  if (bare === '') return null
  const at = bare.lastIndexOf('@')
  return at === -1 ? bare : bare.slice(0, at) + bare.slice(at).toLowerCase()
}

const visible = (letter: string) => letter > ' ' && letter !== '<' && letter !== '>' && letter !== '\u007f' && !/\s/.test(letter)

/**
 * Ids of In-Reply-To or References, as written, oldest first. Tolerant: comments, commas, phrases ("Your message of …")
 * and ids without brackets, as old programs write them; at most `most` are kept, the first and the last half.
 */
export function messageIdsIn(header: string, most = 100): readonly string[] {
  const text = header.slice(0, 200_000)
  const bracketed = [...text.matchAll(/<([^<>\s]{1,500})>/g)].map((match) => match[1]!)
  const ids = bracketed.length > 0 ? bracketed : text.split(/[\s,;]+/).filter((word) => /^[^@\s"()]{1,200}@[^@\s"()]{1,200}$/.test(word))
  const distinct = [...new Set(ids)]
  return distinct.length <= most ? distinct : [...distinct.slice(0, most >> 1), ...distinct.slice(-(most >> 1))]
}
