CREATE SEQUENCE "public"."case_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE TABLE "case_links" (
	"case_id" bigint NOT NULL,
	"other_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"made_by" integer,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_links_case_id_other_id_kind_pk" PRIMARY KEY("case_id","other_id","kind"),
	CONSTRAINT "case_link_kind" CHECK ("case_links"."kind" in ('related', 'follows', 'duplicate')),
	CONSTRAINT "case_link_of_two" CHECK ("case_links"."case_id" <> "case_links"."other_id"),
	CONSTRAINT "case_link_related_once" CHECK ("case_links"."kind" <> 'related' or "case_links"."case_id" < "case_links"."other_id")
);
--> statement-breakpoint
CREATE TABLE "case_merge_filings" (
	"merge_id" bigint NOT NULL,
	"activity_id" bigint NOT NULL,
	"removed_by" integer,
	"removed_at" timestamp with time zone,
	"change" text NOT NULL,
	"other_filed_at" timestamp with time zone NOT NULL,
	"other_filed_by" integer,
	"other_removed_by" integer,
	"other_removed_at" timestamp with time zone,
	CONSTRAINT "case_merge_filings_merge_id_activity_id_pk" PRIMARY KEY("merge_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "case_merges" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_merges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_id" bigint NOT NULL,
	"into_id" bigint NOT NULL,
	"merged_by" integer NOT NULL,
	"merged_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" integer,
	"undone_at" timestamp with time zone,
	"status_before" text NOT NULL,
	"closed_at_before" timestamp with time zone,
	"settled_at_before" timestamp with time zone,
	"settled_at_after" timestamp with time zone,
	"participants" bigint[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "folders" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "folders_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"parent_id" integer,
	"team_id" integer,
	"audience" integer GENERATED ALWAYS AS (coalesce(team_id, 0)) STORED,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "folder_once" UNIQUE NULLS NOT DISTINCT("parent_id","team_id","name"),
	CONSTRAINT "folder_not_in_itself" CHECK ("folders"."parent_id" <> "folders"."id")
);
--> statement-breakpoint
DROP INDEX "cases_team";--> statement-breakpoint
DROP INDEX "cases_assignee";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "folder_id" integer;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "status_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "status_by" integer;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "customer_waits_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "we_wait_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "merged_into" bigint;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "turn" text;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_other_id_cases_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_merge_filings" ADD CONSTRAINT "case_merge_filings_merge_id_case_merges_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."case_merges"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_merges" ADD CONSTRAINT "case_merges_from_id_cases_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_merges" ADD CONSTRAINT "case_merges_into_id_cases_id_fk" FOREIGN KEY ("into_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_merges" ADD CONSTRAINT "case_merges_merged_by_users_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_merges" ADD CONSTRAINT "case_merges_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folders" ADD CONSTRAINT "folders_parent_id_folders_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."folders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folders" ADD CONSTRAINT "folders_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_links_other" ON "case_links" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "case_merges_from" ON "case_merges" USING btree ("from_id","id");--> statement-breakpoint
CREATE INDEX "folders_team" ON "folders" USING btree ("team_id");--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_folder_id_folders_id_fk" FOREIGN KEY ("folder_id") REFERENCES "public"."folders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_status_by_users_id_fk" FOREIGN KEY ("status_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_merged_into_cases_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_folder" ON "cases" USING btree ("folder_id","updated_at","id") WHERE folder_id is not null;--> statement-breakpoint
CREATE INDEX "cases_changed" ON "cases" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "cases_team_active" ON "cases" USING btree ("team_id","updated_at","id") WHERE status in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "cases_active" ON "cases" USING btree ("updated_at","id") WHERE status in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "cases_team_longest" ON "cases" USING btree ("team_id",coalesce(customer_waits_since, 'infinity'),"id") WHERE status in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "cases_longest" ON "cases" USING btree (coalesce(customer_waits_since, 'infinity'),"id") WHERE status in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "cases_merged" ON "cases" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "filings_turns" ON "filings" USING btree ("case_id","turn",least(occurred_at, filed_at)) WHERE turn is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX "cases_team" ON "cases" USING btree ("team_id","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "cases_assignee" ON "cases" USING btree ("assignee_id","status","updated_at","id");--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "case_not_into_itself" CHECK ("cases"."merged_into" <> "cases"."id");--> statement-breakpoint
-- Cases (docs/cases.md), from here on by hand.
select setval('case_numbers', greatest(1001, (select max(number::bigint) + 1 from cases where number ~ '^[0-9]{1,12}$')), false);
--> statement-breakpoint
grant usage on sequence case_numbers to postakte_api;
--> statement-breakpoint
revoke insert, update on cases from postakte_api;
--> statement-breakpoint
grant insert (number, "check", title, contact_id, team_id, assignee_id, folder_id, private, owner_id, type, external_id),
  update (title, contact_id, assignee_id, folder_id, status, status_at, status_by, private, owner_id, type, external_id, closed_at, settled_at, updated_at, version) on cases to postakte_api;
--> statement-breakpoint
-- A new case is its maker's.
alter policy cases_insert on cases with check ((select i_may('cases.write')) and owner_id = (select my_id()) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
create function i_see_case(one cases) returns boolean language sql stable as
  $$ select i_may('cases.read') and one.audience = any(my_audiences()) and (one.status <> 'archived' or i_may('cases.archived')) $$;
--> statement-breakpoint
-- Whether another user may see a case like this: says of one user what enter() and the policy say of the one who acts.
create function sees_case(who integer, team integer, is_private boolean, owner integer, state text) returns boolean language sql stable as $$
  with may as (select coalesce(array_agg(p), '{}') as all_of from users u join user_roles x on x.user_id = u.id join roles r on r.id = x.role_id cross join unnest(r.permissions) p where u.id = who and u.active)
  select 'cases.read' = any(all_of) and (state <> 'archived' or 'cases.archived' = any(all_of)) and
    case when is_private then coalesce(owner = who, false)
      else team is null or exists (select from teams t where t.id = team and (not t.closed or 'cases.read-all' = any(all_of) or exists (select from team_members m where m.team_id = t.id and m.user_id = who))) end
  from may $$;
--> statement-breakpoint
-- What a policy cannot say, since it does not see the row before: a merged case stands still, only its owner makes a case private
-- or public, and whoever is to work on a case may see it. The server's own work has no my_id().
create function guard_case() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if my_id() is null then return new; end if;
  if current_user = 'postakte_api' and tg_op = 'UPDATE' then
    if old.merged_into is not null then raise 'merged' using errcode = '42501'; end if;
    if (new.private, new.owner_id) is distinct from (old.private, old.owner_id) and coalesce(old.owner_id, old.assignee_id) is distinct from my_id() then raise 'owner' using errcode = '42501'; end if;
  end if;
  if new.assignee_id is not null and (tg_op = 'INSERT' or (new.assignee_id, new.team_id, new.private, new.owner_id) is distinct from (old.assignee_id, old.team_id, old.private, old.owner_id))
    and not sees_case(new.assignee_id, new.team_id, new.private, new.owner_id, new.status) then raise 'assignee' using errcode = '42501'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger cases_guard before insert or update on cases for each row execute function guard_case();
--> statement-breakpoint
-- Gives a case to a user and a team, also to a closed team that the giver is no member of: then it is out of sight.
create function hand_case(one bigint, seen integer, team integer, assignee integer) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare c cases;
begin
  select * into c from cases where id = one for no key update;
  if c.id is null or not i_may('cases.write') or not i_see_case(c) or c.merged_into is not null then return 'unknown'; end if;
  if c.version <> seen then return 'changed'; end if;
  if assignee is not null and not sees_case(assignee, team, c.private, c.owner_id, c.status) then return 'cannot-see'; end if;
  update cases set team_id = team, assignee_id = assignee, version = version + 1, updated_at = now() where id = one;
  return 'done';
end $$;
--> statement-breakpoint
-- Where a case went, over all its merges; itself when it is not merged.
create function living_case(one bigint) returns bigint language sql stable security definer set search_path = public, pg_temp as $$
  with recursive way as (select c.id, c.merged_into from cases c where c.id = one union select c.id, c.merged_into from cases c join way w on c.id = w.merged_into)
  select id from way where merged_into is null $$;
--> statement-breakpoint
create function case_of_number(asked text) returns bigint language sql stable security definer set search_path = public, pg_temp as $$ select living_case(id) from cases where number = asked $$;
--> statement-breakpoint
-- The waiting clock of a case, out of its filings: the first mail of theirs that we did not answer, the first of ours that they
-- did not. What was there when somebody closed the case (settled) waits for no answer.
create function case_clock(one bigint, settled timestamptz, out customer timestamptz, out we timestamptz) language plpgsql stable set search_path = public, pg_temp as $$
declare said timestamptz; heard timestamptz; free timestamptz := coalesce(settled, '-infinity');
begin
  select least(occurred_at, filed_at) into said from filings where case_id = one and turn = 'out' and removed_at is null order by least(occurred_at, filed_at) desc limit 1;
  select least(occurred_at, filed_at) into heard from filings where case_id = one and turn = 'in' and removed_at is null order by least(occurred_at, filed_at) desc limit 1;
  if heard > coalesce(said, '-infinity') then
    select least(occurred_at, filed_at) into customer from filings where case_id = one and turn = 'in' and removed_at is null and least(occurred_at, filed_at) > greatest(said, free) order by least(occurred_at, filed_at) limit 1;
  elsif said is not null then
    select least(occurred_at, filed_at) into we from filings where case_id = one and turn = 'out' and removed_at is null and least(occurred_at, filed_at) >= coalesce(heard, '-infinity') and least(occurred_at, filed_at) > free order by least(occurred_at, filed_at) limit 1;
  end if;
end $$;
--> statement-breakpoint
create function refresh_clocks(ids bigint[]) returns void language sql security definer set search_path = public, pg_temp as $$
  update cases c set customer_waits_since = k.customer, we_wait_since = k.we, updated_at = now() from cases d cross join lateral case_clock(d.id, d.settled_at) k where d.id = any(ids) and c.id = d.id $$;
--> statement-breakpoint
revoke execute on function refresh_clocks(bigint[]) from public;
--> statement-breakpoint
-- A mail or activity for a merged case goes where that case went; the lock waits for a merge that is under way. And whose turn it is.
create function case_filing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare gone bigint;
begin
  select merged_into into gone from cases where id = new.case_id for key share;
  if gone is not null then new.case_id := living_case(gone); end if;
  select direction into new.turn from mails where id = new.mail_id and class in ('normal', 'invitation') and direction in ('in', 'out');
  return new;
end $$;
--> statement-breakpoint
create trigger filings_case before insert on filings for each row when (new.case_id is not null) execute function case_filing();
--> statement-breakpoint
create function back_into_merged() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from cases where id = new.case_id and merged_into is not null) then raise 'merged' using errcode = '42501'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger filings_back before update on filings for each row when (new.case_id is not null and old.removed_at is not null and new.removed_at is null) execute function back_into_merged();
--> statement-breakpoint
-- Named so that it fires before the audiences: the rows of all cases of these activities are locked in order, once and for writing.
create function filings_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare touched bigint[];
begin
  select array_agg(distinct case_id) into touched from changed where case_id is not null;
  if touched is null then return null; end if;
  perform from cases where id = any(touched) or id in (select f.case_id from filings f where f.activity_id in (select activity_id from changed where case_id is not null)) order by id for no key update;
  perform refresh_clocks(touched);
  return null;
end $$;
--> statement-breakpoint
create trigger filings_clock_inserted after insert on filings referencing new table as changed for each statement execute function filings_clock();
--> statement-breakpoint
create trigger filings_clock_updated after update on filings referencing new table as changed for each statement execute function filings_clock();
--> statement-breakpoint
create trigger filings_clock_deleted after delete on filings referencing old table as changed for each statement execute function filings_clock();
--> statement-breakpoint
create function settle_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select customer, we into new.customer_waits_since, new.we_wait_since from case_clock(new.id, new.settled_at);
  return new;
end $$;
--> statement-breakpoint
create trigger cases_settled before update on cases for each row when (old.settled_at is distinct from new.settled_at) execute function settle_clock();
--> statement-breakpoint
update filings f set turn = m.direction from mails m where m.id = f.mail_id and f.case_id is not null and m.class in ('normal', 'invitation') and m.direction in ('in', 'out');
--> statement-breakpoint
-- One case into another: its filings, taken ones too, stand there as they stood here, and here as removed, so that no rule files them again.
create function merge_cases(from_case bigint, into_case bigint, seen integer) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare a cases; b cases; m bigint; new_people bigint[]; settled timestamptz;
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
  insert into case_merges (from_id, into_id, merged_by, status_before, closed_at_before, settled_at_before, settled_at_after, participants)
    values (a.id, b.id, my_id(), a.status, a.closed_at, b.settled_at, settled, new_people) returning id into m;
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
-- Takes a merge back. What people took away or filed in the meantime stays as they left it.
create function unmerge_case(from_case bigint, seen integer) returns text language plpgsql security definer set search_path = public, pg_temp as $$
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
  delete from case_participants where case_id = b.id and contact_id = any(m.participants);
  update cases set settled_at = case when settled_at is not distinct from m.settled_at_after then m.settled_at_before else settled_at end, version = version + 1, updated_at = now() where id = b.id;
  update case_merges set undone_by = my_id(), undone_at = now() where id = m.id;
  return 'done';
end $$;
--> statement-breakpoint
-- Folders: all changes of trees one after the other, so that two moves at the same moment make no circle.
create function is_under(folder integer, other integer) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  with recursive way as (select id, parent_id from folders where id = folder union select f.id, f.parent_id from folders f join way w on f.id = w.parent_id)
  select exists (select from way where id = other) $$;
--> statement-breakpoint
create function lock_folders() returns void language sql as $$ select pg_advisory_xact_lock(7072005) $$;
--> statement-breakpoint
create function folder_tree() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.parent_id is null then return new; end if;
  perform lock_folders();
  if (select team_id from folders where id = new.parent_id) is distinct from new.team_id then raise 'A folder is of the same team as its parent' using errcode = '23514', constraint = 'folder_same_team'; end if;
  if is_under(new.parent_id, new.id) then raise 'A folder cannot lie in itself' using errcode = '23514', constraint = 'folder_no_circle'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger folders_tree before insert or update of parent_id, team_id on folders for each row execute function folder_tree();
--> statement-breakpoint
-- Removes a folder in which the caller sees nothing. Cases that are in it out of his sight move to the folder above.
create function remove_folder(one integer, seen integer) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare f folders;
begin
  perform lock_folders();
  select * into f from folders where id = one for update;
  if f.id is null or not i_may('folders.write') or not f.audience = any(my_audiences()) then return 'unknown'; end if;
  if seen is not null and f.version <> seen then return 'changed'; end if;
  if exists (select from folders where parent_id = one) or exists (select from cases c where c.folder_id = one and i_see_case(c)) then return 'not-empty'; end if;
  update cases set folder_id = f.parent_id where folder_id = one;
  delete from folders where id = one;
  return 'done';
end $$;
--> statement-breakpoint
alter table folders enable row level security;
--> statement-breakpoint
grant select, insert (name, parent_id, team_id), update (name, parent_id, version) on folders to postakte_api;
--> statement-breakpoint
create policy folders_select on folders for select to postakte_api using ((select i_may('cases.read')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
create policy folders_insert on folders for insert to postakte_api with check ((select i_may('folders.write')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
create policy folders_update on folders for update to postakte_api using ((select i_may('folders.write')) and audience = any((select my_audiences())::integer[]));
--> statement-breakpoint
alter table case_links enable row level security;
--> statement-breakpoint
grant select, insert (case_id, other_id, kind, made_by), delete on case_links to postakte_api;
--> statement-breakpoint
create policy case_links_select on case_links for select to postakte_api using (exists (select from cases p where p.id = case_id) and exists (select from cases p where p.id = other_id));
--> statement-breakpoint
create policy case_links_insert on case_links for insert to postakte_api with check ((select i_may('cases.write')) and made_by = (select my_id()) and exists (select from cases p where p.id = case_id) and exists (select from cases p where p.id = other_id));
--> statement-breakpoint
create policy case_links_delete on case_links for delete to postakte_api using ((select i_may('cases.write')) and exists (select from cases p where p.id = case_id) and exists (select from cases p where p.id = other_id));
--> statement-breakpoint
alter table case_merges enable row level security;
--> statement-breakpoint
grant select on case_merges to postakte_api;
--> statement-breakpoint
create policy case_merges_select on case_merges for select to postakte_api using (exists (select from cases p where p.id = from_id) and exists (select from cases p where p.id = into_id));
--> statement-breakpoint
alter table case_merge_filings enable row level security;
