import type { Permission } from './permissions'

/** What others shall see at once, and the permission that it takes beside the record's audience; null: none. */
export const eventPermissions = {
  todo: 'todos.work',
  case: 'cases.read',
  opportunity: 'opportunities.read',
  contact: 'contacts.read',
  mail: 'mails.read',
  /** Calls, notes and meetings; a mail's is 'mail'. */
  activity: 'contacts.read',
  'follow-up': null,
  /** Somebody began or ended to read or answer it. Says neither who nor what: ask for the presence. */
  'mail-presence': 'mails.read',
  'case-presence': 'cases.read',
} as const satisfies Record<string, Permission | null>
export type EventKind = keyof typeof eventPermissions
export const eventKinds = Object.keys(eventPermissions) as [EventKind, ...EventKind[]]

/** Of these nothing is kept that says who it was, and no webhook gets them (reliability G13). */
export const presenceKinds = ['mail-presence', 'case-presence'] as const satisfies readonly EventKind[]
