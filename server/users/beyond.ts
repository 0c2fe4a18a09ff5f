import type { Permission } from '@postakte/shared/model/permissions'
import { Problem } from '@postakte/shared/model/problem'

type Code = 'role-beyond-yours' | 'user-beyond-yours' | 'scope-beyond-yours'

/** Nobody gives, and nobody takes over, what he may not do himself. Row-level security says the same (0005_people.sql). */
export function requireWithin(mine: ReadonlySet<Permission>, wanted: readonly Permission[], code: Code): void {
  const beyond = wanted.filter((one) => !mine.has(one))
  if (beyond.length > 0) throw new Problem(code, { permissions: [...new Set(beyond)].sort().join(', ') })
}
