const two = (count: number) => String(count).padStart(2, '0')
/** The user's own calendar day, as '2026-03-02'. */
export const dayOf = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
export const inDays = (count: number, from = new Date()) => dayOf(new Date(from.getFullYear(), from.getMonth(), from.getDate() + count))

/** Tomorrow, in one week, in two. */
export const quickDays = [
  ['tomorrow', 1],
  ['nextWeek', 7],
  ['inTwoWeeks', 14],
] as const
