ALTER TABLE "case_merges" ADD COLUMN "follow_ups" bigint[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
-- Follow-ups go with their case.
create or replace function merge_cases(from_case bigint, into_case bigint, seen integer) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare a cases; b cases; m bigint; new_people bigint[]; moved bigint[]; settled timestamptz;
begin
  perform from cases where id in (from_case, into_case) order by id for update;
  select * into a from cases where id = from_case;
  select * into b from cases where id = into_case;
  if a.id is null or b.id is null or not i_may('cases.write') or not i_see_case(a) or not i_see_case(b) then return 'unknown'; end if;
  if a.merged_into is not null or b.merged_into is not null then return 'merged'; end if;
  if seen is not null and a.version <> seen then return 'changed'; end if;
  if a.id = b.id then return 'same'; end if;
  if a.status in ('open', 'waiting') and b.status in ('closed', 'archived') then return 'closed'; end if;
  if b.private and not a.private and coalesce(a.owner_id, a.assignee_id) is distinct from my_id() then return 'not-yours'; end if;
  with added as (
    insert into case_participants (case_id, contact_id)
    select into_case, p.contact_id from (select contact_id from case_participants where case_id = from_case union select a.contact_id) p where p.contact_id is not null and p.contact_id is distinct from b.contact_id
    on conflict do nothing returning contact_id)
  select coalesce(array_agg(contact_id), '{}') into new_people from added;
  -- What waits here must not be settled there.
  settled := case when b.settled_at is not null then least(b.settled_at, a.customer_waits_since - interval '1 microsecond') end;
  with gone as (update follow_ups set case_id = into_case, version = version + 1 where case_id = from_case and done_at is null and answered_at is null returning id)
  select coalesce(array_agg(id), '{}') into moved from gone;
  insert into case_merges (from_id, into_id, merged_by, status_before, closed_at_before, settled_at_before, settled_at_after, participants, follow_ups)
    values (a.id, b.id, my_id(), a.status, a.closed_at, b.settled_at, settled, new_people, moved) returning id into m;
  insert into case_merge_filings (merge_id, activity_id, removed_by, removed_at, change, other_filed_at, other_filed_by, other_removed_by, other_removed_at)
    select m, f.activity_id, f.removed_by, f.removed_at, case when g.id is null then 'made' when g.removed_at is not null and f.removed_at is null then 'brought-back'
        when g.removed_at is null and f.removed_at is null and g.filed_by is null and f.filed_by is not null then 'held' else 'none' end, coalesce(g.filed_at, f.filed_at), g.filed_by, g.removed_by, g.removed_at
    from filings f left join filings g on g.activity_id = f.activity_id and g.case_id = into_case where f.case_id = from_case;
  insert into filings (activity_id, mail_id, occurred_at, case_id, rule, because, filed_by, filed_at, removed_by, removed_at)
    select f.activity_id, f.mail_id, f.occurred_at, into_case, f.rule, f.because, f.filed_by, f.filed_at, f.removed_by, f.removed_at
    from case_merge_filings x join filings f on f.activity_id = x.activity_id and f.case_id = from_case where x.merge_id = m and x.change = 'made';
  -- What a person filed here, no rule withdraws there.
  update filings g set removed_by = null, removed_at = null, filed_by = coalesce(g.filed_by, f.filed_by) from case_merge_filings x join filings f on f.activity_id = x.activity_id and f.case_id = from_case
    where x.merge_id = m and x.change in ('brought-back', 'held') and g.activity_id = x.activity_id and g.case_id = into_case;
  update filings set removed_by = my_id(), removed_at = now() where case_id = from_case and removed_at is null;
  update cases set merged_into = into_case, status = case when status in ('open', 'waiting') then 'closed' else status end, closed_at = coalesce(closed_at, now()),
    status_at = now(), status_by = my_id(), version = version + 1, updated_at = now() where id = from_case;
  update cases set settled_at = settled, version = version + 1, updated_at = now() where id = into_case;
  return 'done';
end $$;
--> statement-breakpoint
create or replace function unmerge_case(from_case bigint, seen integer) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare a cases; b cases; m case_merges;
begin
  select * into a from cases where id = from_case;
  perform from cases where id in (from_case, a.merged_into) order by id for update;
  select * into a from cases where id = from_case;
  select * into b from cases where id = a.merged_into;
  if a.id is null or not i_may('cases.write') or not i_see_case(a) then return 'unknown'; end if;
  if seen is not null and a.version <> seen then return 'changed'; end if;
  if b.id is null then return 'not-merged'; end if;
  if not i_see_case(b) then return 'unknown'; end if;
  if b.merged_into is not null then return 'merged-further'; end if;
  select * into m from case_merges where from_id = from_case and undone_at is null order by id desc limit 1;
  if m.id is null then return 'not-merged'; end if;
  update cases set merged_into = null, status = m.status_before, closed_at = m.closed_at_before, status_at = now(), status_by = my_id(), version = version + 1, updated_at = now() where id = from_case;
  -- Filed there on purpose since then: it stays, too.
  with now_there as materialized (
    select f.id as mine, f.filed_by as mine_by, g.id as other, x.change, x.other_filed_by, x.other_removed_by, x.other_removed_at,
      g.filed_at is distinct from x.other_filed_at or (g.removed_at is null and x.removed_at is not null) as on_purpose,
      case when x.removed_at is null then g.removed_by else x.removed_by end as removed_by, case when x.removed_at is null then g.removed_at else x.removed_at end as removed_at
    from case_merge_filings x join filings f on f.activity_id = x.activity_id and f.case_id = from_case left join filings g on g.activity_id = x.activity_id and g.case_id = b.id where x.merge_id = m.id),
  taken_back_by_rule as (delete from filings f using now_there u where f.id = u.mine and u.other is null and u.mine_by is null),
  made as (delete from filings g using now_there u where g.id = u.other and u.change = 'made' and not u.on_purpose),
  brought_back as (update filings g set removed_by = u.other_removed_by, removed_at = u.other_removed_at, filed_by = u.other_filed_by from now_there u where g.id = u.other and u.change = 'brought-back' and not u.on_purpose),
  held as (update filings g set filed_by = u.other_filed_by from now_there u where g.id = u.other and u.change = 'held' and not u.on_purpose)
  update filings f set removed_by = u.removed_by, removed_at = u.removed_at from now_there u where f.id = u.mine and (u.other is not null or u.mine_by is not null);
  update follow_ups set case_id = from_case, version = version + 1 where id = any(m.follow_ups) and case_id = b.id;
  delete from case_participants where case_id = b.id and contact_id = any(m.participants);
  update cases set settled_at = case when settled_at is not distinct from m.settled_at_after then m.settled_at_before else settled_at end, version = version + 1, updated_at = now() where id = b.id;
  update case_merges set undone_by = my_id(), undone_at = now() where id = m.id;
  return 'done';
end $$;
--> statement-breakpoint
-- The rows of these cases alone: a look-up of all cases that the activities lie at cost more than it spared.
create or replace function filings_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare touched bigint[];
begin
  select array_agg(distinct case_id) into touched from changed where case_id is not null;
  if touched is null then return null; end if;
  perform from cases where id = any(touched) order by id for no key update;
  perform refresh_clocks(touched);
  return null;
end $$;
