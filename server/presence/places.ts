import { createHmac } from 'node:crypto'
import type { PresencePlace } from '@postakte/shared/api/presence'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'
import { can } from '../rights/can'
import type { Me } from '../users/me'

/** Where somebody is: one of the three. */
export interface Place {
  readonly mailId: string | null
  readonly caseId: string | null
  readonly messageKey: string | null
}

/** A place and who may know of it. */
export interface KnownPlace extends Place {
  /** Of the record; of an unknown mail none: those hear who are there, too. */
  readonly audiences: readonly number[]
}

/** Stands for a Message-ID, so that no table and no event says which mail somebody has before him. */
export const messageKeyOf = (messageId: string, secretKey: string): string =>
  createHmac('sha256', `presence|${secretKey}`).update(messageId).digest('base64url').slice(0, 22)

const nowhere = { mailId: null, caseId: null, messageKey: null }

/** What a client calls a place, as this user may know it: a mail that only others may see is an unknown one. */
export async function placeOf(tx: Query, me: Me, at: PresencePlace, secretKey: string): Promise<KnownPlace> {
  if ('caseId' in at) return casePlace(tx, me, at.caseId)
  if (!me.permissions.has('mails.read')) throw notFound()
  const mails = await mailsOf(tx, at)
  const mail = mails.find(({ audiences }) => can(me, 'see', { kind: 'mail', audiences }))
  if (mail) return { ...nowhere, mailId: mail.id, audiences: mail.audiences }
  if ('mailId' in at) throw notFound()
  return { ...nowhere, messageKey: messageKeyOf(at.messageId, secretKey), audiences: [] }
}

/** Several mails may have one Message-ID: all take the oldest that they may see. */
const mailsOf = (tx: Query, at: { mailId: string } | { messageId: string }) =>
  tx.query<{ id: string; audiences: number[] }>(
    `select m.id::text as id, to_jsonb(m.audiences) as audiences from mails m where ${'mailId' in at ? 'm.id = $1::text::bigint' : 'm.message_id = $1'} order by m.id limit 10`,
    ['mailId' in at ? at.mailId : at.messageId],
  )

async function casePlace(tx: Query, me: Me, id: string): Promise<KnownPlace> {
  const [row] = await tx.query<{ audience: number; status: 'open' | 'waiting' | 'closed' | 'archived' }>(
    `select audience, status from cases where id = $1::text::bigint`,
    [id],
  )
  if (!row || !can(me, 'see', { kind: 'case', ...row })) throw notFound()
  return { ...nowhere, caseId: id, audiences: [row.audience] }
}

export const samePlace = (one: Place, other: Place): boolean =>
  one.mailId === other.mailId && one.caseId === other.caseId && one.messageKey === other.messageKey
