/** A filter of a list: its text with `?` for the value; without a value it is not asked at all, so that indexes serve what is. */
export type Condition = readonly [text: string, value?: unknown]

/** `where …` of the conditions that have a value, or need none. */
export function where(conditions: readonly (Condition | false)[]): { readonly text: string; readonly parameters: unknown[] } {
  const parameters: unknown[] = []
  const texts = conditions.flatMap((one) => {
    if (one === false || (one.length === 2 && one[1] === undefined)) return []
    if (one.length === 2) parameters.push(one[1])
    return [one[0].replaceAll('?', `$${parameters.length}`)]
  })
  return { text: `where ${texts.join(' and ') || 'true'}`, parameters }
}
