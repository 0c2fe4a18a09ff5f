import { Problem } from '@postakte/shared/model/problem'
import type { Db, Query } from '../db/db'
import { json } from '../db/json'
import { withRefreshToken } from './oauth'
import { seal, unseal } from './secret'

export interface Mailbox {
  readonly id: number
  readonly name: string
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'none'
  readonly login: string
  readonly auth: 'password' | 'oauth2'
  /** Password, or the JSON of an OAuth2 refresh grant; opened. */
  readonly secret: string
  readonly folder: string
  readonly afterwards: 'read' | 'move' | 'leave'
  readonly moveTo: string | null
  readonly intervalSeconds: number
}

export type NewMailbox = Omit<Mailbox, 'id'>

/** The name of one that was removed is free again: the old one keeps what came from it under a name with its number. */
export async function addMailbox(db: Query, mailbox: NewMailbox, secretKey: string): Promise<number> {
  await db.query(`update mailboxes set name = name || ' #' || id where name = $1 and not active`, [mailbox.name])
  const [row] = await db.query<{ id: number }>(
    `insert into mailboxes (name, host, port, security, login, auth, secret, folder, afterwards, move_to, interval_seconds) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (name) do nothing returning id`,
    valuesOf(mailbox, secretKey),
  )
  if (!row) throw new Problem('mailbox-exists', { name: mailbox.name })
  return row.id
}

const valuesOf = (mailbox: NewMailbox, secretKey: string) => [
  mailbox.name,
  mailbox.host,
  mailbox.port,
  mailbox.security,
  mailbox.login,
  mailbox.auth,
  seal(mailbox.secret, secretKey),
  mailbox.folder,
  mailbox.afterwards,
  mailbox.moveTo,
  mailbox.intervalSeconds,
]

/** On another host or for another user it is another mailbox: there the same UID may be another mail. */
export async function changeMailbox(db: Db, mailbox: NewMailbox, secretKey: string): Promise<void> {
  const [old] = await db.query<Mailbox>(`select ${columns} from mailboxes where name = $1 and active`, [mailbox.name])
  if (!old) throw new Problem('mailbox-unknown', { name: mailbox.name })
  await db.transaction(async (tx) => {
    if (old.host !== mailbox.host || old.login !== mailbox.login) {
      await removeMailbox(tx, mailbox.name)
      await addMailbox(tx, mailbox, secretKey)
      return
    }
    await tx.query(
      `update mailboxes set host = $2, port = $3, security = $4, login = $5, auth = $6, secret = $7, folder = $8, afterwards = $9, move_to = $10, interval_seconds = $11,
         problem = null, problem_since = null, refresh_token = null where name = $1`,
      valuesOf(mailbox, secretKey),
    )
  })
}

/** A mailbox as it stands in the table: its secret sealed, and beside it the newest refresh token. */
export interface SealedMailbox extends Mailbox {
  readonly refreshToken: string | null
}

const columns = `id, name, host, port, security, login, auth, secret, folder, afterwards, move_to as "moveTo", interval_seconds as "intervalSeconds", refresh_token as "refreshToken"`

export const sealedMailboxes = (db: Query): Promise<SealedMailbox[]> =>
  db.query<SealedMailbox>(`select ${columns} from mailboxes where active order by id`)

/** All active mailboxes with their secrets opened. */
export async function openMailboxes(db: Query, secretKey: string): Promise<Mailbox[]> {
  return (await sealedMailboxes(db)).map((row) => unsealMailbox(row, secretKey))
}

/** The newest refresh token stands in the secret then. */
export function unsealMailbox({ refreshToken, ...row }: SealedMailbox, secretKey: string): Mailbox {
  try {
    const secret = unseal(row.secret, secretKey)
    return { ...row, secret: refreshToken === null ? secret : withRefreshToken(secret, unseal(refreshToken, secretKey)) }
  } catch (error) {
    throw new Problem('mailbox-secret-sealed', { name: row.name }, error)
  }
}

export async function keepRefreshToken(db: Query, id: number, refreshToken: string, secretKey: string): Promise<void> {
  await db.query(`update mailboxes set refresh_token = $2 where id = $1`, [id, seal(refreshToken, secretKey)])
}

export async function removeMailbox(db: Query, name: string): Promise<void> {
  const rows = await db.query(`update mailboxes set active = false where name = $1 and active returning id`, [name])
  if (rows.length === 0) throw new Problem('mailbox-unknown', { name })
}

/** Notes what is wrong with a mailbox, or (null) that all is well. */
export async function noteMailbox(db: Query, id: number, problem: Problem | null): Promise<void> {
  await db.query(
    `update mailboxes set problem = $2::text::jsonb, seen_at = case when $2::text is null then now() else seen_at end,
       problem_since = case when $2::text is null then null else coalesce(problem_since, now()) end where id = $1`,
    [id, problem === null ? null : json({ code: problem.code, facts: problem.facts })],
  )
}

export interface Cursor {
  readonly uidValidity: bigint
  readonly uid: bigint
}

export async function cursorOf(db: Query, mailboxId: number, folder: string): Promise<Cursor | null> {
  const [row] = await db.query<{ uid_validity: string; uid: string }>(
    `select uid_validity::text, uid::text from mailbox_cursors where mailbox_id = $1 and folder = $2`,
    [mailboxId, folder],
  )
  return row ? { uidValidity: BigInt(row.uid_validity), uid: BigInt(row.uid) } : null
}

export async function moveCursor(db: Query, mailboxId: number, folder: string, cursor: Cursor): Promise<void> {
  await db.query(
    `insert into mailbox_cursors (mailbox_id, folder, uid_validity, uid) values ($1, $2, $3::text::bigint, $4::text::bigint)
     on conflict (mailbox_id, folder) do update set uid = case when mailbox_cursors.uid_validity = excluded.uid_validity then greatest(mailbox_cursors.uid, excluded.uid) else excluded.uid end, uid_validity = excluded.uid_validity`,
    [mailboxId, folder, cursor.uidValidity.toString(), cursor.uid.toString()],
  )
}

/** UIDs that are kept already, of those asked. Another size means that the server gave the UID to another mail (reliability A11). */
/** Those that were left as private (intake/left-mails.ts). */
export async function leftUids(db: Query, mailbox: Pick<Mailbox, 'id' | 'folder'>, uidValidity: bigint): Promise<Set<number>> {
  const rows = await db.query<{ uid: string }>(
    `select uid::text as uid from left_mails where source = 'imap' and mailbox_id = $1 and folder = $2 and uid_validity = $3::text::bigint`,
    [mailbox.id, mailbox.folder, uidValidity.toString()],
  )
  return new Set(rows.map(({ uid }) => Number(uid)))
}

export async function keptUids(
  db: Query,
  mailbox: Pick<Mailbox, 'id' | 'folder'>,
  uidValidity: bigint,
  asked: readonly { readonly uid: number; readonly size: number }[],
): Promise<Set<number>> {
  const rows = await db.query<{ uid: string }>(
    `select s.uid::text as uid from sightings s join originals o on o.sha256 = s.sha256
     join jsonb_to_recordset($4::text::jsonb) as asked(uid bigint, size bigint) on asked.uid = s.uid and asked.size = o.size
     where s.source = 'imap' and s.mailbox_id = $1 and s.folder = $2 and s.uid_validity = $3::text::bigint`,
    [mailbox.id, mailbox.folder, uidValidity.toString(), json(asked)],
  )
  return new Set(rows.map(({ uid }) => Number(uid)))
}
