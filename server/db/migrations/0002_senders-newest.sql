DROP INDEX "mails_from";--> statement-breakpoint
CREATE INDEX "mails_from" ON "mails" USING btree ("from_address","id");