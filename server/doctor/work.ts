import { statfs } from 'node:fs/promises'
import { health } from '../http/health'
import { bad, type Examined, type Finding, good, hint } from './finding'

/** Longer than any outage of a minute, and than the pauses between attempts at a mail. */
const longWait = 15 * 60
const littleRoom = 1024 ** 3

/** Whether mails are filed and the journal is sealed: only a server that runs does both. */
export async function checkWork({ db, config }: Examined): Promise<readonly Finding[]> {
  const { waiting, oldestWaitingSeconds, quarantined, privateLeft } = await health(db)
  const [row] = await db.query<{ unsealed: number }>(
    `select count(*)::int as unsealed from journal where seal_id is null and at < now() - interval '5 minutes'`,
  )
  const { unsealed } = row!
  const waits = (oldestWaitingSeconds ?? 0) > longWait
  return [
    ...(waits ? [bad('mails-wait', { count: waiting, minutes: Math.round(oldestWaitingSeconds! / 60) })] : []),
    ...(unsealed > 0 ? [bad('journal-unsealed', { count: unsealed })] : []),
    ...(!waits && unsealed === 0 ? [good('work')] : []),
    ...(quarantined > 0 ? [hint('quarantine', { count: quarantined })] : []),
    ...(privateLeft > 0 ? [hint('private-left', { count: privateLeft })] : []),
    ...(config.embedded ? await room(config.POSTAKTE_DATA) : []),
  ]
}

async function room(folder: string): Promise<readonly Finding[]> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  return free < littleRoom ? [hint('disk-low', { folder, megabytes: Math.round(free / 1024 ** 2) })] : []
}
