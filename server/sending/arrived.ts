import type { Query } from '../db/db'
import { json } from '../db/json'
import { headerValue } from '../mail/headers'
import type { Header } from '../mail/read-mail'

/** What a mail carries that was announced from a mail program. Random, and of no meaning to whoever else reads it. */
export function sendingTokenIn(headers: readonly Header[]): string | null {
  const value = headerValue(headers, 'x-postakte-sending')?.trim() ?? ''
  return /^[\w-]{22,64}$/.test(value) ? value : null
}

/** A mail of ours that carries a token; `handedBy`: the user who handed it over. */
export interface Arrived {
  readonly token: string
  /** base64 */
  readonly identity: string
  readonly handedBy: number | null
}

/** Notes that they are here; those that were announced are filed. Returns their ids. */
export async function fileAnnounced(tx: Query, arrived: readonly Arrived[]): Promise<readonly string[]> {
  if (arrived.length === 0) return []
  const once = [...new Map(arrived.map((one) => [one.token, one])).values()].sort((one, other) => (one.token < other.token ? -1 : 1))
  await tx.query(
    `insert into sendings as s (token, mail_id, handed_by, arrived_at)
     select a.token, m.id, a."handedBy", now() from jsonb_to_recordset($1::text::jsonb) as a(token text, identity text, "handedBy" int) join mails m on m.identity = decode(a.identity, 'base64') order by a.token
     on conflict (token) do update set mail_id = excluded.mail_id, handed_by = excluded.handed_by, arrived_at = excluded.arrived_at where s.filed_at is null`,
    [json(once)],
  )
  const filed = await tx.query<{ id: string }>(
    `select mail_id::text as id from file_sendings(array(select jsonb_array_elements_text($1::text::jsonb)))`,
    [json(once.map(({ token }) => token))],
  )
  return filed.map(({ id }) => id)
}
