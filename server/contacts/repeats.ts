import type { ContactRow, Refused } from './contact-row'

/** Tells of contacts that stand in one file twice: the first counts. Keeps a short key for each line of the file. */
export function repeats(): (row: ContactRow) => Refused | null {
  const seen = new Map<string, number>()
  return (row) => {
    const keys = keysOf(row)
    const twice = keys.find((key) => seen.has(key))
    if (twice !== undefined) {
      const facts = { line: String(row.line), key: named(row, twice), first: String(seen.get(twice)) }
      return { line: row.line, code: 'contact-twice', facts }
    }
    for (const key of keys) seen.set(key, row.line)
    return null
  }
}

/** Number and external id each mean one contact; a line that has neither is known by its first address and name. */
function keysOf({ number, externalId, addresses, name }: ContactRow): string[] {
  const keys = [...(number === null ? [] : [`n${number}`]), ...(externalId === null ? [] : [`x${externalId}`])]
  return keys.length > 0 ? keys : [`a${addresses[0] ?? ''} ${name}`]
}

const named = (row: ContactRow, key: string) => (key.startsWith('a') ? row.name : key.slice(1))
