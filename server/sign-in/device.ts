import { randomInt } from 'node:crypto'
import type { deviceRoutes } from '@postakte/shared/api/device'
import { Problem } from '@postakte/shared/model/problem'
import type { z } from 'zod'
import type { Config } from '../config'
import type { Db, Query } from '../db/db'
import { utc } from '../db/utc'
import { networkOf } from '../http/client-address'
import { writeJournal } from '../journal/journal'
import type { Me } from '../users/me'
import { attempt, type Limit } from './attempts'
import { digest, newSecret } from './secrets'
import { holdSession } from './sessions'
import { type Client, type SessionTokens, startSession } from './start-session'

type Started = z.input<typeof deviceRoutes.startDevice.answer>
type Request = z.input<typeof deviceRoutes.lookUpDevice.answer>

const lifeSeconds = 600
const intervalSeconds = 5
/** RFC 8628 §6.1: no vowels, so no words; 20^8 codes, of which a few are good at a time. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'

export async function startDevice(db: Db, config: Config, address: string, { program, name }: Client): Promise<Started> {
  await countStart(db, config.secretKey, address)
  const deviceCode = newSecret('pd')
  const userCode = await db.transaction(async (tx) => {
    await tx.query('delete from device_sign_ins where expires_at < now()')
    return insertWithCode(tx, [digest(deviceCode), program, name, address, intervalSeconds])
  })
  const shown = userCode.replace(/^(.{4})/, '$1-')
  const verificationUri = `${config.url}/sign-in/device`
  return {
    deviceCode,
    userCode: shown,
    verificationUri,
    verificationUriComplete: `${verificationUri}#${shown}`,
    interval: intervalSeconds,
    expiresIn: lifeSeconds,
  }
}

/** Whoever begins without end fills the table: each beginning counts, and none is forgiven but by time. */
async function countStart(db: Db, secretKey: string, address: string): Promise<void> {
  await attempt(
    db,
    secretKey,
    [{ of: `device start|${networkOf(address)}`, free: 60, mostSeconds: 60, success: 'does not count' }],
    async () => null,
  )
}

async function insertWithCode(tx: Query, values: readonly unknown[]): Promise<string> {
  const userCode = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
  const made = await tx.query(
    `insert into device_sign_ins (device_hash, program, name, address, interval, user_code, expires_at)
     values (decode($1, 'base64'), $2, $3, $4, $5, $6, now() + interval '${lifeSeconds} seconds') on conflict (user_code) do nothing returning id`,
    [...values, userCode],
  )
  return made.length === 1 ? userCode : insertWithCode(tx, values)
}

interface Row {
  readonly id: number
  readonly program: Client['program']
  readonly name: string
  readonly answer: 'confirmed' | 'refused' | null
  readonly answeredBy: number | null
  readonly early: boolean | null
}

type Outcome = SessionTokens | 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token'

/** What became of it; the tokens are given once. */
export async function deviceTokens(db: Db, deviceCode: string): Promise<SessionTokens> {
  const outcome = await db.transaction((tx) => outcomeOf(tx, digest(deviceCode)))
  if (typeof outcome === 'string') throw new Problem(outcome)
  return outcome
}

async function outcomeOf(tx: Query, deviceHash: string): Promise<Outcome> {
  const [row] = await tx.query<Row>(
    `select id, program, name, answer, answered_by as "answeredBy", asked_at > now() - interval * interval '1 second' as early
     from device_sign_ins where device_hash = decode($1, 'base64') and expires_at > now() for update`,
    [deviceHash],
  )
  if (!row) return 'expired_token'
  if (row.answer === null) return stillPending(tx, row)
  await tx.query('delete from device_sign_ins where id = $1', [row.id])
  return row.answer === 'refused' ? 'access_denied' : startSession(tx, row.answeredBy!, { ...row, by: 'browser' })
}

async function stillPending(tx: Query, { id, early }: Row): Promise<Outcome> {
  await tx.query('update device_sign_ins set asked_at = now(), interval = interval + $2 where id = $1', [id, early ? 5 : 0])
  return early ? 'slow_down' : 'authorization_pending'
}

/** What the user is asked about. Guessing codes is counted by user and by address. */
export async function lookUpDevice(db: Db, { secretKey }: Config, me: Me, address: string, userCode: string): Promise<Request> {
  const found = await attempt(db, secretKey, guesses(me, address), async () => {
    const [row] = await db.query<Omit<Request, 'sameAddress'>>(
      `select program, name, address, ${utc('requested_at')} as "requestedAt" from device_sign_ins
       where user_code = $1 and answer is null and expires_at > now()`,
      [userCode],
    )
    return row ?? null
  })
  if (found === null) throw new Problem('code-unknown')
  return { ...found, sameAddress: networkOf(found.address) === networkOf(address) }
}

export async function answerDevice(
  db: Db,
  { secretKey }: Config,
  me: Me,
  address: string,
  userCode: string,
  answer: 'confirmed' | 'refused',
): Promise<void> {
  const done = await attempt(db, secretKey, guesses(me, address), () =>
    db.transaction(async (tx) => {
      await holdSession(tx, me)
      const [row] = await tx.query<{ program: string; name: string; address: string }>(
        `update device_sign_ins set answer = $2, answered_by = $3 where user_code = $1 and answer is null and expires_at > now()
         returning program, name, address`,
        [userCode, answer, me.id],
      )
      if (row) await writeJournal(tx, [{ userId: me.id, via: 'api', action: `device.${answer}`, facts: row }])
      return row ?? null
    }),
  )
  if (done === null) throw new Problem('code-unknown')
}

const guesses = ({ id }: Me, address: string): Limit[] => [
  { of: `code|${id}`, free: 10, mostSeconds: 300, success: 'does not count' },
  { of: `code at|${networkOf(address)}`, free: 50, mostSeconds: 60, success: 'does not count' },
]
