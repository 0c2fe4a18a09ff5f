ALTER TABLE "todos" DROP CONSTRAINT "todos_mail_id_unique";--> statement-breakpoint
ALTER TABLE "todos" ADD COLUMN "filed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "todos" ADD CONSTRAINT "todo_once" UNIQUE("mail_id","audience");--> statement-breakpoint
update todos t set filed = true from mails m where m.id = t.mail_id and m.state = 'filed' and t.done_at is not null;
--> statement-breakpoint
-- Whether all those see `place` to whom a mailbox of audience `whose` belongs.
create function audience_sees(whose integer, place integer) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select place in (0, whose) or exists (select from teams t where t.id = place and (not t.closed or exists (select from team_members m where m.team_id = t.id and m.user_id = -whose)))
$$;
--> statement-breakpoint
-- Whether the mail lies where they see it.
create function lies_in_sight(mail bigint, whose integer) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    (select bool_or(audience_sees(whose, coalesce(c.audience, o.audience))) from filings f left join cases c on c.id = f.case_id left join opportunities o on o.id = f.opportunity_id
      where f.mail_id = mail and f.removed_at is null and f.contact_id is null),
    exists (select from filings f where f.mail_id = mail and f.removed_at is null))
$$;
--> statement-breakpoint
-- A to-do for each to whose mailbox the mail came and who have none yet, unless it lies where they see it. What came to nobody's
-- mailbox, too, is the open team's.
create function add_todos(mail bigint) returns table (id bigint) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare whose integer[] := array(select distinct one from mails m cross join unnest(m.audience || m.also_for) one where m.id = mail order by 1); open_team integer;
begin
  select min(t.id) into open_team from teams t where t.id = any(whose) and not t.closed;
  if open_team is not null then
    whose := array_remove(whose, 0);
    update todos t set team_id = open_team, version = version + 1 where t.mail_id = mail and t.audience = 0 and t.done_at is null
      and not exists (select from todos o where o.mail_id = mail and o.audience = any(array(select s.id from teams s where s.id = any(whose) and not s.closed)));
  end if;
  return query insert into todos (mail_id, kind, candidates, sender_address, waiting_since, team_id, owner_id)
    select m.id, coalesce(o.kind, 'unmatched'), coalesce(o.candidates, '[]'), coalesce(o.sender_address, m.from_address, ''), m.received_at, nullif(greatest(one, 0), 0), -nullif(least(one, 0), 0)
    from mails m cross join unnest(whose) one left join lateral (select * from todos t where t.mail_id = m.id order by t.id limit 1) o on true
    where m.id = mail and not lies_in_sight(mail, one) order by one on conflict do nothing returning id;
  update mails m set state = t.kind from todos t where m.id = mail and m.state = 'ignored' and t.mail_id = mail and t.done_at is null;
end $$;
--> statement-breakpoint
-- After a to-do was set aside or opened again: the mail follows.
create function mail_follows_todos(mail bigint) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not i_may('todos.work') then raise insufficient_privilege; end if;
  update mails m set state = coalesce((select t.kind from todos t where t.mail_id = mail and t.done_at is null order by t.id limit 1), 'ignored') where m.id = mail and m.state <> 'filed';
  perform refresh_audiences(array(select a.id from activities a where a.mail_id = mail));
end $$;
--> statement-breakpoint
-- As before, also for who works on its to-do.
create or replace function lock_mails(ids bigint[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not i_may('mails.file') and not i_may('todos.work') then raise insufficient_privilege; end if;
  perform from activities where mail_id = any(ids) order by id for update;
end $$;
--> statement-breakpoint
-- As before, and: whoever has an open to-do of a mail sees it, wherever others filed it.
create or replace function refresh_audiences(ids bigint[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from activities where id = any(ids) order by id for update;
  perform from cases where id in (select case_id from filings where activity_id = any(ids) and case_id is not null) order by id for share;
  perform from opportunities where id in (select opportunity_id from filings where activity_id = any(ids) and opportunity_id is not null) order by id for share;
  update activities a set audiences = x.audiences
    from (select b.id, array(select distinct one from unnest(coalesce(
        (select array_agg(distinct coalesce(c.audience, o.audience)) from filings f left join cases c on c.id = f.case_id left join opportunities o on o.id = f.opportunity_id
          where f.activity_id = b.id and f.removed_at is null and f.contact_id is null),
        array[case when m.audience < 0 and exists (select from filings f where f.activity_id = b.id and f.removed_at is null and f.contact_id is not null and f.filed_by is not null) then 0
          else coalesce(m.audience, 0) end] || coalesce(m.also_for, '{}'))
        || array(select t.audience from todos t where t.mail_id = b.mail_id and t.done_at is null)
        || array(select -s.user_id from sightings s where s.mail_id = b.mail_id and s.user_id is not null)) one order by 1) as audiences
      from activities b left join mails m on m.id = b.mail_id where b.id = any(ids)) x
    where a.id = x.id and a.audiences is distinct from x.audiences;
  update mails m set audiences = a.audiences from activities a where a.id = any(ids) and m.id = a.mail_id and m.audiences is distinct from a.audiences;
end $$;
--> statement-breakpoint
-- As before, but only this team's to-do goes, and with it the mail out of sight of all who have no to-do of their own. Where the
-- other team has one already, that is open again and the only one. Answers which it is now; null: not that version.
drop function hand_over_todo(bigint, integer, integer, integer);
--> statement-breakpoint
create function hand_over_todo(which bigint, seen integer, to_team integer, to_user integer) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare mail bigint; whose integer; its bigint;
begin
  if not coalesce(i_may('todos.work'), false) then return null; end if;
  perform from activities a where a.mail_id = (select t.mail_id from todos t where t.id = which) for update;
  select t.mail_id, coalesce(to_team, case when t.owner_id is null then 0 else -t.owner_id end) into mail, whose from todos t
    where t.id = which and t.version = seen and t.done_at is null and t.audience = any(my_audiences()) for update;
  if mail is null then return null; end if;
  if to_user is not null and not would_see(to_user, whose, 'todos.work') then raise exception 'they would not see it' using errcode = '42501'; end if;
  update todos t set done_at = null, done_by = null, filed = false, assignee_id = coalesce(to_user, case when t.done_at is null then t.assignee_id end), version = version + 1
    where t.mail_id = mail and t.audience = whose and t.id <> which returning t.id into its;
  if its is not null then
    delete from todos t where t.id = which;
  else
    its := which;
    update todos t set team_id = to_team, owner_id = case when to_team is null then owner_id end, assignee_id = to_user, version = version + 1 where t.id = which;
  end if;
  update mails m set audience = whose, also_for = array(select t.audience from todos t where t.mail_id = mail and t.audience <> whose order by 1) where m.id = mail;
  perform refresh_audiences(array(select a.id from activities a where a.mail_id = mail));
  return its;
end $$;
--> statement-breakpoint
-- As before, for several to-dos of a mail. A filing answers those whose people see the place, and those of the filer's own teams;
-- where there are none of either, all that the filer sees. Taken back it opens again what it answered, not what was set aside.
drop function settle_mails(bigint[]);
--> statement-breakpoint
create function settle_mails(ids bigint[]) returns table (mail_id bigint, state text, audiences integer[], todos json) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare lying bigint[]; loose bigint[]; mine integer[] := my_audiences(); own integer[] := array[0, -my_id()] || array(select m.team_id from team_members m where m.user_id = my_id());
begin
  if not i_may('mails.file') then raise insufficient_privilege; end if;
  lying := array(select distinct f.mail_id from filings f where f.mail_id = any(ids) and f.removed_at is null);
  loose := array(select one from unnest(ids) one where one <> all(lying) and exists (select from sightings s where s.mail_id = one and s.user_id is null));
  with due as (select t.id, t.mail_id, t.audience = any(own) or lies_in_sight(t.mail_id, t.audience) as answered, t.audience = any(mine) as seen from todos t where t.mail_id = any(lying) and t.done_at is null)
  update todos t set done_at = now(), done_by = my_id(), filed = true, version = version + 1 from due d
    where t.id = d.id and (d.answered or d.seen and not exists (select from due o where o.mail_id = d.mail_id and o.answered));
  update todos t set done_at = null, done_by = null, filed = false, version = version + 1
    where t.mail_id = any(loose) and t.done_at is not null and (t.filed or not exists (select from todos o where o.mail_id = t.mail_id and (o.filed or o.done_at is null)));
  perform add_todos(one) from unnest(loose) one order by one;
  update mails m set state = 'filed' where m.id = any(lying) and m.state <> 'filed';
  update mails m set state = x.state from (select l.id, coalesce((select t.kind from todos t where t.mail_id = l.id and t.done_at is null order by t.id limit 1), 'ignored') as state
    from unnest(ids) l(id) where l.id <> all(lying)) x where m.id = x.id and m.state <> x.state;
  perform refresh_audiences(array(select a.id from activities a where a.mail_id = any(ids)));
  return query select m.id, m.state, m.audiences, (select coalesce(json_agg(json_build_object('id', t.id::text, 'audience', t.audience) order by t.id), '[]') from todos t where t.mail_id = m.id) from mails m where m.id = any(ids);
end $$;
--> statement-breakpoint
revoke execute on function audience_sees(integer, integer), lies_in_sight(bigint, integer), add_todos(bigint) from public;
