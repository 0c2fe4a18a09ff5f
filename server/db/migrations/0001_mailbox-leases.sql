CREATE TABLE "mailbox_leases" (
	"mailbox_id" integer PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mailboxes" ADD COLUMN "refresh_token" text;--> statement-breakpoint
ALTER TABLE "mailbox_leases" ADD CONSTRAINT "mailbox_leases_mailbox_id_mailboxes_id_fk" FOREIGN KEY ("mailbox_id") REFERENCES "public"."mailboxes"("id") ON DELETE cascade ON UPDATE no action;