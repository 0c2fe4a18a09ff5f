import { useState } from 'react'

interface Standing<T> {
  readonly one: T
  /** It is no longer in the list: as it was last. */
  readonly gone: boolean
}

interface Known<T> {
  readonly items: readonly T[] | undefined
  readonly which: string
  readonly standing: readonly Standing<T>[]
}

/**
 * A list in which nothing moves while somebody works in it: a click is for what its user saw there. What is gone keeps its place, what is
 * new comes last, until `tidy`, or until it is another list (`which`). `items` must be the same array as long as nothing changed.
 */
export function useStanding<T extends { readonly id: string }>(items: readonly T[] | undefined, which: string) {
  const [known, know] = useState<Known<T>>({ items: undefined, which, standing: [] })
  const now = items === known.items && which === known.which ? known : next(known, items, which)
  if (now !== known) know(now)
  return {
    standing: items && now.standing,
    tidy: () => know(({ standing: _, ...before }) => ({ ...before, standing: (before.items ?? []).map((one) => ({ one, gone: false })) })),
  }
}

function next<T extends { readonly id: string }>(known: Known<T>, items: readonly T[] | undefined, which: string): Known<T> {
  const before = which === known.which ? known.standing : []
  if (!items) return { items, which, standing: before }
  const fresh = new Map(items.map((one) => [one.id, one]))
  const stayed = before.map(({ one }) => ({ one: fresh.get(one.id) ?? one, gone: !fresh.has(one.id) }))
  const there = new Set(before.map(({ one }) => one.id))
  return { items, which, standing: [...stayed, ...items.filter(({ id }) => !there.has(id)).map((one) => ({ one, gone: false }))] }
}
