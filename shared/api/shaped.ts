/**
 * What an answer must have, as panel/build/bare-routes.ts writes it down from a route's own shape: the kind of a plain value ('string');
 * what each one of a list must have, in a list of one; of a value that may be null beside a null; of an object by its keys. 0: anything, or nothing.
 */
export type Outline =
  | 0
  | 'string'
  | 'number'
  | 'boolean'
  | readonly [Outline]
  | readonly [Outline, null]
  | { readonly [key: string]: Outline }

/** Takes an answer as it was told, when all that a panel relies on is there. */
export const shaped = (outline: Outline) => ({
  parse(told: unknown): unknown {
    if (!fits(outline, told)) throw new TypeError('the answer is not as the route promises')
    return told
  },
})

function fits(outline: Outline, told: unknown): boolean {
  if (outline === 0) return true
  if (typeof outline === 'string') return typeof told === outline
  if (!Array.isArray(outline))
    return isRecord(told) && Object.entries<Outline>(outline as never).every(([key, one]) => fits(one, told[key]))
  const [one, orNull] = outline as readonly [Outline, null?]
  return orNull === null ? told === null || fits(one, told) : Array.isArray(told) && told.every((each) => fits(one, each))
}

const isRecord = (told: unknown): told is Record<string, unknown> => typeof told === 'object' && told !== null
