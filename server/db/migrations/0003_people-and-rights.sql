CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"audiences" integer[] NOT NULL,
	"data" jsonb NOT NULL,
	"by_user" integer
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" integer NOT NULL,
	"key" text NOT NULL,
	"request" "bytea" NOT NULL,
	"status" smallint,
	"answer" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "roles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"permissions" text[] NOT NULL,
	"built_in" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "roles_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"user_id" integer NOT NULL,
	"name" text NOT NULL,
	"program" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"scopes" text[],
	"refresh_hash" "bytea",
	"refresh_before" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"rotated_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"refresh_until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	CONSTRAINT "tokens_hash_unique" UNIQUE("hash"),
	CONSTRAINT "tokens_refresh_hash_unique" UNIQUE("refresh_hash"),
	CONSTRAINT "token_kind" CHECK ("tokens"."kind" in ('session', 'personal'))
);
--> statement-breakpoint
CREATE TABLE "user_roles" (
	"user_id" integer NOT NULL,
	"role_id" integer NOT NULL,
	CONSTRAINT "user_roles_user_id_role_id_pk" PRIMARY KEY("user_id","role_id")
);
--> statement-breakpoint
ALTER TABLE "filings" DROP CONSTRAINT "filed_once";--> statement-breakpoint
DROP INDEX "filings_contact";--> statement-breakpoint
DROP INDEX "filings_case";--> statement-breakpoint
DROP INDEX "filings_opportunity";--> statement-breakpoint
ALTER TABLE "filings" ALTER COLUMN "mail_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "stage" text DEFAULT 'new' NOT NULL;--> statement-breakpoint
UPDATE "opportunities" SET "stage" = 'lost' WHERE NOT "open";--> statement-breakpoint
ALTER TABLE "opportunities" ALTER COLUMN "open" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "opportunities" ALTER COLUMN "open" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "opportunities" drop column "open";--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "open" boolean GENERATED ALWAYS AS (stage not in ('won', 'lost')) STORED;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "text" text;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "direction" text;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "minutes" integer;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "user_id" integer;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "audiences" integer[] DEFAULT '{0}' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "owner_id" integer;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "type" text DEFAULT 'case' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "audience" integer GENERATED ALWAYS AS (case when private then -coalesce(owner_id, 2147483647) else coalesce(team_id, 0) end) STORED;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "activity_id" bigint;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "occurred_at" timestamp with time zone;--> statement-breakpoint
UPDATE "filings" f SET "activity_id" = a.id, "occurred_at" = a.occurred_at FROM "activities" a WHERE a.mail_id = f.mail_id;--> statement-breakpoint
ALTER TABLE "filings" ALTER COLUMN "activity_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ALTER COLUMN "occurred_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "audience" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "audiences" integer[] DEFAULT '{0}' NOT NULL;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD COLUMN "owner_id" integer;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "expected_on" date;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "team_id" integer;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "owner_id" integer;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "private" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "audience" integer GENERATED ALWAYS AS (case when private then -coalesce(owner_id, 2147483647) else coalesce(team_id, 0) end) STORED;--> statement-breakpoint
ALTER TABLE "opportunity_people" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "todos" ADD COLUMN "owner_id" integer;--> statement-breakpoint
ALTER TABLE "todos" ADD COLUMN "audience" integer GENERATED ALWAYS AS (coalesce(-owner_id, team_id, 0)) STORED;--> statement-breakpoint
ALTER TABLE "todos" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "closed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "on_reply" text DEFAULT 'reopen' NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "reopen_days" integer;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "password_hash" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "absent_from" date;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "absent_until" date;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "substitute_id" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "tokens_user" ON "tokens" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todos" ADD CONSTRAINT "todos_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_user" ON "activities" USING btree ("user_id","occurred_at") WHERE user_id is not null;--> statement-breakpoint
CREATE INDEX "cases_team" ON "cases" USING btree ("team_id","status","updated_at");--> statement-breakpoint
CREATE INDEX "cases_assignee" ON "cases" USING btree ("assignee_id") WHERE status in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "filings_mail" ON "filings" USING btree ("mail_id") WHERE mail_id is not null;--> statement-breakpoint
CREATE INDEX "opportunities_owner" ON "opportunities" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "team_members_user" ON "team_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "filings_contact" ON "filings" USING btree ("contact_id","occurred_at","activity_id") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "filings_case" ON "filings" USING btree ("case_id","occurred_at","activity_id") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "filings_opportunity" ON "filings" USING btree ("opportunity_id","occurred_at","activity_id") WHERE opportunity_id is not null;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_external_id_unique" UNIQUE("external_id");--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filed_once" UNIQUE NULLS NOT DISTINCT("activity_id","contact_id","case_id","opportunity_id");--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_external_id_unique" UNIQUE("external_id");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_subject_unique" UNIQUE("subject");--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activity_kind" CHECK ("activities"."kind" in ('mail', 'call', 'note', 'meeting'));--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activity_mail" CHECK (("activities"."kind" = 'mail') = ("activities"."mail_id" is not null));--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunity_stage" CHECK ("opportunities"."stage" in ('new', 'qualified', 'offer', 'negotiation', 'won', 'lost'));--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "team_on_reply" CHECK ("teams"."on_reply" in ('reopen', 'new-case'));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "user_absence" CHECK (("users"."absent_from" is null) = ("users"."absent_until" is null) and "users"."absent_from" <= "users"."absent_until");