import type { Query } from '../../db/db'

export interface Policy {
  readonly table: string
  readonly name: string
  readonly command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'ALL'
  readonly using: string | null
  readonly check: string | null
}

/** A policy with one of its clauses gone. */
export interface Mutant {
  readonly policy: Policy
  readonly without: string
  readonly statement: string
}

export const policiesOf = (db: Query): Promise<Policy[]> =>
  db.query<Policy>(
    `select tablename as "table", policyname as name, cmd as command, qual as using, with_check as "check" from pg_policies where schemaname = 'public' order by 1, 2`,
  )

/** Every policy without each of its clauses, one at a time. */
export function mutantsOf(policy: Policy): Mutant[] {
  const alter = (part: 'using' | 'with check', text: string, without: string): Mutant => ({
    policy,
    without: `${part}: ${without}`,
    statement: `alter policy "${policy.name}" on "${policy.table}" ${part} (${text})`,
  })
  const of = (part: 'using' | 'with check', text: string | null) =>
    text === null ? [] : withoutEach(text).map(({ rest, without }) => alter(part, rest, without))
  return [...of('using', policy.using), ...of('with check', policy.check)]
}

/** The expression without each part of an AND (it lets more through) and of an OR (it lets less through), at any depth. */
export function withoutEach(text: string): { readonly rest: string; readonly without: string }[] {
  const plain = unwrapped(text.trim())
  const word = [' OR ', ' AND '].find((one) => split(plain, one).length > 1)
  if (word === undefined) return [{ rest: 'true', without: plain }]
  const parts = split(plain, word)
  return parts.flatMap((part, at) => {
    const others = (middle: readonly string[]) => [...parts.slice(0, at), ...middle, ...parts.slice(at + 1)].join(word)
    const inside = isCompound(part) ? withoutEach(part).map(({ rest, without }) => ({ rest: others([`(${rest})`]), without })) : []
    return [{ rest: others([]), without: part }, ...inside]
  })
}

const isCompound = (text: string) => [' OR ', ' AND '].some((word) => split(unwrapped(text.trim()), word).length > 1)

/** Without brackets around the whole of it. */
function unwrapped(text: string): string {
  if (!text.startsWith('(') || closing(text, 0) !== text.length - 1) return text
  return unwrapped(text.slice(1, -1).trim())
}

/** Parts between a word that stands in no brackets and no quotes. */
function split(text: string, word: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') at = closing(text, at)
    else if (text[at] === "'") at = text.indexOf("'", at + 1)
    else if (text.startsWith(word, at)) {
      parts.push(text.slice(from, at))
      from = at + word.length
    }
  }
  return [...parts, text.slice(from)]
}

function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") at = text.indexOf("'", at + 1)
    else if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at
  }
  throw new Error(`unbalanced: ${text}`)
}
