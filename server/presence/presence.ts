import type { Presence } from '@postakte/shared/api/presence'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import type { NewEvent } from '../events/write'
import { type KnownPlace, type Place, samePlace } from './places'

/** Seconds between two signs of life, and after which a window counts as gone. */
export const again = 30
export const gone = 90
const mostWindows = 50

/** Who else is there, as far as the asker may know: a user once a place, whoever answers first. One statement. */
export async function presenceOf(
  tx: Query,
  asked: { readonly mailIds?: readonly string[]; readonly caseIds?: readonly string[]; readonly messageKeys?: readonly string[] },
): Promise<Presence[]> {
  const list = (of: readonly string[] = []) => JSON.stringify(of)
  return tx.query<Presence>(
    `select mail_id::text as "mailId", case_id::text as "caseId", message_key as "messageKey", jsonb_build_object('id', user_id, 'name', name) as user, doing, program,
       to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
     from presence_of(array(select jsonb_array_elements_text($1::text::jsonb)::bigint), array(select jsonb_array_elements_text($2::text::jsonb)::bigint), array(select jsonb_array_elements_text($3::text::jsonb)))`,
    [list(asked.mailIds), list(asked.caseIds), list(asked.messageKeys)],
  )
}

/** Somebody's window, and what is done there. */
export interface Window {
  readonly userId: number
  readonly window: string
  readonly program: Presence['program']
  readonly doing: Presence['doing']
}

/** A sign of life. Gives back who else is there, and what others must hear: nothing, unless something changed. */
export async function bePresent(tx: Query, window: Window, place: KnownPlace): Promise<{ others: Presence[]; events: NewEvent[] }> {
  const before = await sign(tx, window, place)
  const places = before && !samePlace(before, place) ? [place, before] : [place]
  const present = await presenceOf(tx, inLists(places))
  const changed = before !== null && samePlace(before, place) && before.doing === window.doing ? [] : places
  return {
    others: present.filter((one) => samePlace(one, place)),
    events: changed.flatMap((one) => presenceEvent(one, present)),
  }
}

/** Null: the window was not there. */
export async function leave(tx: Query, userId: number, window: string): Promise<NewEvent[] | null> {
  const [before] = await tx.query<KnownPlace>(`delete from presences where user_id = $1 and "window" = $2 returning ${placeColumns}`, [
    userId,
    window,
  ])
  if (!before) return null
  return presenceEvent(before, await presenceOf(tx, inLists([before])))
}

/** Windows that gave no sign of life are gone; others hear of it. As owner. */
export async function forgetSilent(tx: Query): Promise<NewEvent[]> {
  const left = await tx.query<KnownPlace>(`delete from presences where until < now() returning ${placeColumns}`)
  const places = left.filter((place, at) => left.findIndex((one) => samePlace(one, place)) === at)
  const keys = places.flatMap(({ messageKey }) => messageKey ?? [])
  const stillThere = await tx.query<{ messageKey: string | null; user: { id: number } }>(
    `select distinct message_key as "messageKey", jsonb_build_object('id', user_id) as user from presences where message_key in (select jsonb_array_elements_text($1::text::jsonb)) and until > now()`,
    [JSON.stringify(keys)],
  )
  return places.flatMap((place) => presenceEvent(place, stillThere))
}

export const placeColumns = `mail_id::text as "mailId", case_id::text as "caseId", message_key as "messageKey", to_jsonb(audiences) as audiences`

const inLists = (places: readonly Place[]) => ({
  mailIds: places.flatMap(({ mailId }) => mailId ?? []),
  caseIds: places.flatMap(({ caseId }) => caseId ?? []),
  messageKeys: places.flatMap(({ messageKey }) => messageKey ?? []),
})

/** Who was there says nobody: who hears it asks. Of an unknown mail hear those alone who have it before them, too. */
function presenceEvent(
  { mailId, caseId, messageKey, audiences }: KnownPlace,
  present: readonly { messageKey: string | null; user: { id: number } }[],
): NewEvent[] {
  if (caseId !== null) return [{ kind: 'case-presence', audiences, data: { caseId } }]
  if (mailId !== null) return [{ kind: 'mail-presence', audiences, data: { mailId } }]
  const there = present.filter((one) => one.messageKey === messageKey).map(({ user }) => -user.id)
  return there.length === 0 ? [] : [{ kind: 'mail-presence', audiences: there, data: { messageKey } }]
}

interface Before extends KnownPlace {
  readonly doing: Presence['doing']
}

/** Where the window was a moment ago; null when it was not there, or silent for too long. */
async function sign(tx: Query, { userId, window, program, doing }: Window, place: KnownPlace): Promise<Before | null> {
  const [row] = await tx.query<Before & { there: boolean | null }>(
    `with before as (select *, until > now() as there from presences where user_id = $1 and "window" = $2),
     put as (
       insert into presences as p (user_id, "window", program, doing, mail_id, case_id, message_key, audiences, until)
       select $1, $2, $3, $4, $5::text::bigint, $6::text::bigint, $7::text, array(select jsonb_array_elements_text($8::text::jsonb)::int), now() + interval '${gone} seconds'
       where exists (select from before) or (select count(*) from presences where user_id = $1) < ${mostWindows}
       on conflict (user_id, "window") do update set program = excluded.program, doing = excluded.doing, mail_id = excluded.mail_id, case_id = excluded.case_id,
         message_key = excluded.message_key, audiences = excluded.audiences, until = excluded.until,
         since = case when (p.mail_id, p.case_id, p.message_key, p.doing) is not distinct from (excluded.mail_id, excluded.case_id, excluded.message_key, excluded.doing)
           and p.until > now() then p.since else now() end
       returning user_id)
     select ${placeColumns}, doing, there from put left join before on true`,
    [userId, window, program, doing, place.mailId, place.caseId, place.messageKey, JSON.stringify(place.audiences)],
  )
  if (!row) throw new Problem('too-many-windows', { most: String(mostWindows) })
  return row.there ? row : null
}
