/**
 * All items, one page after the other, so that ten million rows need the memory of one page. `page` gets what `keyOf` says of
 * the last item, null for the first page.
 */
export async function* paged<T, Key>(page: (after: Key | null) => Promise<T[]>, keyOf: (item: T) => Key): AsyncGenerator<T> {
  let after: Key | null = null
  for (;;) {
    const items: T[] = await page(after)
    yield* items
    if (items.length === 0) return
    after = keyOf(items.at(-1)!)
  }
}

/** Condition of a page in the order of `id`, with $1 as the id before it. Null: from the first, also below any that we would give. */
export const past = (id: string, after: string | null): string => (after === null ? '$1::bigint is null' : `${id} > $1::bigint`)
