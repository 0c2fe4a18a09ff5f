import type { Target } from '../intake/pipeline/decision'
import { sameTarget } from '../intake/pipeline/relation'

/** A filing as it stands. A removed one is a person's doing: what a rule takes back is deleted. */
export interface Filed {
  readonly target: Target
  readonly byPerson: boolean
  readonly removed: boolean
}

/** What a rule run may change: it never undoes a person, and never repeats what a person undid. */
export function refile(wanted: readonly Target[], existing: readonly Filed[]): { readonly add: Target[]; readonly remove: Target[] } {
  const isKnown = (target: Target) => existing.some((filed) => sameTarget(filed.target, target))
  const isWanted = (target: Target) => wanted.some((one) => sameTarget(one, target))
  return {
    add: wanted.filter((target) => !isKnown(target)),
    remove: existing.filter(({ target, byPerson, removed }) => !byPerson && !removed && !isWanted(target)).map(({ target }) => target),
  }
}
