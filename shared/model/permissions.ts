/** What a role may consist of. A user has the permissions of all roles together; a token may carry fewer. */
export const permissions = [
  'contacts.read',
  'contacts.write',
  'contacts.merge',
  'cases.read',
  'cases.write',
  /** Records of closed teams, too; never private ones. */
  'cases.read-all',
  'cases.archived',
  'folders.write',
  'opportunities.read',
  'opportunities.write',
  'mails.read',
  'mails.file',
  'activities.write',
  /** Calls and notes that somebody else logged. */
  'activities.write-all',
  'todos.work',
  'snippets.write',
  'documents.write',
  'mailboxes.manage',
  'import',
  'users.manage',
  'webhooks.manage',
  'settings.manage',
  'journal.read',
  /** Export and erase a person, legal hold. */
  'privacy.manage',
  /** The developers' page: every mail of everybody, and why it lies where it does. */
  'developer',
] as const
export type Permission = (typeof permissions)[number]

const reader = ['contacts.read', 'cases.read', 'opportunities.read', 'mails.read'] as const
const agent = [...reader, 'contacts.write', 'cases.write', 'opportunities.write', 'mails.file', 'activities.write', 'todos.work'] as const
const lead = [
  ...agent,
  'contacts.merge',
  'cases.archived',
  'folders.write',
  'snippets.write',
  'documents.write',
  'activities.write-all',
] as const

/** Roles that come with the product; the database starts with them (server/db/migrations). Their names are in shared/texts. */
export const builtInRoles = {
  reader,
  agent,
  lead,
  admin: [...lead, 'cases.read-all', 'mailboxes.manage', 'import', 'users.manage', 'webhooks.manage', 'settings.manage', 'developer'],
  privacy: [...reader, 'cases.read-all', 'cases.archived', 'journal.read', 'privacy.manage'],
  service: [...reader, 'contacts.write', 'cases.write', 'opportunities.write', 'activities.write', 'import'],
} as const satisfies Record<string, readonly Permission[]>
export type BuiltInRole = keyof typeof builtInRoles
