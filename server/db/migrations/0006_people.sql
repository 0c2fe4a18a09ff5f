CREATE TABLE "company_sign_ins" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"challenge" text NOT NULL,
	"come_back_to" text NOT NULL,
	"nonce" text NOT NULL,
	"code_verifier" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"user_id" integer
);
--> statement-breakpoint
CREATE TABLE "device_sign_ins" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_sign_ins_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"device_hash" "bytea" NOT NULL,
	"user_code" text NOT NULL,
	"program" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"interval" smallint NOT NULL,
	"asked_at" timestamp with time zone,
	"answer" text,
	"answered_by" integer,
	CONSTRAINT "device_sign_ins_device_hash_unique" UNIQUE("device_hash"),
	CONSTRAINT "device_sign_ins_user_code_unique" UNIQUE("user_code"),
	CONSTRAINT "device_answer" CHECK (("device_sign_ins"."answer" is null) = ("device_sign_ins"."answered_by" is null) and "device_sign_ins"."answer" in ('confirmed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "refresh_now" "bytea";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "has_password" boolean GENERATED ALWAYS AS (password_hash is not null) STORED;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "has_subject" boolean GENERATED ALWAYS AS (subject is not null) STORED;--> statement-breakpoint
ALTER TABLE "company_sign_ins" ADD CONSTRAINT "company_sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_sign_ins" ADD CONSTRAINT "device_sign_ins_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "company_sign_ins_expiry" ON "company_sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "device_sign_ins_expiry" ON "device_sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_at" ON "sign_in_attempts" USING btree ("last_at");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "user_login" CHECK ("users"."login" = lower("users"."login"));--> statement-breakpoint
-- Sign-in is the server's own work: the role of the API cannot read or write any of it, nor the tokens.
alter table sign_in_attempts enable row level security;
--> statement-breakpoint
alter table device_sign_ins enable row level security;
--> statement-breakpoint
alter table company_sign_ins enable row level security;
--> statement-breakpoint
grant select (has_password, has_subject) on users to postakte_api;
--> statement-breakpoint
-- The one password of the developers' page is gone; whoever has this permission opens it.
delete from settings where key = 'login';
--> statement-breakpoint
update roles set permissions = array_append(permissions, 'developer') where built_in and name = 'admin';
--> statement-breakpoint
create function i_have(wanted text[]) returns boolean language sql stable as $$ select coalesce(wanted <@ nullif(current_setting('postakte.permissions', true), '')::text[], false) $$;
--> statement-breakpoint
create function permissions_of(who integer) returns text[] language sql stable as $$ select coalesce(array_agg(distinct p), '{}') from user_roles x join roles r on r.id = x.role_id cross join unnest(r.permissions) p where x.user_id = who $$;
--> statement-breakpoint
-- Nobody gives what he lacks: neither by giving a role, nor by making one or changing one.
drop policy user_roles_insert on user_roles;
--> statement-breakpoint
create policy user_roles_insert on user_roles for insert to postakte_api with check ((select i_may('users.manage')) and exists (select from roles r where r.id = role_id and i_have(r.permissions)));
--> statement-breakpoint
revoke insert, update on roles from postakte_api;
--> statement-breakpoint
grant insert (name, permissions), update (name, permissions, version), delete on roles to postakte_api;
--> statement-breakpoint
drop policy roles_insert on roles;
--> statement-breakpoint
create policy roles_insert on roles for insert to postakte_api with check ((select i_may('users.manage')) and i_have(permissions));
--> statement-breakpoint
drop policy roles_update on roles;
--> statement-breakpoint
create policy roles_update on roles for update to postakte_api using ((select i_may('users.manage')) and not built_in) with check (i_have(permissions));
--> statement-breakpoint
create policy roles_delete on roles for delete to postakte_api using ((select i_may('users.manage')));
--> statement-breakpoint
create function keep_built_in() returns trigger language plpgsql as $$
begin
  if old.built_in then raise exception 'comes with the product' using errcode = '42501'; end if;
  return old;
end $$;
--> statement-breakpoint
create trigger roles_keep_built_in before delete on roles for each row execute function keep_built_in();
--> statement-breakpoint
-- Everybody may report himself absent and choose his language; the rest of his row is for those who manage users. The login, by
-- which a sign-in service may know him, the address, where his mail goes, and access that was taken, are given by those alone
-- who may do all that he may.
create function guard_user() returns trigger language plpgsql as $$
begin
  if current_user <> 'postakte_api' then return new; end if;
  if not i_may('users.manage') and (new.login, new.name, new.address, new.active) is distinct from (old.login, old.name, old.address, old.active)
    or (new.login <> old.login or new.address is distinct from old.address or new.active and not old.active) and not i_have(permissions_of(new.id))
  then raise exception 'not yours to change' using errcode = '42501'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger users_guard before update on users for each row execute function guard_user();
--> statement-breakpoint
-- Somebody can always manage users. The lock makes two who take it from each other at the same moment see each other.
create function keep_an_admin() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare lost boolean;
begin
  lost := case tg_table_name
    when 'users' then 'users.manage' = any(permissions_of((to_jsonb(old)->>'id')::integer))
    when 'user_roles' then exists (select from roles r join users u on u.id = (to_jsonb(old)->>'user_id')::integer where r.id = (to_jsonb(old)->>'role_id')::integer and u.active and 'users.manage' = any(r.permissions))
    else exists (select from user_roles x join users u on u.id = x.user_id where x.role_id = (to_jsonb(old)->>'id')::integer and u.active) end;
  if not lost then return null; end if;
  perform pg_advisory_xact_lock(7072005);
  if not exists (select from users u where u.active and 'users.manage' = any(permissions_of(u.id))) then
    raise exception 'nobody could manage users any more' using errcode = 'PA001';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger users_keep_an_admin after update on users for each row when (old.active and not new.active) execute function keep_an_admin();
--> statement-breakpoint
create trigger user_roles_keep_an_admin after delete on user_roles for each row execute function keep_an_admin();
--> statement-breakpoint
create trigger roles_keep_an_admin after update on roles for each row when ('users.manage' = any(old.permissions) and not 'users.manage' = any(new.permissions)) execute function keep_an_admin();
--> statement-breakpoint
-- Who leaves has no session and no token any more, and gets none back on return.
create function end_tokens() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tokens set ended_at = now(), end_reason = 'deactivated' where user_id = new.id and ended_at is null;
  delete from device_sign_ins where answered_by = new.id;
  delete from company_sign_ins where user_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger users_end_tokens after update on users for each row when (old.active and not new.active) execute function end_tokens();
