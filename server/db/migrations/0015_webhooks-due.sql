DROP INDEX "deliveries_waiting";--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "webhook_deliveries" USING btree ("webhook_id","next_at","id") WHERE state = 'waiting';