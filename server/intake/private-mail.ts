import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'

/** What becomes of mail that is marked as private (docs/mailboxes.md). */
export type PrivateMail = { readonly kind: 'leave' } | { readonly kind: 'as-others' } | { readonly kind: 'for'; readonly audience: number }

/** From POSTAKTE_PRIVATE_MAIL; a team or user that cannot be meant stops the start, rather than that others see such mail. */
export async function readPrivateMail(db: Query, setting: string): Promise<PrivateMail> {
  if (setting === 'leave' || setting === 'as-others') return { kind: setting }
  const name = setting.slice(setting.indexOf(':') + 1).trim()
  const [row] = await db.query<{ audience: number }>(
    setting.startsWith('team:')
      ? `select id as audience from teams where lower(name) = lower($1) and closed`
      : `select -id as audience from users where lower(login) = lower($1) and active`,
    [name],
  )
  if (!row) throw new Problem(setting.startsWith('team:') ? 'private-mail-team' : 'private-mail-user', { name })
  return { kind: 'for', audience: row.audience }
}
