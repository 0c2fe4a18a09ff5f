CREATE TABLE "document_files" (
	"document_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"file_name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" "bytea" GENERATED ALWAYS AS (sha256(bytes)) STORED NOT NULL,
	"size" integer GENERATED ALWAYS AS (octet_length(bytes)) STORED NOT NULL,
	"by_user" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_files_document_id_number_pk" PRIMARY KEY("document_id","number")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "documents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"team_id" integer,
	"audience" integer GENERATED ALWAYS AS (coalesce(team_id, 0)) STORED,
	"search" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "follow_ups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"contact_id" bigint,
	"case_id" bigint,
	"opportunity_id" bigint,
	"mail_id" bigint,
	"user_id" integer,
	"team_id" integer,
	"due_on" date NOT NULL,
	"text" text NOT NULL,
	"only_without_answer" boolean DEFAULT false NOT NULL,
	"made_by" integer NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" integer,
	"answered_by" bigint,
	"answered_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	CONSTRAINT "follow_up_one_record" CHECK (num_nonnulls("follow_ups"."contact_id", "follow_ups"."case_id", "follow_ups"."opportunity_id", "follow_ups"."mail_id") = 1),
	CONSTRAINT "follow_up_for_one" CHECK (num_nonnulls("follow_ups"."user_id", "follow_ups"."team_id") = 1),
	CONSTRAINT "follow_up_answered" CHECK (("follow_ups"."answered_at" is null) = ("follow_ups"."answered_by" is null))
);
--> statement-breakpoint
CREATE TABLE "snippet_uses" (
	"user_id" integer NOT NULL,
	"snippet_id" bigint NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "snippet_uses_user_id_snippet_id_pk" PRIMARY KEY("user_id","snippet_id")
);
--> statement-breakpoint
CREATE TABLE "snippets" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "snippets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"shortcut" text,
	"language" text NOT NULL,
	"folder" text,
	"text" text NOT NULL,
	"owner_id" integer,
	"team_id" integer,
	"audience" integer GENERATED ALWAYS AS (coalesce(-owner_id, team_id, 0)) STORED,
	"search" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "snippet_of_one" CHECK (num_nonnulls("snippets"."owner_id", "snippets"."team_id") <= 1)
);
--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "audience" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" DISABLE TRIGGER "filings_updated";--> statement-breakpoint
UPDATE "filings" f SET "kind" = a.kind, "audience" = case when cardinality(a.audiences) = 1 then a.audiences[1] else 2147483647 end FROM "activities" a WHERE a.id = f.activity_id AND a.deleted_at IS NULL;--> statement-breakpoint
ALTER TABLE "filings" ENABLE TRIGGER "filings_updated";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_by_user_users_id_fk" FOREIGN KEY ("by_user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_opportunity_id_opportunities_id_fk" FOREIGN KEY ("opportunity_id") REFERENCES "public"."opportunities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_answered_by_mails_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."mails"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snippet_uses" ADD CONSTRAINT "snippet_uses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snippet_uses" ADD CONSTRAINT "snippet_uses_snippet_id_snippets_id_fk" FOREIGN KEY ("snippet_id") REFERENCES "public"."snippets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snippets" ADD CONSTRAINT "snippets_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snippets" ADD CONSTRAINT "snippets_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "documents_name" ON "documents" USING btree ("name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "follow_ups_contact" ON "follow_ups" USING btree ("contact_id","due_on") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "follow_ups_case" ON "follow_ups" USING btree ("case_id","due_on") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "follow_ups_opportunity" ON "follow_ups" USING btree ("opportunity_id","due_on") WHERE opportunity_id is not null;--> statement-breakpoint
CREATE INDEX "follow_ups_mail" ON "follow_ups" USING btree ("mail_id","due_on") WHERE mail_id is not null;--> statement-breakpoint
CREATE INDEX "follow_ups_user" ON "follow_ups" USING btree ("user_id","due_on") WHERE user_id is not null and done_at is null and answered_at is null;--> statement-breakpoint
CREATE INDEX "follow_ups_team" ON "follow_ups" USING btree ("team_id","due_on") WHERE team_id is not null and done_at is null and answered_at is null;--> statement-breakpoint
CREATE INDEX "follow_ups_to_remind" ON "follow_ups" USING btree ("due_on") WHERE reminded_at is null and done_at is null and answered_at is null;--> statement-breakpoint
CREATE INDEX "follow_ups_unanswered" ON "follow_ups" USING btree ("id") WHERE only_without_answer and done_at is null and answered_at is null;--> statement-breakpoint
CREATE INDEX "follow_ups_answered" ON "follow_ups" USING btree ("answered_by") WHERE answered_by is not null;--> statement-breakpoint
CREATE INDEX "snippets_audience" ON "snippets" USING btree ("audience") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "filings_contact_timeline" ON "filings" USING btree ("contact_id","audience","kind","occurred_at","activity_id") WHERE contact_id is not null and removed_at is null and kind is not null;--> statement-breakpoint
CREATE INDEX "filings_case_timeline" ON "filings" USING btree ("case_id","kind","occurred_at","activity_id") WHERE case_id is not null and removed_at is null and kind is not null;--> statement-breakpoint
CREATE INDEX "filings_opportunity_timeline" ON "filings" USING btree ("opportunity_id","kind","occurred_at","activity_id") WHERE opportunity_id is not null and removed_at is null and kind is not null;--> statement-breakpoint
CREATE INDEX "todos_assignee" ON "todos" USING btree ("assignee_id","waiting_since") WHERE done_at is null;
--> statement-breakpoint
-- Timelines (docs/timeline.md). A filing says of its activity what an index must know to read a page of a long timeline without
-- stepping over what is deleted, of other kinds, or not for the one who asks. Triggers keep it, whoever writes.
create function only_audience(audiences integer[]) returns integer language sql immutable as $$ select case when cardinality(audiences) = 1 then audiences[1] else 2147483647 end $$;
--> statement-breakpoint
create function filing_made() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- The lock makes a filing and a change of its activity at the same moment see each other.
  select a.occurred_at, case when a.deleted_at is null then a.kind end, only_audience(a.audiences) into new.occurred_at, new.kind, new.audience
    from activities a where a.id = new.activity_id for share;
  return new;
end $$;
--> statement-breakpoint
-- The intake gives all three itself, a whole batch at once.
create trigger filings_made before insert on filings for each row when (new.kind is null) execute function filing_made();
--> statement-breakpoint
create function activities_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update filings f set occurred_at = x.occurred_at, kind = x.kind, audience = x.audience
    from (select n.id, n.occurred_at, case when n.deleted_at is null then n.kind end as kind, only_audience(n.audiences) as audience
      from now_so n join was_so w on w.id = n.id
      where (n.occurred_at, n.deleted_at, n.audiences) is distinct from (w.occurred_at, w.deleted_at, w.audiences)) x
    where f.activity_id = x.id and (f.occurred_at, f.kind, f.audience) is distinct from (x.occurred_at, x.kind, x.audience);
  return null;
end $$;
--> statement-breakpoint
create trigger activities_updated after update on activities referencing old table as was_so new table as now_so for each statement execute function activities_changed();
--> statement-breakpoint
-- One page of a timeline, newest first, before (before_at, before_id). Runs as the owner, so that the planner may use the indexes
-- (policies are no index conditions), and checks all that the policies check; what it names is read under the policies once more.
create function timeline(record_kind text, record bigint, kinds text[], before_at timestamptz, before_id bigint, most integer)
  returns table (filing_id bigint, activity_id bigint, occurred_at timestamptz) language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan rows 50 as $$
declare mine integer[] := coalesce(my_audiences(), '{}'); wanted text[]; since timestamptz := coalesce(before_at, 'infinity'); since_id bigint := coalesce(before_id, 9223372036854775807);
begin
  if not i_may('contacts.read') then return; end if;
  wanted := array(select k from unnest(kinds) k where k <> 'mail' or i_may('mails.read'));
  if record_kind = 'contact' then
    return query
      with recursive people as (
        select record as id union select c.id from contacts c where c.company_id = record
      ), lanes as (
        -- Which audiences and kinds there are of each person: one step in the index for each of them.
        select p.id, f.audience, f.kind from people p cross join lateral (
          select g.audience, g.kind from filings g where g.contact_id = p.id and g.removed_at is null and g.kind is not null
            order by g.contact_id, g.audience, g.kind limit 1) f
        union all
        select l.id, f.audience, f.kind from lanes l cross join lateral (
          select g.audience, g.kind from filings g where g.contact_id = l.id and g.removed_at is null and g.kind is not null and (g.audience, g.kind) > (l.audience, l.kind)
            order by g.contact_id, g.audience, g.kind limit 1) f
      )
      select distinct on (t.occurred_at, t.activity_id) t.id, t.activity_id, t.occurred_at
      from (select * from lanes l where l.kind = any(wanted) and (l.audience = any(mine) or l.audience = 2147483647)) l
      cross join lateral (
        select g.id, g.activity_id, g.occurred_at from filings g
          where g.contact_id = l.id and g.audience = l.audience and g.kind = l.kind and g.removed_at is null and (g.occurred_at, g.activity_id) < (since, since_id)
            and (g.audience <> 2147483647 or exists (select from activities a where a.id = g.activity_id and a.audiences && mine))
          order by g.occurred_at desc, g.activity_id desc limit most) t
      order by t.occurred_at desc, t.activity_id desc, t.id limit most;
  elsif record_kind = 'case' then
    if not i_may('cases.read') or not exists (select from cases c where c.id = record and c.audience = any(mine) and (c.status <> 'archived' or i_may('cases.archived'))) then return; end if;
    return query
      select t.id, t.activity_id, t.occurred_at from unnest(wanted) w(kind) cross join lateral (
        select g.id, g.activity_id, g.occurred_at from filings g
          where g.case_id = record and g.kind = w.kind and g.removed_at is null and (g.occurred_at, g.activity_id) < (since, since_id)
          order by g.occurred_at desc, g.activity_id desc limit most) t
      order by t.occurred_at desc, t.activity_id desc limit most;
  elsif record_kind = 'opportunity' then
    if not i_may('opportunities.read') or not exists (select from opportunities o where o.id = record and o.audience = any(mine)) then return; end if;
    return query
      select t.id, t.activity_id, t.occurred_at from unnest(wanted) w(kind) cross join lateral (
        select g.id, g.activity_id, g.occurred_at from filings g
          where g.opportunity_id = record and g.kind = w.kind and g.removed_at is null and (g.occurred_at, g.activity_id) < (since, since_id)
          order by g.occurred_at desc, g.activity_id desc limit most) t
      order by t.occurred_at desc, t.activity_id desc limit most;
  end if;
end $$;
--> statement-breakpoint
-- A deleted call or note is there only for those who may bring it back.
drop policy activities_select on activities;
--> statement-breakpoint
create policy activities_select on activities for select to postakte_api using (audiences && (select my_audiences())::integer[] and (select i_may('contacts.read')) and (kind <> 'mail' or (select i_may('mails.read'))) and (deleted_at is null or (select i_may('activities.write')) and (user_id = (select my_id()) or (select i_may('activities.write-all')))));
--> statement-breakpoint
-- Whose work somebody does today: their own, and that of absent colleagues whose substitute they are.
create function stands_in_for(who integer) returns setof integer language sql stable rows 2 as $$
  select who union all select u.id from users u where u.substitute_id = who and u.id <> who
    and (now() at time zone coalesce((select m.time_zone from users m where m.id = who), 'Europe/Berlin'))::date between u.absent_from and u.absent_until
$$;
--> statement-breakpoint
-- Whether somebody would see what is for this audience, with this permission: before work is given to them. Names nothing.
create function would_see(who integer, audience integer, permission text) returns boolean language sql stable as $$
  select exists (select from users u where u.id = who and u.active
    and exists (select from user_roles x join roles r on r.id = x.role_id where x.user_id = u.id and would_see.permission = any(r.permissions))
    and (would_see.audience in (0, -who) or exists (select from teams t where t.id = would_see.audience and (not t.closed
      or exists (select from team_members m where m.team_id = t.id and m.user_id = who)
      or exists (select from user_roles x join roles r on r.id = x.role_id where x.user_id = u.id and 'cases.read-all' = any(r.permissions))))))
$$;
--> statement-breakpoint
-- Gives an open to-do that the caller sees to a team (null: everybody's) and a user of it. Its mail goes along: who works on it
-- must read it. Not an UPDATE under the policies, because the caller may not see it any more afterwards. False: not that version.
create function hand_over_todo(which bigint, seen integer, to_team integer, to_user integer) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare mail bigint; whose integer;
begin
  if not coalesce(i_may('todos.work'), false) then return false; end if;
  update todos set team_id = to_team, owner_id = case when to_team is null then owner_id end, assignee_id = to_user, version = version + 1
    where id = which and version = seen and done_at is null and audience = any(my_audiences()) returning mail_id, audience into mail, whose;
  if mail is null then return false; end if;
  if to_user is not null and not would_see(to_user, whose, 'todos.work') then raise exception 'they would not see it' using errcode = '42501'; end if;
  update mails set audience = whose where id = mail and audience is distinct from whose;
  if found then perform refresh_audiences(array(select a.id from activities a where a.mail_id = mail)); end if;
  return true;
end $$;
--> statement-breakpoint
-- Follow-ups. Who sees the record or mail sees what is to be come back to there.
alter table follow_ups enable row level security;
--> statement-breakpoint
grant select, insert (contact_id, case_id, opportunity_id, mail_id, user_id, team_id, due_on, text, only_without_answer, made_by), update (user_id, team_id, due_on, text, only_without_answer, version, done_at, done_by, answered_by, answered_at, reminded_at) on follow_ups to postakte_api;
--> statement-breakpoint
create policy follow_ups_select on follow_ups for select to postakte_api using ((contact_id is not null and (select i_may('contacts.read'))) or exists (select from cases c where c.id = case_id) or exists (select from opportunities o where o.id = opportunity_id) or exists (select from mails m where m.id = mail_id));
--> statement-breakpoint
create policy follow_ups_insert on follow_ups for insert to postakte_api with check ((select i_may('activities.write')) and made_by = (select my_id()) and ((contact_id is not null and (select i_may('contacts.read'))) or exists (select from cases c where c.id = case_id) or exists (select from opportunities o where o.id = opportunity_id) or exists (select from mails m where m.id = mail_id)));
--> statement-breakpoint
create policy follow_ups_update on follow_ups for update to postakte_api using ((select i_may('activities.write')) and ((contact_id is not null and (select i_may('contacts.read'))) or exists (select from cases c where c.id = case_id) or exists (select from opportunities o where o.id = opportunity_id) or exists (select from mails m where m.id = mail_id)));
--> statement-breakpoint
-- What a mail answers: a follow-up "only if no answer came" at a record under which it lies now, or at a mail of its thread. By a
-- person outside, and arrived after the follow-up was made: an old mail that is filed late is no answer.
create function follow_ups_of_mails(mail_ids bigint[]) returns table (follow_up bigint, mail bigint) language sql stable as $$
  select u.id, m.id from mails m join filings f on f.mail_id = m.id and f.removed_at is null
    join follow_ups u on u.only_without_answer and m.received_at > u.made_at
      and (u.contact_id = f.contact_id or u.case_id = f.case_id or u.opportunity_id = f.opportunity_id
        or exists (select from mails o where o.id = u.mail_id and o.id <> m.id and o.thread_key = m.thread_key))
  where m.id = any(mail_ids) and m.direction = 'in' and m.class in ('normal', 'invitation')
$$;
--> statement-breakpoint
create function filings_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from follow_ups where only_without_answer and done_at is null and answered_at is null) then return null; end if;
  update follow_ups u set answered_by = x.mail, answered_at = now(), version = u.version + 1
    from (select follow_up, min(mail) as mail from follow_ups_of_mails(array(select distinct c.mail_id from changed c where c.mail_id is not null and c.removed_at is null)) group by follow_up) x
    where u.id = x.follow_up and u.done_at is null and u.answered_at is null;
  return null;
end $$;
--> statement-breakpoint
create trigger filings_answer_inserted after insert on filings referencing new table as changed for each statement execute function filings_answer();
--> statement-breakpoint
create trigger filings_answer_updated after update on filings referencing new table as changed for each statement execute function filings_answer();
--> statement-breakpoint
-- A mail that was filed there by mistake was no answer: the follow-up stands again.
create function filings_no_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update follow_ups u set answered_by = null, answered_at = null, version = u.version + 1
    where u.done_at is null and u.answered_by in (select c.mail_id from changed c where c.mail_id is not null and (tg_op = 'DELETE' or c.removed_at is not null))
      and not exists (select from follow_ups_of_mails(array[u.answered_by]) x where x.follow_up = u.id);
  return null;
end $$;
--> statement-breakpoint
create trigger filings_no_answer_updated after update on filings referencing new table as changed for each statement execute function filings_no_answer();
--> statement-breakpoint
create trigger filings_no_answer_deleted after delete on filings referencing old table as changed for each statement execute function filings_no_answer();
--> statement-breakpoint
grant select (time_zone), update (time_zone) on users to postakte_api;
--> statement-breakpoint
-- Snippets: everybody's own, and with a permission those of teams and of everybody. Deleted ones only for who may bring them back.
alter table snippets enable row level security;
--> statement-breakpoint
grant select, insert (name, shortcut, language, folder, text, owner_id, team_id, search), update (name, shortcut, language, folder, text, owner_id, team_id, search, version, updated_at, deleted_at) on snippets to postakte_api;
--> statement-breakpoint
create policy snippets_select on snippets for select to postakte_api using (audience = any((select my_audiences())::integer[]) and (deleted_at is null or owner_id = (select my_id()) or (select i_may('snippets.write'))));
--> statement-breakpoint
create policy snippets_insert on snippets for insert to postakte_api with check (audience = any((select my_audiences())::integer[]) and (owner_id = (select my_id()) or (select i_may('snippets.write'))));
--> statement-breakpoint
create policy snippets_update on snippets for update to postakte_api using (audience = any((select my_audiences())::integer[]) and (owner_id = (select my_id()) or (select i_may('snippets.write'))));
--> statement-breakpoint
alter table snippet_uses enable row level security;
--> statement-breakpoint
grant select, insert, update (times, used_at) on snippet_uses to postakte_api;
--> statement-breakpoint
create policy snippet_uses_select on snippet_uses for select to postakte_api using (user_id = (select my_id()));
--> statement-breakpoint
create policy snippet_uses_insert on snippet_uses for insert to postakte_api with check (user_id = (select my_id()) and exists (select from snippets s where s.id = snippet_id));
--> statement-breakpoint
create policy snippet_uses_update on snippet_uses for update to postakte_api using (user_id = (select my_id()));
--> statement-breakpoint
-- Documents. Their bytes go in under the policies and come out as the owner, once the document was seen under them.
alter table documents enable row level security;
--> statement-breakpoint
grant select, insert (name, team_id, search), update (name, team_id, search, version, deleted_at) on documents to postakte_api;
--> statement-breakpoint
create policy documents_select on documents for select to postakte_api using (audience = any((select my_audiences())::integer[]) and (deleted_at is null or (select i_may('documents.write'))));
--> statement-breakpoint
create policy documents_insert on documents for insert to postakte_api with check (audience = any((select my_audiences())::integer[]) and (select i_may('documents.write')));
--> statement-breakpoint
create policy documents_update on documents for update to postakte_api using (audience = any((select my_audiences())::integer[]) and (select i_may('documents.write')));
--> statement-breakpoint
alter table document_files alter column bytes set storage external;
--> statement-breakpoint
alter table document_files enable row level security;
--> statement-breakpoint
grant select (document_id, number, file_name, type, sha256, size, by_user, at), insert (document_id, number, file_name, type, bytes, by_user) on document_files to postakte_api;
--> statement-breakpoint
create policy document_files_select on document_files for select to postakte_api using (exists (select from documents d where d.id = document_id));
--> statement-breakpoint
create policy document_files_insert on document_files for insert to postakte_api with check ((select i_may('documents.write')) and by_user = (select my_id()) and exists (select from documents d where d.id = document_id));
