import type { Query } from '../db/db'
import { json } from '../db/json'
import { wordsChanged } from '../search/words-changed'
import type { Decided } from './carry-out'
import { applyChange, changeOf, type Standing, standingColumns } from './decide-again'

interface Met {
  readonly sighting: string
  readonly id: string
  readonly activity: string
  readonly audience: number
  readonly audiences: readonly number[]
  /** It is a closed team's, and this sighting an open one's or everybody's. */
  readonly opens: boolean
  /** Nobody but users had brought it before. */
  readonly handed: boolean
}

/**
 * Sightings of mails that stand already change nothing of what was filed, but: whoever handed the mail over sees it from now on;
 * what was one user's or a closed team's is for those, too, whose mailbox has it; and the mail server's copy takes the place of
 * one that a user handed over.
 */
export async function meetAgain(tx: Query, again: readonly Decided[]): Promise<void> {
  if (again.length === 0) return
  const changed = new Set<string>()
  for (const mail of await standing(tx, again)) {
    const decided = again.find(({ sightingId }) => sightingId === mail.sighting)!
    if (mail.handed && !decided.handed) await takePlace(tx, mail, decided)
    else if (mail.opens || (mail.audience < 0 && decided.audience >= 0)) await widen(tx, mail, decided)
    else if (!decided.handed && mail.audiences.includes(decided.audience)) continue
    else if (!decided.handed) await addAudience(tx, mail, decided)
    changed.add(mail.activity)
  }
  if (changed.size === 0) return
  await tx.query(`select refresh_audiences(array(select jsonb_array_elements_text($1::text::jsonb)::bigint))`, [json([...changed])])
}

/** Their activities are locked first, as everybody does who changes where a mail lies. */
const standing = (tx: Query, again: readonly Decided[]) =>
  tx.query<Met>(
    `with d as (select * from jsonb_to_recordset($1::text::jsonb) as d(at int, sighting bigint, identity text, handed boolean, audience int))
     select d.sighting::text as sighting, m.id::text as id, a.id::text as activity, m.audience, to_jsonb(m.audiences) as audiences,
       exists (select from teams t where t.id = m.audience and t.closed) and d.audience >= 0 and not exists (select from teams t where t.id = d.audience and t.closed) as opens,
       not exists (select from sightings s where s.mail_id = m.id and s.user_id is null and s.id not in (select sighting from d)) as handed
     from d join mails m on m.identity = decode(d.identity, 'base64') join activities a on a.mail_id = m.id order by a.id, d.at for update of a`,
    [
      json(
        again.map(({ sightingId, reading, handed, audience }, at) => ({
          at,
          sighting: sightingId,
          identity: reading.identity,
          handed,
          audience,
        })),
      ),
    ],
  )

/** Whose mailbox it came to, too, sees it as long as it lies under no case or opportunity. */
const addAudience = (tx: Query, { id }: Met, { audience }: Decided) =>
  tx.query(`update mails set also_for = array(select distinct unnest(also_for || $2::int) order by 1) where id = $1::text::bigint`, [
    id,
    audience,
  ])

async function widen(tx: Query, { id }: Met, { audience }: Decided): Promise<void> {
  await tx.query(`update mails set audience = $2, also_for = also_for || audience where id = $1::text::bigint`, [id, audience])
  await tx.query(
    `update todos set team_id = nullif($2::int, 0), owner_id = null, version = version + 1 where mail_id = $1::text::bigint and done_at is null`,
    [id, audience],
  )
}

/** What it says of itself, of the sender's proof, and what the rules make of it; what a person filed stays. */
async function takePlace(tx: Query, mail: Met, decided: Decided): Promise<void> {
  const { reading, decision, sha256, audience } = decided
  await tx.query(
    `update mails set sha256 = decode($2, 'base64'), from_name = $3, subject = $4, preview = $5, class = $6, direction = $7, trust = $8 where id = $1::text::bigint`,
    [
      mail.id,
      sha256,
      reading.fromName,
      reading.subject,
      reading.preview,
      reading.clues.class,
      reading.clues.direction,
      reading.clues.trust,
    ],
  )
  if (mail.audience < 0 && audience >= 0) await widen(tx, mail, decided)
  const [stands] = await tx.query<Standing>(`select ${standingColumns} from mails m where m.id = $1::text::bigint`, [mail.id])
  const unchanged = { mailId: mail.id, subject: reading.subject, before: stands!.state, after: stands!.state, add: [], remove: [] }
  await applyChange(tx, changeOf(stands!, decision) ?? unchanged, reading, decision)
  await wordsChanged(tx, mail.id)
}
