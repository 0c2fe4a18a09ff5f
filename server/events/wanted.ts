import type { LiveEvent } from '@postakte/shared/api/live-event'

/** What a client asked for; absent: everything. */
export interface Wanted {
  readonly kinds?: readonly string[] | undefined
  /** 'case:12' */
  readonly records?: readonly string[] | undefined
}

export function wants({ kinds, records }: Wanted, event: LiveEvent): boolean {
  if (kinds && !kinds.includes(event.kind)) return false
  return !records || records.some((record) => concerns(event, record))
}

/** An event concerns the record of its own kind by `id`, others by `caseId`, `mailId` … */
function concerns({ kind, data }: LiveEvent, record: string): boolean {
  const [wantedKind, id] = record.split(':') as [string, string]
  return (kind === wantedKind && data.id === id) || data[`${wantedKind}Id`] === id
}
