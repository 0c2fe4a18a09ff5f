/** So many words one after the other are no coincidence; notes that are shorter are not recognised. */
export const wordsOfRun = 7
/** Of a draft; what somebody writes has a few hundred. */
export const mostRuns = 2_000

/**
 * A number for each run of seven words, each once: what quotes the other has numbers in common with it. So a draft is compared
 * with the notes of a case, and its text stays where it is. Letter case, punctuation and line ends do not count.
 */
export function runsIn(text: string): readonly number[] {
  const words =
    text
      .slice(0, 100_000)
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const runs = new Set<number>()
  for (let at = 0; at + wordsOfRun <= words.length && runs.size < mostRuns; at++)
    runs.add(numberOf(words.slice(at, at + wordsOfRun).join(' ')))
  return [...runs]
}

/** FNV-1a twice, with two beginnings: 53 bits, as many as a number holds. */
function numberOf(text: string): number {
  let [one, other] = [0x811c9dc5, 0x1b873593]
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    one = Math.imul(one ^ letter, 0x01000193)
    other = Math.imul(other ^ letter, 0x01000193) ^ (other >>> 15)
  }
  return (one >>> 11) * 0x100000000 + (other >>> 0)
}
