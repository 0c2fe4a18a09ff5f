CREATE TABLE "presences" (
	"user_id" integer NOT NULL,
	"program" text NOT NULL,
	"window" text NOT NULL,
	"mail_id" bigint,
	"case_id" bigint,
	"message_key" text,
	"doing" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"audiences" integer[] NOT NULL,
	CONSTRAINT "presences_user_id_window_pk" PRIMARY KEY("user_id","window"),
	CONSTRAINT "presence_one_place" CHECK (num_nonnulls("presences"."mail_id", "presences"."case_id", "presences"."message_key") = 1),
	CONSTRAINT "presence_doing" CHECK ("presences"."doing" in ('reading', 'answering')),
	CONSTRAINT "presence_program" CHECK ("presences"."program" in ('outlook', 'thunderbird', 'desk'))
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"webhook_id" integer NOT NULL,
	"message_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"event_id" bigint,
	"kind" text NOT NULL,
	"audiences" integer[] NOT NULL,
	"body" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_status" smallint,
	"last_failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "delivered_once" UNIQUE("webhook_id","event_id"),
	CONSTRAINT "delivery_state" CHECK ("webhook_deliveries"."state" in ('waiting', 'delivered', 'failed')),
	CONSTRAINT "delivery_done" CHECK (("webhook_deliveries"."state" = 'waiting') = ("webhook_deliveries"."done_at" is null))
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhooks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"url" text NOT NULL,
	"kinds" text[] NOT NULL,
	"user_id" integer NOT NULL,
	"scopes" text[],
	"secret" text NOT NULL,
	"secret_before" text,
	"secret_before_until" timestamp with time zone,
	"active" boolean DEFAULT true NOT NULL,
	"off_reason" text,
	"since_event" bigint NOT NULL,
	"last_at" timestamp with time zone,
	"last_status" smallint,
	"last_failure" text,
	"succeeded_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_off" CHECK ("webhooks"."off_reason" is null or not "webhooks"."active")
);
--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "presences_mail" ON "presences" USING btree ("mail_id") WHERE mail_id is not null;--> statement-breakpoint
CREATE INDEX "presences_case" ON "presences" USING btree ("case_id") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "presences_message" ON "presences" USING btree ("message_key") WHERE message_key is not null;--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "webhook_deliveries" USING btree ("webhook_id","next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_created" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "deliveries_list" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhooks_user" ON "webhooks" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "events_presence" ON "events" USING btree ("at") WHERE kind in ('mail-presence', 'case-presence');--> statement-breakpoint
CREATE INDEX "idempotency_keys_at" ON "idempotency_keys" USING btree ("at");--> statement-breakpoint
-- Presence is of the moment: in no WAL archive, gone after a crash.
alter table presences set unlogged;
--> statement-breakpoint
alter table presences enable row level security;
--> statement-breakpoint
alter table webhooks enable row level security;
--> statement-breakpoint
alter table webhook_deliveries enable row level security;
--> statement-breakpoint
-- The kinds of events that I may hear of at all (shared/model/event-kinds.ts); their audiences come on top.
create function my_event_kinds() returns text[] language sql stable as $$
  select array_agg(kind) from (values ('todo', 'todos.work'), ('case', 'cases.read'), ('opportunity', 'opportunities.read'), ('contact', 'contacts.read'),
    ('mail', 'mails.read'), ('activity', 'contacts.read'), ('follow-up', null), ('mail-presence', 'mails.read'), ('case-presence', 'cases.read')) as k(kind, permission)
  where permission is null or i_may(permission) $$;
--> statement-breakpoint
drop policy events_select on events;
--> statement-breakpoint
create policy events_select on events for select to postakte_api using (audiences && (select my_audiences())::integer[] and kind = any((select my_event_kinds())::text[]));
--> statement-breakpoint
drop policy events_insert on events;
--> statement-breakpoint
create policy events_insert on events for insert to postakte_api with check (case when kind in ('mail-presence', 'case-presence') then by_user is null else by_user = (select my_id()) end);
--> statement-breakpoint
-- Who is at a mail or case that I may see; at a mail that the server does not know, whoever has its Message-ID may ask.
grant select, insert, update, delete on presences to postakte_api;
--> statement-breakpoint
create policy presences_select on presences for select to postakte_api using (user_id = (select my_id()) or (message_key is not null and (select i_may('mails.read')))
  or exists (select from mails m where m.id = presences.mail_id) or exists (select from cases c where c.id = presences.case_id));
--> statement-breakpoint
create policy presences_insert on presences for insert to postakte_api with check (user_id = (select my_id()) and ((message_key is not null and (select i_may('mails.read')))
  or exists (select from mails m where m.id = presences.mail_id) or exists (select from cases c where c.id = presences.case_id)));
--> statement-breakpoint
-- An upsert is held to the policy for inserts first, whichever way it goes.
create policy presences_update on presences for update to postakte_api using (user_id = (select my_id()));
--> statement-breakpoint
create policy presences_delete on presences for delete to postakte_api using (user_id = (select my_id()));
--> statement-breakpoint
-- Who else is there, for one statement of the lookup: a user once a place, whoever answers before whoever reads. The audience is
-- asked here, too: the policies above are the net.
create function presence_of(mail_ids bigint[], case_ids bigint[], message_keys text[]) returns table(mail_id bigint, case_id bigint, message_key text, user_id integer, name text, program text, doing text, since timestamptz)
language sql stable as $$
  select distinct on (p.mail_id, p.case_id, p.message_key, p.user_id) p.mail_id, p.case_id, p.message_key, p.user_id, u.name, p.program, p.doing, p.since
  from presences p join users u on u.id = p.user_id
  where (p.mail_id = any(mail_ids) or p.case_id = any(case_ids) or p.message_key = any(message_keys)) and p.until > now() and p.user_id <> (select my_id())
    and (p.message_key is not null or p.audiences && (select my_audiences())::integer[])
  order by p.mail_id, p.case_id, p.message_key, p.user_id, p.doing, p.since $$;
--> statement-breakpoint
-- Another user may switch a webhook off; whoever changes it otherwise makes it his own: it is told what its user may see.
grant select (id, name, url, kinds, user_id, scopes, active, off_reason, since_event, last_at, last_status, last_failure, succeeded_at, version, created_at),
  insert (name, url, kinds, user_id, scopes, secret, since_event),
  update (name, url, kinds, user_id, scopes, secret, secret_before, secret_before_until, active, off_reason, since_event, version), delete on webhooks to postakte_api;
--> statement-breakpoint
create policy webhooks_select on webhooks for select to postakte_api using ((select i_may('webhooks.manage')));
--> statement-breakpoint
create policy webhooks_insert on webhooks for insert to postakte_api with check ((select i_may('webhooks.manage')) and user_id = (select my_id()));
--> statement-breakpoint
create policy webhooks_update on webhooks for update to postakte_api using ((select i_may('webhooks.manage'))) with check (user_id = (select my_id()) or not active);
--> statement-breakpoint
create policy webhooks_delete on webhooks for delete to postakte_api using ((select i_may('webhooks.manage')));
--> statement-breakpoint
-- The API may write secrets and never read them; the old one signs for a day beside the new one.
create function renew_webhook_secret(webhook integer, seen_version integer, sealed text, carried text[]) returns integer language sql security definer set search_path = public, pg_temp as $$
  update webhooks set secret_before = secret, secret_before_until = now() + interval '1 day', secret = sealed, user_id = my_id(), scopes = carried, version = version + 1
  where id = webhook and version = seen_version and i_may('webhooks.manage') returning version $$;
--> statement-breakpoint
grant select (id, webhook_id, message_id, event_id, kind, state, attempts, next_at, last_status, last_failure, created_at, done_at),
  insert (webhook_id, kind, audiences, body), update (state, attempts, next_at, done_at) on webhook_deliveries to postakte_api;
--> statement-breakpoint
create policy webhook_deliveries_select on webhook_deliveries for select to postakte_api using ((select i_may('webhooks.manage')));
--> statement-breakpoint
create policy webhook_deliveries_insert on webhook_deliveries for insert to postakte_api with check ((select i_may('webhooks.manage')));
--> statement-breakpoint
create policy webhook_deliveries_update on webhook_deliveries for update to postakte_api using ((select i_may('webhooks.manage'))) with check (state = 'waiting');
--> statement-breakpoint
grant usage on all sequences in schema public to postakte_api;
