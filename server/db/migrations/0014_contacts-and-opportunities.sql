ALTER TABLE "contact_merge_moves" DROP CONSTRAINT "contact_merge_move_kind";--> statement-breakpoint
ALTER TABLE "contact_merge_moves" ADD CONSTRAINT "contact_merge_move_kind" CHECK ("contact_merge_moves"."kind" in ('address', 'phone', 'filing', 'revived-filing', 'case', 'participant', 'opportunity', 'person', 'company-link', 'merged', 'follow-up'));--> statement-breakpoint
-- Merges one contact into another: everything that is under it, seen by the caller or not, goes over and is remembered. Null when
-- one of them is merged already or they are of two kinds. Fields of the target stay; the source keeps its own for undo.
create or replace function merge_contacts(source bigint, target bigint) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare merge bigint;
begin
  if not i_may('contacts.merge') or not i_may('contacts.read') then raise insufficient_privilege; end if;
  perform from contacts where id in (source, target) order by id for update;
  if source = target or (select count(*) <> 2 or count(distinct kind) <> 1 from contacts where id in (source, target) and merged_into is null) then return null; end if;
  insert into contact_merges (from_id, into_id, merged_by) values (source, target, my_id()) returning id into merge;

  -- A mail that lies under both stays where it is; one that somebody took away from the target alone comes back for the source's sake.
  insert into contact_merge_moves (merge_id, kind, record_id, was)
    select merge, 'revived-filing', t.id, jsonb_build_object('removed_by', t.removed_by, 'removed_at', t.removed_at) from filings s join filings t on t.activity_id = s.activity_id and t.contact_id = target
    where s.contact_id = source and s.removed_at is null and t.removed_at is not null;
  update filings set removed_by = null, removed_at = null where id in (select record_id from contact_merge_moves where merge_id = merge and kind = 'revived-filing');
  with moved as (update filings f set contact_id = target where f.contact_id = source
    and not exists (select from filings t where t.activity_id = f.activity_id and t.contact_id = target) returning f.id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'filing', id from moved;

  with moved as (update cases set contact_id = target, version = version + 1 where contact_id = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'case', id from moved;
  with moved as (update opportunities set contact_id = target, version = version + 1 where contact_id = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'opportunity', id from moved;
  with moved as (update follow_ups set contact_id = target, version = version + 1 where contact_id = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'follow-up', id from moved;
  with moved as (update contacts set company_id = nullif(target, id), version = version + 1 where company_id = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'company-link', id from moved;
  with moved as (update contacts set merged_into = target where merged_into = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'merged', id from moved;

  -- `alone`: the target did not have it, so undo takes it away there.
  with moved as (delete from case_participants where contact_id = source returning case_id)
  insert into contact_merge_moves (merge_id, kind, record_id, was) select merge, 'participant', case_id,
    jsonb_build_object('alone', not exists (select from case_participants t where t.case_id = moved.case_id and t.contact_id = target)) from moved;
  insert into case_participants (case_id, contact_id) select record_id, target from contact_merge_moves where merge_id = merge and kind = 'participant' on conflict do nothing;
  with moved as (delete from opportunity_people where contact_id = source returning opportunity_id, role)
  insert into contact_merge_moves (merge_id, kind, record_id, was) select merge, 'person', opportunity_id,
    jsonb_build_object('role', role, 'alone', not exists (select from opportunity_people t where t.opportunity_id = moved.opportunity_id and t.contact_id = target)) from moved;
  insert into opportunity_people (opportunity_id, contact_id, role) select record_id, target, was ->> 'role' from contact_merge_moves where merge_id = merge and kind = 'person' on conflict do nothing;
  with moved as (delete from contact_addresses where contact_id = source returning address, role, position)
  insert into contact_merge_moves (merge_id, kind, was) select merge, 'address',
    to_jsonb(moved) || jsonb_build_object('alone', not exists (select from contact_addresses t where t.address = moved.address and t.contact_id = target)) from moved;
  insert into contact_addresses (address, contact_id, role, position)
    select was ->> 'address', target, (was ->> 'role')::boolean, least(l.last + (was ->> 'position')::integer + 1, 32000)
    from contact_merge_moves, (select coalesce(max(position), 0) as last from contact_addresses where contact_id = target) l where merge_id = merge and kind = 'address' on conflict do nothing;
  with moved as (delete from contact_phones where contact_id = source returning phone, position)
  insert into contact_merge_moves (merge_id, kind, was) select merge, 'phone',
    to_jsonb(moved) || jsonb_build_object('alone', not exists (select from contact_phones t where t.phone = moved.phone and t.contact_id = target)) from moved;
  insert into contact_phones (phone, contact_id, position)
    select was ->> 'phone', target, least(l.last + (was ->> 'position')::integer + 1, 32000)
    from contact_merge_moves, (select coalesce(max(position), 0) as last from contact_phones where contact_id = target) l where merge_id = merge and kind = 'phone' on conflict do nothing;

  update contacts set merged_into = case when id = source then target end, version = version + 1 where id in (source, target);
  return merge;
end $$;
--> statement-breakpoint
-- Brings back what a merge moved, as far as it is still there: what somebody took away or gave to another since stays so, and what
-- is new since stays with the target. False when it is undone already, or one of the two was merged on (that comes first).
create or replace function undo_merge(which bigint) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare source bigint; target bigint;
begin
  if not i_may('contacts.merge') or not i_may('contacts.read') then raise insufficient_privilege; end if;
  select from_id, into_id into source, target from contact_merges where id = which and undone_at is null for update;
  perform from contacts where id in (source, target) order by id for update;
  if source is null or not exists (select from contacts s join contacts t on t.id = s.merged_into where s.id = source and t.id = target and t.merged_into is null) then return false; end if;

  update filings f set contact_id = source from contact_merge_moves m where m.merge_id = which and m.kind = 'filing' and f.id = m.record_id and f.contact_id = target
    and not exists (select from filings s where s.activity_id = f.activity_id and s.contact_id = source);
  update filings f set removed_by = (m.was ->> 'removed_by')::integer, removed_at = (m.was ->> 'removed_at')::timestamptz
    from contact_merge_moves m where m.merge_id = which and m.kind = 'revived-filing' and f.id = m.record_id and f.contact_id = target and f.removed_at is null;
  update cases c set contact_id = source, version = version + 1 from contact_merge_moves m where m.merge_id = which and m.kind = 'case' and c.id = m.record_id and c.contact_id = target;
  update opportunities o set contact_id = source, version = version + 1 from contact_merge_moves m where m.merge_id = which and m.kind = 'opportunity' and o.id = m.record_id and o.contact_id = target;
  update follow_ups u set contact_id = source, version = version + 1 from contact_merge_moves m where m.merge_id = which and m.kind = 'follow-up' and u.id = m.record_id and u.contact_id = target;
  -- What only the other's mail had answered is open again.
  update follow_ups u set answered_by = null, answered_at = null, version = u.version + 1
    where u.contact_id in (source, target) and u.answered_by is not null and u.done_at is null
      and not exists (select from follow_ups_of_mails(array[u.answered_by]) x where x.follow_up = u.id);
  update contacts c set company_id = source, version = version + 1 from contact_merge_moves m where m.merge_id = which and m.kind = 'company-link' and c.id = m.record_id and c.company_id is not distinct from nullif(target, c.id);
  update contacts c set merged_into = source from contact_merge_moves m where m.merge_id = which and m.kind = 'merged' and c.id = m.record_id and c.merged_into = target;

  insert into case_participants (case_id, contact_id) select t.case_id, source from contact_merge_moves m join case_participants t on t.case_id = m.record_id and t.contact_id = target
    where m.merge_id = which and m.kind = 'participant' on conflict do nothing;
  delete from case_participants t using contact_merge_moves m where m.merge_id = which and m.kind = 'participant' and (m.was ->> 'alone')::boolean and t.case_id = m.record_id and t.contact_id = target;
  insert into opportunity_people (opportunity_id, contact_id, role) select t.opportunity_id, source, m.was ->> 'role' from contact_merge_moves m join opportunity_people t on t.opportunity_id = m.record_id and t.contact_id = target
    where m.merge_id = which and m.kind = 'person' on conflict do nothing;
  delete from opportunity_people t using contact_merge_moves m where m.merge_id = which and m.kind = 'person' and (m.was ->> 'alone')::boolean and t.opportunity_id = m.record_id and t.contact_id = target;
  insert into contact_addresses (address, contact_id, role, position) select t.address, source, (m.was ->> 'role')::boolean, (m.was ->> 'position')::smallint
    from contact_merge_moves m join contact_addresses t on t.address = m.was ->> 'address' and t.contact_id = target where m.merge_id = which and m.kind = 'address' on conflict do nothing;
  delete from contact_addresses t using contact_merge_moves m where m.merge_id = which and m.kind = 'address' and (m.was ->> 'alone')::boolean and t.address = m.was ->> 'address' and t.contact_id = target;
  insert into contact_phones (phone, contact_id, position) select t.phone, source, (m.was ->> 'position')::smallint
    from contact_merge_moves m join contact_phones t on t.phone = m.was ->> 'phone' and t.contact_id = target where m.merge_id = which and m.kind = 'phone' on conflict do nothing;
  delete from contact_phones t using contact_merge_moves m where m.merge_id = which and m.kind = 'phone' and (m.was ->> 'alone')::boolean and t.phone = m.was ->> 'phone' and t.contact_id = target;

  update contacts set merged_into = null, version = version + 1 where id in (source, target);
  update contact_merges set undone_by = my_id(), undone_at = now() where id = which;
  delete from contact_merge_moves where merge_id = which;
  return true;
end $$;
--> statement-breakpoint
-- Only its owner takes an opportunity out of the others' sight, or gives it back.
create function guard_opportunity() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'postakte_api' and new.private is distinct from old.private and old.owner_id <> my_id() then raise 'owner' using errcode = '42501'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger opportunities_guard before update on opportunities for each row execute function guard_opportunity();
--> statement-breakpoint
revoke insert, update on opportunities from postakte_api;
--> statement-breakpoint
grant insert (title, contact_id, stage, value, currency, expected_on, closed_on, team_id, owner_id, private, external_id), update (title, contact_id, stage, value, currency, expected_on, closed_on, team_id, owner_id, private, version, updated_at) on opportunities to postakte_api;
--> statement-breakpoint
drop function next_case_number();
