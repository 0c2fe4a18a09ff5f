import type { Query } from '../db/db'
import { paged, past } from './pages'

/**
 * Rows whose facts mention one of the words in a value, in whatever case or composition of its letters. Compared here, because
 * the database's lower() knows no umlauts in some locales.
 */
export async function mentioning(tx: Query, words: readonly string[]): Promise<readonly string[]> {
  const wanted = words.map(plain)
  if (wanted.length === 0) return []
  if (wanted.some((word) => word.length < 3)) throw new Error('a word of fewer than three letters would erase nearly everything')
  const found: string[] = []
  for await (const { id, facts } of rowsWithFacts(tx)) if (mentions(facts, wanted)) found.push(id)
  return found
}

interface RowWithFacts {
  readonly id: string
  readonly facts: string
}

function rowsWithFacts(tx: Query): AsyncGenerator<RowWithFacts> {
  const page = (after: string | null) =>
    tx.query<RowWithFacts>(
      `select id::text as id, facts::text as facts from journal j where facts is not null and ${past('j.id', after)}
       order by j.id limit 2000`,
      [after],
    )
  return paged(page, ({ id }) => id)
}

const plain = (text: string): string => text.trim().normalize('NFC').toLowerCase()

const mentions = (facts: string, wanted: readonly string[]): boolean =>
  valuesIn(JSON.parse(facts)).some((value) => wanted.some((word) => plain(value).includes(word)))

function valuesIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valuesIn)
  return value === null ? [] : [String(value)]
}
