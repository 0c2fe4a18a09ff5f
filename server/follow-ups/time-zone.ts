import { Problem } from '@postakte/shared/model/problem'
import type { ApiTx } from '../http/api/call'
import type { Acting } from '../rights/can'

const usual = 'Europe/Berlin'

/** When a day begins for this user. Zones that the database and JavaScript both know. */
export async function setTimeZone(tx: ApiTx, me: Acting, timeZone: string | null): Promise<{ timeZone: string }> {
  if (timeZone !== null) await requireKnown(tx, timeZone)
  await tx.query(`update users set time_zone = $2 where id = $1`, [me.id, timeZone])
  tx.journal({ action: 'user.time-zone', kind: 'user', recordId: String(me.id), facts: { timeZone } })
  return { timeZone: timeZone ?? usual }
}

async function requireKnown(tx: ApiTx, timeZone: string): Promise<void> {
  const [row] = await tx.query<{ known: boolean }>(`select exists (select from pg_timezone_names where name = $1) as known`, [timeZone])
  if (!row!.known || !isKnownHere(timeZone)) throw new Problem('time-zone-unknown', { timeZone })
}

function isKnownHere(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
