CREATE TABLE "journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"user_id" integer,
	"on_behalf_of" integer,
	"via" text NOT NULL,
	"action" text NOT NULL,
	"kind" text,
	"record_id" text,
	"facts" jsonb,
	"salt" "bytea",
	"commitment" "bytea",
	"seal_id" bigint,
	CONSTRAINT "journal_plain_words" CHECK ("journal"."via" ~ '^[a-z]{1,20}$' and "journal"."action" ~ '^[a-z][a-z0-9.-]{0,59}$' and "journal"."kind" ~ '^[a-z][a-z-]{0,29}$' and "journal"."record_id" ~ '^[A-Za-z0-9_.:-]{1,80}$'),
	CONSTRAINT "journal_record_of_a_kind" CHECK ("journal"."record_id" is null or "journal"."kind" is not null),
	CONSTRAINT "journal_facts_committed" CHECK (("journal"."facts" is null) = ("journal"."salt" is null) and ("journal"."facts" is null or "journal"."commitment" is not null))
);
--> statement-breakpoint
CREATE TABLE "journal_seals" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	"from_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"rows" "bytea" NOT NULL,
	"prev" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "journal_seals_numbered" CHECK ("journal_seals"."id" > 0),
	CONSTRAINT "journal_seals_listed" CHECK ("journal_seals"."count" > 0 and length("journal_seals"."rows") = "journal_seals"."count" * 40),
	CONSTRAINT "journal_seals_hashes" CHECK (length("journal_seals"."prev") = 32 and length("journal_seals"."hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_seal_id_journal_seals_id_fk" FOREIGN KEY ("seal_id") REFERENCES "public"."journal_seals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "journal_seal" ON "journal" USING btree ("seal_id","id");--> statement-breakpoint
CREATE INDEX "journal_record" ON "journal" USING btree ("kind","record_id","id");--> statement-breakpoint
CREATE INDEX "journal_user" ON "journal" USING btree ("user_id","id");--> statement-breakpoint
-- ANALYZE keeps samples of values: no personal data of erased facts may stay in them.
ALTER TABLE "journal" ALTER COLUMN "facts" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "journal" ALTER COLUMN "salt" SET STATISTICS 0;--> statement-breakpoint
-- Sealing leaves a dead version of each row.
ALTER TABLE "journal" SET (autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
CREATE FUNCTION journal_arrives() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.at := clock_timestamp();
	NEW.seal_id := NULL;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER journal_arrives BEFORE INSERT ON "journal" FOR EACH ROW EXECUTE FUNCTION journal_arrives();--> statement-breakpoint
-- Two changes are allowed: the seal of an unsealed row, and facts with their salt to nothing. *= compares byte by byte.
CREATE FUNCTION journal_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	kept record;
BEGIN
	kept := NEW;
	kept.seal_id := OLD.seal_id;
	IF OLD.seal_id IS NULL AND kept OPERATOR(pg_catalog.*=) OLD THEN RETURN NEW; END IF;
	kept := NEW;
	kept.facts := OLD.facts;
	kept.salt := OLD.salt;
	IF NEW.facts IS NULL AND NEW.salt IS NULL AND kept OPERATOR(pg_catalog.*=) OLD THEN RETURN NEW; END IF;
	RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER journal_changes BEFORE UPDATE ON "journal" FOR EACH ROW EXECUTE FUNCTION journal_changes();--> statement-breakpoint
CREATE FUNCTION journal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER journal_stays BEFORE DELETE OR TRUNCATE ON "journal" FOR EACH STATEMENT EXECUTE FUNCTION journal_stays();--> statement-breakpoint
CREATE TRIGGER journal_seals_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON "journal_seals" FOR EACH STATEMENT EXECUTE FUNCTION journal_stays();
--> statement-breakpoint
alter table journal enable row level security;
--> statement-breakpoint
alter table journal_seals enable row level security;
--> statement-breakpoint
-- The API writes under its user's name and reads what privacy officers may; it never seals, erases or sees a salt.
grant select (id, at, user_id, on_behalf_of, via, action, kind, record_id, facts, commitment, seal_id), insert (user_id, on_behalf_of, via, action, kind, record_id, facts, salt, commitment) on journal to postakte_api;
--> statement-breakpoint
create policy journal_select on journal for select to postakte_api using ((select i_may('journal.read')));
--> statement-breakpoint
create policy journal_insert on journal for insert to postakte_api with check (user_id = (select my_id()));
