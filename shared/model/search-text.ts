const german: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe', å: 'aa' }
const single: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', đ: 'd', ł: 'l' }

const spelled = (text: string, signs: Readonly<Record<string, string>>) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\0-\x7f]/gu, (sign) => signs[sign] ?? sign)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

/** A word as it is looked for: without case, accents and umlauts. */
export const searchWord = (text: string): string => spelled(text, single)

/** A text as it is kept to be found: 'Mahnung über' is found by 'uber', by 'ueber' and by 'über'. */
export function searchText(...parts: readonly (string | null)[]): string {
  const text = parts.filter((part) => part !== null).join('\n')
  const [plain, wide] = [searchWord(text), spelled(text, german)]
  return plain === wide ? plain : `${plain}\n${wide}`
}

/** The words of a question, each a pattern for LIKE: all of them must be in the text. */
export const searchPatterns = (question: string): string[] =>
  searchWord(question)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)

/** Beyond it nobody types on. */
const longestWord = 40

/** The words of a text as full-text search keeps them: small letters without accents, umlauts kept for the stems of German. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\0-\x7fäöüß]/gu, (sign) => single[sign] ?? sign.normalize('NFKD').replace(/\p{M}+/gu, ''))
    .match(/[\p{L}\p{N}]+/gu)
    ?.map((word) => word.slice(0, longestWord)) ?? []

/** Two letters for an umlaut: both ways to write a word are one. */
export const withoutUmlauts = (word: string): string => word.replace(/[äöüß]/g, (sign) => german[sign]!)

/** How a word may stand in a text: as typed, with two letters for each umlaut, with an umlaut for each two letters. */
export const spellingsOf = (word: string): string[] => [
  ...new Set([word, withoutUmlauts(word), word.replace(/[aou]e/g, (letters) => umlauts[letters]!)]),
]
const umlauts: Readonly<Record<string, string>> = { ae: 'ä', oe: 'ö', ue: 'ü' }
