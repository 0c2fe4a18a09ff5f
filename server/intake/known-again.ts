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
  /** No mailbox of these had brought it before, and it is not private: then it stays whose it is. */
  readonly first: boolean
  /** It is a closed team's, and this sighting an open one's or everybody's. */
  readonly opens: boolean
  /** Nobody but users had brought it before. */
  readonly handed: boolean
}

/**
 * Sightings of mails that stand already change nothing of what was filed, but: whoever handed the mail over sees it from now on;
 * those whose mailbox has it, too, see it, and have a to-do of their own where the first ones had one; and the mail server's copy
 * takes the place of one that a user handed over. Gives the to-dos that were added.
 */
export async function meetAgain(tx: Query, again: readonly Decided[]): Promise<NewTodo[]> {
  if (again.length === 0) return []
  const changed = new Map<string, string>()
  for (const mail of await standing(tx, again)) {
    const decided = again.find(({ sightingId }) => sightingId === mail.sighting)!
    if (mail.handed && !decided.handed) await takePlace(tx, mail, decided)
    else if (!decided.handed && !mail.first) continue
    else if (!decided.handed) await addAudience(tx, mail, decided)
    changed.set(mail.activity, mail.id)
  }
  if (changed.size === 0) return []
  const added = await addTodos(tx, [...changed.values()])
  await tx.query(`select refresh_audiences(array(select jsonb_array_elements_text($1::text::jsonb)::bigint))`, [json([...changed.keys()])])
  return added
}

export interface NewTodo {
  readonly id: string
  readonly mailId: string
}

/** Where the first ones were asked. */
const addTodos = (tx: Query, mailIds: readonly string[]) =>
  tx.query<NewTodo>(
    `select n.id::text as id, one as "mailId" from jsonb_array_elements_text($1::text::jsonb) one, add_todos(one::bigint) n where exists (select from todos t where t.mail_id = one::bigint)`,
    [json([...new Set(mailIds)])],
  )

/** Their activities are locked first, as everybody does who changes where a mail lies. */
const standing = (tx: Query, again: readonly Decided[]) =>
  tx.query<Met>(
    `with d as (select * from jsonb_to_recordset($1::text::jsonb) as d(at int, sighting bigint, identity text, handed boolean, audience int))
     select d.sighting::text as sighting, m.id::text as id, a.id::text as activity, m.audience,
       d.audience <> m.audience and not m.decision ? 'marked' and not exists (select from sightings s left join mailboxes b on b.id = s.mailbox_id where s.mail_id = m.id and s.user_id is null
         and s.id not in (select sighting from d) and coalesce(-b.owner_id, b.team_id, 0) = d.audience) as first,
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

/** Whose mailbox it came to, too, sees it as long as it lies under no case or opportunity; the one that more people see counts as its own. */
async function addAudience(tx: Query, { id, opens, audience: before }: Met, { audience }: Decided): Promise<void> {
  const [own, other] = opens || (before < 0 && audience >= 0) ? [audience, before] : [before, audience]
  await tx.query(
    `update mails set audience = $2, also_for = array(select distinct one from unnest(also_for || $3::int) one where one <> $2 order by 1) where id = $1::text::bigint`,
    [id, own, other],
  )
}

/** What a user handed over belongs to the mailbox now, with its to-do; that user goes on seeing it. */
async function passOn(tx: Query, { id, audience: before }: Met, { audience }: Decided): Promise<void> {
  await tx.query(`update mails set audience = $2 where id = $1::text::bigint`, [id, audience])
  await tx.query(
    `update todos set team_id = nullif(greatest($2::int, 0), 0), owner_id = -nullif(least($2::int, 0), 0), version = version + 1
       where mail_id = $1::text::bigint and audience = $3 and done_at is null and not exists (select from todos o where o.mail_id = $1::text::bigint and o.audience = $2)`,
    [id, audience, before],
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
  if (mail.audience < 0 && mail.audience !== audience) await passOn(tx, mail, decided)
  const [stands] = await tx.query<Standing>(`select ${standingColumns} from mails m where m.id = $1::text::bigint`, [mail.id])
  const unchanged = { mailId: mail.id, subject: reading.subject, before: stands!.state, after: stands!.state, add: [], remove: [] }
  await applyChange(tx, changeOf(stands!, decision) ?? unchanged, reading, decision)
  await wordsChanged(tx, mail.id)
}
