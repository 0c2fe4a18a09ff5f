CREATE TABLE "sendings" (
	"token" text PRIMARY KEY NOT NULL,
	"user_id" integer,
	"case_id" bigint,
	"announced_at" timestamp with time zone,
	"mail_id" bigint,
	"handed_by" integer,
	"arrived_at" timestamp with time zone,
	"filed_at" timestamp with time zone,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sending_announced" CHECK (("sendings"."user_id" is null) = ("sendings"."case_id" is null))
);
--> statement-breakpoint
ALTER TABLE "sendings" ADD CONSTRAINT "sendings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sendings" ADD CONSTRAINT "sendings_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sendings" ADD CONSTRAINT "sendings_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sendings" ADD CONSTRAINT "sendings_handed_by_users_id_fk" FOREIGN KEY ("handed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sendings_at" ON "sendings" USING btree ("at");--> statement-breakpoint
CREATE INDEX "sendings_mail" ON "sendings" USING btree ("mail_id") WHERE mail_id is not null;--> statement-breakpoint
-- The API touches these by the functions below alone.
alter table sendings enable row level security;
--> statement-breakpoint
-- Files what was announced and has arrived, by who announced it, once. What a person took away from that case meanwhile stays away.
-- What a user handed over counts for that user's own announcement only: others could have written the token into it.
create function file_sendings(tokens text[]) returns table (mail_id bigint, case_id bigint) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare due record; living bigint;
begin
  for due in update sendings s set filed_at = now() where s.token = any(tokens) and s.mail_id is not null and s.case_id is not null and s.filed_at is null
      and (s.handed_by is null or s.handed_by = s.user_id) returning s.mail_id, s.case_id, s.user_id loop
    living := living_case(due.case_id);
    perform from activities a where a.mail_id = due.mail_id for update;
    insert into filings (activity_id, mail_id, occurred_at, case_id, rule, because, filed_by) select a.id, a.mail_id, a.occurred_at, living, 'person', '{}', due.user_id from activities a where a.mail_id = due.mail_id
      on conflict on constraint filed_once do update set filed_by = excluded.filed_by, filed_at = now() where filings.removed_at is null and filings.filed_by is null;
    update todos t set done_at = now(), done_by = due.user_id, version = version + 1 where t.mail_id = due.mail_id and t.done_at is null;
    update mails m set state = 'filed' where m.id = due.mail_id and m.state <> 'filed';
    mail_id := due.mail_id;
    case_id := living;
    return next;
  end loop;
end $$;
--> statement-breakpoint
revoke execute on function file_sendings(text[]) from public;
--> statement-breakpoint
-- I am about to send a mail with this token for that case, which I see; again: for another case, until it is filed.
create function announce_sending(carried text, "for" bigint) returns table (mail_id bigint, case_id bigint) language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not i_may('mails.file') then raise insufficient_privilege; end if;
  if not exists (select from cases c where c.id = "for" and c.audience = any(my_audiences())) then return; end if;
  insert into sendings as s (token, user_id, case_id, announced_at) values (carried, my_id(), "for", now())
    on conflict (token) do update set user_id = excluded.user_id, case_id = excluded.case_id, announced_at = excluded.announced_at
    where s.filed_at is null and (s.user_id is null or s.user_id = excluded.user_id);
  return query select * from file_sendings(array[carried]);
end $$;
