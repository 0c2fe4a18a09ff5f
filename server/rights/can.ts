import { type EventKind, eventPermissions } from '@postakte/shared/model/event-kinds'
import type { Permission } from '@postakte/shared/model/permissions'

/** Who acts, as far as rights go. */
export interface Acting {
  readonly id: number
  readonly permissions: ReadonlySet<Permission>
  /** 0 (everybody's), -id (own), and the ids of teams whose records this user may see. */
  readonly audiences: ReadonlySet<number>
}

/** What rights depend on, of each kind of record. */
export type RightsRecord =
  | { readonly kind: 'contact' }
  | { readonly kind: 'case'; readonly audience: number; readonly status: 'open' | 'waiting' | 'closed' | 'archived' }
  | { readonly kind: 'opportunity'; readonly audience: number }
  | { readonly kind: 'mail'; readonly audiences: readonly number[] }
  | {
      readonly kind: 'activity'
      readonly activityKind: 'mail' | 'call' | 'note' | 'meeting'
      readonly audiences: readonly number[]
      readonly userId: number | null
      readonly deleted?: boolean
    }
  | { readonly kind: 'todo'; readonly audience: number }
  /** At a record or mail that it is seen with. */
  | { readonly kind: 'follow-up'; readonly at: RightsRecord }
  | { readonly kind: 'snippet'; readonly audience: number; readonly deleted?: boolean }
  | { readonly kind: 'document'; readonly audience: number; readonly deleted?: boolean }
  | { readonly kind: 'event'; readonly eventKind: EventKind; readonly audiences: readonly number[] }

export type Action = 'see' | 'edit'

/**
 * Who may what: the first of two enforcers. Row-level security is the second and says the same independently
 * (server/db/migrations, docs/rights.md); a test holds both to the same matrix.
 */
export function can(me: Acting, action: Action, record: RightsRecord): boolean {
  return action === 'see' ? maySee(me, record) : maySee(me, record) && mayEdit(me, record)
}

function maySee(me: Acting, record: RightsRecord): boolean {
  switch (record.kind) {
    case 'contact':
      return me.permissions.has('contacts.read')
    case 'case':
      return (
        me.permissions.has('cases.read') &&
        me.audiences.has(record.audience) &&
        (record.status !== 'archived' || me.permissions.has('cases.archived'))
      )
    case 'opportunity':
      return me.permissions.has('opportunities.read') && me.audiences.has(record.audience)
    case 'mail':
      return me.permissions.has('mails.read') && isForMe(me, record.audiences)
    case 'activity':
      return (
        me.permissions.has('contacts.read') &&
        (record.activityKind !== 'mail' || me.permissions.has('mails.read')) &&
        isForMe(me, record.audiences) &&
        (!record.deleted || mayEdit(me, record))
      )
    case 'todo':
      return me.permissions.has('todos.work') && me.audiences.has(record.audience)
    case 'follow-up':
      return maySee(me, record.at)
    case 'snippet':
    case 'document':
      return me.audiences.has(record.audience) && (!record.deleted || mayEdit(me, record))
    case 'event':
      return mayHear(me, record.eventKind) && isForMe(me, record.audiences)
    default:
      return record satisfies never
  }
}

function mayEdit(me: Acting, record: RightsRecord): boolean {
  switch (record.kind) {
    case 'contact':
      return me.permissions.has('contacts.write')
    case 'case':
      return me.permissions.has('cases.write')
    case 'opportunity':
      return me.permissions.has('opportunities.write')
    case 'mail':
      return me.permissions.has('mails.file')
    case 'activity':
      return (
        record.activityKind !== 'mail' &&
        me.permissions.has('activities.write') &&
        (record.userId === me.id || me.permissions.has('activities.write-all'))
      )
    case 'todo':
      return true
    case 'follow-up':
      return me.permissions.has('activities.write')
    case 'snippet':
      return record.audience === -me.id || me.permissions.has('snippets.write')
    case 'document':
      return me.permissions.has('documents.write')
    case 'event':
      return false
    default:
      return record satisfies never
  }
}

const isForMe = (me: Acting, audiences: readonly number[]) => audiences.some((one) => me.audiences.has(one))

function mayHear(me: Acting, kind: EventKind): boolean {
  const needed = eventPermissions[kind]
  return needed === null || me.permissions.has(needed)
}
