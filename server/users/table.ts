import { sql } from 'drizzle-orm'
import { bigint, boolean, check, customType, date, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

export const users = pgTable(
  'users',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    login: text('login').notNull().unique(),
    name: text('name').notNull(),
    address: text('address'),
    language: text('language', { enum: ['de', 'en'] }),
    /** Of whose days due dates are; null: Europe/Berlin. */
    timeZone: text('time_zone'),
    active: boolean('active').notNull().default(true),
    /** argon2id; null: signs in elsewhere only. */
    passwordHash: text('password_hash'),
    /** Issuer and subject at the company's sign-in service (OpenID Connect), or tenant and object id at Microsoft's. */
    subject: text('subject').unique(),
    /** First and last day away; the substitute works on this user's to-dos and cases meanwhile. */
    absentFrom: date('absent_from'),
    absentUntil: date('absent_until'),
    substituteId: integer('substitute_id'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** What the API may know of the two columns that it must not read. */
    hasPassword: boolean('has_password').generatedAlwaysAs(sql`password_hash is not null`),
    hasSubject: boolean('has_subject').generatedAlwaysAs(sql`subject is not null`),
  },
  (t) => [
    check('user_login', sql`${t.login} = lower(${t.login})`),
    check('user_absence', sql`(${t.absentFrom} is null) = (${t.absentUntil} is null) and ${t.absentFrom} <= ${t.absentUntil}`),
  ],
)

/** A closed team's records are for its members alone (and for those who may read all of them). */
export const teams = pgTable(
  'teams',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull().unique(),
    closed: boolean('closed').notNull().default(false),
    /** What an answer to a closed case does: opens it again, or starts a new case that is linked to it. */
    onReply: text('on_reply', { enum: ['reopen', 'new-case'] })
      .notNull()
      .default('reopen'),
    /** Days after closing in which an answer opens the case again; later ones start a new case. Null: always. */
    reopenDays: integer('reopen_days'),
    /** The tag of its case belongs into the subject of what is sent from a mail program. */
    tagSubjects: boolean('tag_subjects').notNull().default(false),
    version: integer('version').notNull().default(1),
  },
  (t) => [check('team_on_reply', sql`${t.onReply} in ('reopen', 'new-case')`)],
)

export const teamMembers = pgTable(
  'team_members',
  {
    teamId: integer('team_id')
      .notNull()
      .references(() => teams.id),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.userId] }), index('team_members_user').on(t.userId)],
)

/** A named set of permissions (shared/model/permissions.ts). */
export const roles = pgTable('roles', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull().unique(),
  permissions: text('permissions').array().notNull(),
  /** Comes with the product: may be copied, not changed. */
  builtIn: boolean('built_in').notNull().default(false),
  version: integer('version').notNull().default(1),
})

export const userRoles = pgTable(
  'user_roles',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    roleId: integer('role_id')
      .notNull()
      .references(() => roles.id),
  },
  (t) => [primaryKey({ columns: [t.userId, t.roleId] })],
)

/** A signed-in program, or a personal access token. Only SHA-256 of the random tokens is kept. */
export const tokens = pgTable(
  'tokens',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['session', 'personal'] }).notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    /** What the user sees in the list: 'Outlook, Büro'. */
    name: text('name').notNull(),
    program: text('program', { enum: ['outlook', 'thunderbird', 'desk', 'api'] }).notNull(),
    hash: bytea('hash').notNull().unique(),
    /** Subset of the user's permissions that this token carries; null: all. */
    scopes: text('scopes').array(),
    /** Of the half of the refresh token that stays: whoever has it has, or had, a token of this session. */
    refreshHash: bytea('refresh_hash').unique(),
    /** Of the half that changes with each use. Any other shows a theft, and the session ends (server/sign-in/renewal.ts). */
    refreshNow: bytea('refresh_now'),
    /** The one before: good for a minute more, for a program that never got the answer. */
    refreshBefore: bytea('refresh_before'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    rotatedAt: timestamp('rotated_at', { withTimezone: true }),
    usedAt: timestamp('used_at', { withTimezone: true }),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    refreshUntil: timestamp('refresh_until', { withTimezone: true }),
    endedAt: timestamp('ended_at', { withTimezone: true }),
    endReason: text('end_reason'),
  },
  (t) => [index('tokens_user').on(t.userId), check('token_kind', sql`${t.kind} in ('session', 'personal')`)],
)
