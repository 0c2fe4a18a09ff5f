CREATE TABLE "left_mails" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "left_mails_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"mailbox_id" integer,
	"folder" text NOT NULL,
	"uid_validity" bigint,
	"uid" bigint,
	"size" integer NOT NULL,
	"head_hash" "bytea" NOT NULL,
	"mark" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "left_once" UNIQUE NULLS NOT DISTINCT("source","mailbox_id","folder","uid_validity","uid","head_hash")
);
--> statement-breakpoint
ALTER TABLE "left_mails" ADD CONSTRAINT "left_mails_mailbox_id_mailboxes_id_fk" FOREIGN KEY ("mailbox_id") REFERENCES "public"."mailboxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- For the server itself and who runs it.
alter table left_mails enable row level security;
