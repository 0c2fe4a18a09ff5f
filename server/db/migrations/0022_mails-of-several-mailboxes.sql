ALTER TABLE "mails" ADD COLUMN "also_for" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- As before, and: a mail that lies under no case or opportunity is for everybody to whose mailbox it came, not only for the first.
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
        || array(select -s.user_id from sightings s where s.mail_id = b.mail_id and s.user_id is not null)) one order by 1) as audiences
      from activities b left join mails m on m.id = b.mail_id where b.id = any(ids)) x
    where a.id = x.id and a.audiences is distinct from x.audiences;
  update mails m set audiences = a.audiences from activities a where a.id = any(ids) and m.id = a.mail_id and m.audiences is distinct from a.audiences;
end $$;
--> statement-breakpoint
-- As before, and: a mail that is given away is out of sight of all to whose mailboxes it came.
create or replace function hand_over_todo(which bigint, seen integer, to_team integer, to_user integer) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare mail bigint; whose integer;
begin
  if not coalesce(i_may('todos.work'), false) then return false; end if;
  update todos set team_id = to_team, owner_id = case when to_team is null then owner_id end, assignee_id = to_user, version = version + 1
    where id = which and version = seen and done_at is null and audience = any(my_audiences()) returning mail_id, audience into mail, whose;
  if mail is null then return false; end if;
  if to_user is not null and not would_see(to_user, whose, 'todos.work') then raise exception 'they would not see it' using errcode = '42501'; end if;
  update mails set audience = whose, also_for = '{}' where id = mail and audience is distinct from whose;
  if found then perform refresh_audiences(array(select a.id from activities a where a.mail_id = mail)); end if;
  return true;
end $$;
--> statement-breakpoint
-- As before, but a mail of the same thread answers a mail only where both lie under the same record or house: anybody can name a
-- stranger's mail.
create or replace function follow_ups_of_mails(mail_ids bigint[]) returns table (follow_up bigint, mail bigint) language sql stable as $$
  select u.id, m.id from mails m join filings f on f.mail_id = m.id and f.removed_at is null
    join follow_ups u on u.only_without_answer and m.received_at > u.made_at
      and (u.contact_id = f.contact_id or u.case_id = f.case_id or u.opportunity_id = f.opportunity_id
        or exists (select from mails o join filings g on g.mail_id = o.id and g.removed_at is null
          left join contacts theirs on theirs.id = g.contact_id left join contacts mine on mine.id = f.contact_id
          where o.id = u.mail_id and o.id <> m.id and o.thread_key = m.thread_key
            and (g.case_id = f.case_id or g.opportunity_id = f.opportunity_id
              or coalesce(theirs.company_id, theirs.id) = coalesce(mine.company_id, mine.id))))
  where m.id = any(mail_ids) and m.direction = 'in' and m.class in ('normal', 'invitation')
$$;
