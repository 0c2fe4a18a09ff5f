import type { Query } from '../db/db'
import { eventsChannel, lockEvents, writeEvents } from './write'

/**
 * What the intake did by itself, told at the end of its batch in one statement: new to-dos, and mails filed at cases and
 * opportunities. Ids of each record alone: who sees one of several records that a mail is under learns nothing of the others.
 */
export function tellOfMails(tx: Query, mailIds: readonly string[]): void {
  if (mailIds.length === 0) return
  lockEvents(tx)
  tx.send(
    `with mine as (select value::bigint as id from jsonb_array_elements_text($1::text::jsonb)),
       made as (
         insert into events (kind, audiences, data)
         select kind, array[audience], jsonb_build_object('id', id::text, 'mailId', mail_id::text, 'change', change) from (
           select 'todo' as kind, t.audience, t.id, t.mail_id, 'new' as change from todos t join mine on mine.id = t.mail_id where t.done_at is null
           union all select 'case', c.audience, c.id, f.mail_id, 'mail' from filings f join mine on mine.id = f.mail_id join cases c on c.id = f.case_id where f.removed_at is null
           union all select 'opportunity', o.audience, o.id, f.mail_id, 'mail' from filings f join mine on mine.id = f.mail_id join opportunities o on o.id = f.opportunity_id where f.removed_at is null
         ) as told order by mail_id)
       select pg_notify('${eventsChannel}', '')`,
    [JSON.stringify(mailIds)],
  )
}

/** To-dos that further mailboxes of a mail got. */
export async function tellOfTodos(tx: Query, todos: readonly { readonly id: string }[]): Promise<void> {
  if (todos.length === 0) return
  const rows = await tx.query<{ id: string; mailId: string; audience: number }>(
    `select id::text as id, mail_id::text as "mailId", audience from todos where id in (select value::bigint from jsonb_array_elements_text($1::text::jsonb)) order by id`,
    [JSON.stringify(todos.map(({ id }) => id))],
  )
  await writeEvents(
    tx,
    rows.map(({ audience, ...todo }) => ({ kind: 'todo', audiences: [audience], data: { ...todo, change: 'new' } })),
    null,
  )
}
