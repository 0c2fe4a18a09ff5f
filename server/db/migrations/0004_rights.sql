-- Rights, the second time: row-level security for the role that the API works as (docs/rights.md). The server's own work
-- (intake, sign-in, jobs, command line) runs as the owner of the tables and is not subject to it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'postakte_api') then
    begin
      create role postakte_api nologin;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then raise exception 'The database has no role postakte_api, and % may not create it. As administrator: create role postakte_api nologin; grant postakte_api to %;', current_user, current_user;
    end;
  end if;
  if not pg_has_role(current_user, 'postakte_api', 'member') then execute format('grant postakte_api to %I', current_user); end if;
end $$;
--> statement-breakpoint
grant usage on schema public to postakte_api;
--> statement-breakpoint
-- Who acts in this transaction, with which permissions and which audiences. `scopes`: of the token; null for all.
-- An unknown or inactive user has none of either, and so sees nothing.
create function enter(who integer, scopes text[] default null) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare mine text[]; seen integer[];
begin
  select coalesce(array_agg(distinct p), '{}') into mine
    from users u join user_roles x on x.user_id = u.id join roles r on r.id = x.role_id cross join unnest(r.permissions) p
    where u.id = who and u.active and (scopes is null or p = any(scopes));
  select case when exists (select from users where id = who and active) then array[0, -who] || coalesce(array_agg(t.id), '{}') else '{}' end into seen
    from teams t
    where not t.closed or 'cases.read-all' = any(mine) or exists (select from team_members m where m.team_id = t.id and m.user_id = who);
  perform set_config('postakte.user', case when cardinality(seen) > 0 then who::text else '' end, true), set_config('postakte.permissions', mine::text, true), set_config('postakte.audiences', seen::text, true);
end $$;
--> statement-breakpoint
create function my_id() returns integer language sql stable as $$ select nullif(current_setting('postakte.user', true), '')::integer $$;
--> statement-breakpoint
create function i_may(permission text) returns boolean language sql stable as $$ select coalesce(permission = any(nullif(current_setting('postakte.permissions', true), '')::text[]), false) $$;
--> statement-breakpoint
create function my_audiences() returns integer[] language sql stable as $$ select nullif(current_setting('postakte.audiences', true), '')::integer[] $$;
--> statement-breakpoint
-- Who may see an activity and its mail: whoever may see a case or opportunity that it is under; with none, whoever its mailbox
-- is for. The row locks make two filings at the same moment, or a filing while the case changes hands, see each other.
create function refresh_audiences(ids bigint[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from activities where id = any(ids) order by id for update;
  perform from cases where id in (select case_id from filings where activity_id = any(ids) and case_id is not null) order by id for share;
  perform from opportunities where id in (select opportunity_id from filings where activity_id = any(ids) and opportunity_id is not null) order by id for share;
  update activities a set audiences = x.audiences
    from (select b.id, coalesce(
        (select array_agg(distinct coalesce(c.audience, o.audience)) from filings f left join cases c on c.id = f.case_id left join opportunities o on o.id = f.opportunity_id
          where f.activity_id = b.id and f.removed_at is null and f.contact_id is null),
        array[coalesce(m.audience, 0)]) as audiences
      from activities b left join mails m on m.id = b.mail_id where b.id = any(ids)) x
    where a.id = x.id and a.audiences is distinct from x.audiences;
  update mails m set audiences = a.audiences from activities a where a.id = any(ids) and m.id = a.mail_id and m.audiences is distinct from a.audiences;
end $$;
--> statement-breakpoint
create function filings_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare ids bigint[];
begin
  select array_agg(distinct activity_id) into ids from changed where contact_id is null;
  if ids is not null then perform refresh_audiences(ids); end if;
  return null;
end $$;
--> statement-breakpoint
create trigger filings_inserted after insert on filings referencing new table as changed for each statement execute function filings_changed();
--> statement-breakpoint
create trigger filings_updated after update on filings referencing new table as changed for each statement execute function filings_changed();
--> statement-breakpoint
create trigger filings_deleted after delete on filings referencing old table as changed for each statement execute function filings_changed();
--> statement-breakpoint
create function audience_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare ids bigint[];
begin
  if tg_table_name = 'cases' then
    select array_agg(distinct activity_id) into ids from filings where case_id = new.id and removed_at is null;
  else
    select array_agg(distinct activity_id) into ids from filings where opportunity_id = new.id and removed_at is null;
  end if;
  if ids is not null then perform refresh_audiences(ids); end if;
  return null;
end $$;
--> statement-breakpoint
create trigger cases_audience after update on cases for each row when (old.audience is distinct from new.audience) execute function audience_changed();
--> statement-breakpoint
create trigger opportunities_audience after update on opportunities for each row when (old.audience is distinct from new.audience) execute function audience_changed();
--> statement-breakpoint
alter table users enable row level security;
--> statement-breakpoint
alter table teams enable row level security;
--> statement-breakpoint
alter table team_members enable row level security;
--> statement-breakpoint
alter table roles enable row level security;
--> statement-breakpoint
alter table user_roles enable row level security;
--> statement-breakpoint
alter table tokens enable row level security;
--> statement-breakpoint
alter table contacts enable row level security;
--> statement-breakpoint
alter table contact_addresses enable row level security;
--> statement-breakpoint
alter table contact_phones enable row level security;
--> statement-breakpoint
alter table cases enable row level security;
--> statement-breakpoint
alter table case_participants enable row level security;
--> statement-breakpoint
alter table opportunities enable row level security;
--> statement-breakpoint
alter table opportunity_people enable row level security;
--> statement-breakpoint
alter table mails enable row level security;
--> statement-breakpoint
alter table originals enable row level security;
--> statement-breakpoint
alter table sightings enable row level security;
--> statement-breakpoint
alter table thread_ids enable row level security;
--> statement-breakpoint
alter table activities enable row level security;
--> statement-breakpoint
alter table filings enable row level security;
--> statement-breakpoint
alter table todos enable row level security;
--> statement-breakpoint
alter table mailboxes enable row level security;
--> statement-breakpoint
alter table mailbox_leases enable row level security;
--> statement-breakpoint
alter table mailbox_cursors enable row level security;
--> statement-breakpoint
alter table settings enable row level security;
--> statement-breakpoint
alter table events enable row level security;
--> statement-breakpoint
alter table idempotency_keys enable row level security;
--> statement-breakpoint
grant select (id, login, name, address, language, active, absent_from, absent_until, substitute_id, version, created_at), insert (login, name, address, language, active), update (login, name, address, language, active, absent_from, absent_until, substitute_id, version) on users to postakte_api;
--> statement-breakpoint
create policy users_select on users for select to postakte_api using ((select my_id()) is not null);
--> statement-breakpoint
create policy users_insert on users for insert to postakte_api with check ((select i_may('users.manage')));
--> statement-breakpoint
create policy users_update on users for update to postakte_api using ((select i_may('users.manage')) or id = (select my_id()));
--> statement-breakpoint
grant select, insert, update on teams to postakte_api;
--> statement-breakpoint
create policy teams_select on teams for select to postakte_api using ((select my_id()) is not null);
--> statement-breakpoint
create policy teams_insert on teams for insert to postakte_api with check ((select i_may('users.manage')));
--> statement-breakpoint
create policy teams_update on teams for update to postakte_api using ((select i_may('users.manage')));
--> statement-breakpoint
grant select, insert, update on roles to postakte_api;
--> statement-breakpoint
create policy roles_select on roles for select to postakte_api using ((select my_id()) is not null);
--> statement-breakpoint
create policy roles_insert on roles for insert to postakte_api with check ((select i_may('users.manage')));
--> statement-breakpoint
create policy roles_update on roles for update to postakte_api using ((select i_may('users.manage')));
--> statement-breakpoint
grant select, insert, delete on team_members to postakte_api;
--> statement-breakpoint
create policy team_members_select on team_members for select to postakte_api using ((select my_id()) is not null);
--> statement-breakpoint
create policy team_members_insert on team_members for insert to postakte_api with check ((select i_may('users.manage')));
--> statement-breakpoint
create policy team_members_delete on team_members for delete to postakte_api using ((select i_may('users.manage')));
--> statement-breakpoint
grant select, insert, delete on user_roles to postakte_api;
--> statement-breakpoint
create policy user_roles_select on user_roles for select to postakte_api using ((select my_id()) is not null);
--> statement-breakpoint
create policy user_roles_insert on user_roles for insert to postakte_api with check ((select i_may('users.manage')));
--> statement-breakpoint
create policy user_roles_delete on user_roles for delete to postakte_api using ((select i_may('users.manage')));
--> statement-breakpoint
grant select, insert, update on contacts to postakte_api;
--> statement-breakpoint
create policy contacts_select on contacts for select to postakte_api using ((select i_may('contacts.read')));
--> statement-breakpoint
create policy contacts_insert on contacts for insert to postakte_api with check ((select i_may('contacts.write')));
--> statement-breakpoint
create policy contacts_update on contacts for update to postakte_api using ((select i_may('contacts.write')));
--> statement-breakpoint
grant select, insert, update, delete on contact_addresses to postakte_api;
--> statement-breakpoint
create policy contact_addresses_select on contact_addresses for select to postakte_api using ((select i_may('contacts.read')));
--> statement-breakpoint
create policy contact_addresses_insert on contact_addresses for insert to postakte_api with check ((select i_may('contacts.write')));
--> statement-breakpoint
create policy contact_addresses_update on contact_addresses for update to postakte_api using ((select i_may('contacts.write')));
--> statement-breakpoint
create policy contact_addresses_delete on contact_addresses for delete to postakte_api using ((select i_may('contacts.write')));
--> statement-breakpoint
grant select, insert, update, delete on contact_phones to postakte_api;
--> statement-breakpoint
create policy contact_phones_select on contact_phones for select to postakte_api using ((select i_may('contacts.read')));
--> statement-breakpoint
create policy contact_phones_insert on contact_phones for insert to postakte_api with check ((select i_may('contacts.write')));
--> statement-breakpoint
create policy contact_phones_update on contact_phones for update to postakte_api using ((select i_may('contacts.write')));
--> statement-breakpoint
create policy contact_phones_delete on contact_phones for delete to postakte_api using ((select i_may('contacts.write')));
--> statement-breakpoint
grant select, insert, update on cases to postakte_api;
--> statement-breakpoint
create policy cases_select on cases for select to postakte_api using ((select i_may('cases.read')) and audience = any((select my_audiences())::integer[]) and (status <> 'archived' or (select i_may('cases.archived'))));
--> statement-breakpoint
create policy cases_insert on cases for insert to postakte_api with check ((select i_may('cases.write')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
create policy cases_update on cases for update to postakte_api using ((select i_may('cases.write')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
grant select, insert, update on opportunities to postakte_api;
--> statement-breakpoint
create policy opportunities_select on opportunities for select to postakte_api using ((select i_may('opportunities.read')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
create policy opportunities_insert on opportunities for insert to postakte_api with check ((select i_may('opportunities.write')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
create policy opportunities_update on opportunities for update to postakte_api using ((select i_may('opportunities.write')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
grant select, insert, update, delete on case_participants to postakte_api;
--> statement-breakpoint
create policy case_participants_select on case_participants for select to postakte_api using (exists (select from cases p where p.id = case_id));
--> statement-breakpoint
create policy case_participants_insert on case_participants for insert to postakte_api with check ((select i_may('cases.write')) and exists (select from cases p where p.id = case_id));
--> statement-breakpoint
create policy case_participants_update on case_participants for update to postakte_api using ((select i_may('cases.write')) and exists (select from cases p where p.id = case_id));
--> statement-breakpoint
create policy case_participants_delete on case_participants for delete to postakte_api using ((select i_may('cases.write')) and exists (select from cases p where p.id = case_id));
--> statement-breakpoint
grant select, insert, update, delete on opportunity_people to postakte_api;
--> statement-breakpoint
create policy opportunity_people_select on opportunity_people for select to postakte_api using (exists (select from opportunities p where p.id = opportunity_id));
--> statement-breakpoint
create policy opportunity_people_insert on opportunity_people for insert to postakte_api with check ((select i_may('opportunities.write')) and exists (select from opportunities p where p.id = opportunity_id));
--> statement-breakpoint
create policy opportunity_people_update on opportunity_people for update to postakte_api using ((select i_may('opportunities.write')) and exists (select from opportunities p where p.id = opportunity_id));
--> statement-breakpoint
create policy opportunity_people_delete on opportunity_people for delete to postakte_api using ((select i_may('opportunities.write')) and exists (select from opportunities p where p.id = opportunity_id));
--> statement-breakpoint
grant select, update (state) on mails to postakte_api;
--> statement-breakpoint
create policy mails_select on mails for select to postakte_api using ((select i_may('mails.read')) and audiences && (select my_audiences())::integer[]);
--> statement-breakpoint
create policy mails_update on mails for update to postakte_api using ((select i_may('mails.file')) and audiences && (select my_audiences())::integer[]);
--> statement-breakpoint
grant select on sightings to postakte_api;
--> statement-breakpoint
create policy sightings_select on sightings for select to postakte_api using (exists (select from mails m where m.id = mail_id));
--> statement-breakpoint
grant select, insert (kind, occurred_at, title, text, direction, minutes, user_id), update (occurred_at, title, text, direction, minutes, version, deleted_at) on activities to postakte_api;
--> statement-breakpoint
create policy activities_select on activities for select to postakte_api using (audiences && (select my_audiences())::integer[] and (select i_may('contacts.read')) and (kind <> 'mail' or (select i_may('mails.read'))));
--> statement-breakpoint
create policy activities_insert on activities for insert to postakte_api with check (kind <> 'mail' and (select i_may('activities.write')) and user_id = (select my_id()));
--> statement-breakpoint
create policy activities_update on activities for update to postakte_api using (audiences && (select my_audiences())::integer[] and kind <> 'mail' and (select i_may('activities.write')) and (user_id = (select my_id()) or (select i_may('activities.write-all'))));
--> statement-breakpoint
grant select, insert (activity_id, mail_id, occurred_at, contact_id, case_id, opportunity_id, rule, because, filed_by), update (removed_by, removed_at, rule, because, filed_by, filed_at) on filings to postakte_api;
--> statement-breakpoint
create policy filings_select on filings for select to postakte_api using (exists (select from activities a where a.id = activity_id) and (case_id is null or exists (select from cases c where c.id = case_id)) and (opportunity_id is null or exists (select from opportunities o where o.id = opportunity_id)));
--> statement-breakpoint
create policy filings_insert on filings for insert to postakte_api with check ((mail_id is null or (select i_may('mails.file'))) and (mail_id is not null or (select i_may('activities.write'))) and filed_by = (select my_id()) and exists (select from activities a where a.id = activity_id) and (case_id is null or exists (select from cases c where c.id = case_id)) and (opportunity_id is null or exists (select from opportunities o where o.id = opportunity_id)));
--> statement-breakpoint
create policy filings_update on filings for update to postakte_api using ((mail_id is null or (select i_may('mails.file'))) and (mail_id is not null or (select i_may('activities.write'))) and exists (select from activities a where a.id = activity_id) and (case_id is null or exists (select from cases c where c.id = case_id)) and (opportunity_id is null or exists (select from opportunities o where o.id = opportunity_id)));
--> statement-breakpoint
grant select, update (team_id, assignee_id, version, done_at, done_by) on todos to postakte_api;
--> statement-breakpoint
create policy todos_select on todos for select to postakte_api using ((select i_may('todos.work')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
create policy todos_update on todos for update to postakte_api using ((select i_may('todos.work')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
grant select (id, name, host, port, security, login, auth, folder, afterwards, move_to, interval_seconds, team_id, owner_id, active, problem, problem_since, seen_at) on mailboxes to postakte_api;
--> statement-breakpoint
create policy mailboxes_select on mailboxes for select to postakte_api using ((select i_may('mailboxes.manage')) or owner_id = (select my_id()));
--> statement-breakpoint
grant select, insert on events to postakte_api;
--> statement-breakpoint
create policy events_select on events for select to postakte_api using (audiences && (select my_audiences())::integer[]);
--> statement-breakpoint
create policy events_insert on events for insert to postakte_api with check (by_user = (select my_id()));
--> statement-breakpoint
grant select, insert, update on idempotency_keys to postakte_api;
--> statement-breakpoint
create policy idempotency_keys_select on idempotency_keys for select to postakte_api using (user_id = (select my_id()));
--> statement-breakpoint
create policy idempotency_keys_insert on idempotency_keys for insert to postakte_api with check (user_id = (select my_id()));
--> statement-breakpoint
create policy idempotency_keys_update on idempotency_keys for update to postakte_api using (user_id = (select my_id()));
--> statement-breakpoint
grant usage on all sequences in schema public to postakte_api;
--> statement-breakpoint
insert into roles (name, permissions, built_in) values
  ('reader', '{contacts.read,cases.read,opportunities.read,mails.read}', true),
  ('agent', '{contacts.read,cases.read,opportunities.read,mails.read,contacts.write,cases.write,opportunities.write,mails.file,activities.write,todos.work}', true),
  ('lead', '{contacts.read,cases.read,opportunities.read,mails.read,contacts.write,cases.write,opportunities.write,mails.file,activities.write,todos.work,contacts.merge,cases.archived,folders.write,snippets.write,documents.write,activities.write-all}', true),
  ('admin', '{contacts.read,cases.read,opportunities.read,mails.read,contacts.write,cases.write,opportunities.write,mails.file,activities.write,todos.work,contacts.merge,cases.archived,folders.write,snippets.write,documents.write,activities.write-all,cases.read-all,mailboxes.manage,import,users.manage,webhooks.manage,settings.manage}', true),
  ('privacy', '{contacts.read,cases.read,opportunities.read,mails.read,cases.read-all,cases.archived,journal.read,privacy.manage}', true),
  ('service', '{contacts.read,cases.read,opportunities.read,mails.read,contacts.write,cases.write,opportunities.write,activities.write,import}', true);
