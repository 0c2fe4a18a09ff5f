import { ProblemWith } from '../problem-with'

/** A place in a list, as `next` says it: opaque for the caller. */
export const cursorOf = (...place: readonly string[]): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** The place that `after` says, part by part; nulls for the beginning. What we did not give out is a wrong request. */
export function placeOf(after: string | undefined, ...parts: readonly RegExp[]): readonly (string | null)[] {
  if (after === undefined) return parts.map(() => null)
  const place = parsed(after)
  if (place.length === parts.length && place.every((one, at) => parts[at]!.test(one))) return place
  throw new ProblemWith('request-wrong', { fields: [{ path: 'query.after', message: 'next' }] })
}

function parsed(after: string): readonly string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    return Array.isArray(place) && place.every((one) => typeof one === 'string') ? place : []
  } catch {
    return []
  }
}

/** Parts of a place. */
export const exactInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/
export const dayPart = /^\d{4}-\d\d-\d\d$/
export const idPart = /^[1-9]\d{0,17}$/
export const textPart = /^[^\0\ud800-\udfff]*$/u

/** A page of rows of which one more was asked for than it holds. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { item, place }: { item: (row: Row) => Item; place: (row: Row) => string },
) {
  const shown = rows.slice(0, limit)
  return { items: shown.map(item), next: rows.length > limit ? place(shown.at(-1)!) : null }
}
