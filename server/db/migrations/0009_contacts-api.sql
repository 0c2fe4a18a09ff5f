-- Search of contacts by a few letters (docs/decisions/0015-search-of-contacts.md).
create extension if not exists pg_trgm;
--> statement-breakpoint
-- `(030) 12 34`, `+49 30 1234` and `0049 (0)30-1234` are one number: digits as dialled from abroad, Germany where nothing else is said.
create function phone_digits(phone text) returns text language plpgsql immutable parallel safe as $$
declare digits text := regexp_replace(case when phone like '%(%' then regexp_replace(phone, '\(\s*0\s*\)', '', 'g') else phone end, '[^0-9]+', '', 'g');
begin
  return nullif(case
    when phone ~ '^[\s(]*\+' then digits
    when digits like '00%' then substr(digits, 3)
    when digits like '0%' then '49' || substr(digits, 2)
    else digits end, '');
end $$;
--> statement-breakpoint
CREATE TABLE "contact_merge_moves" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contact_merge_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"merge_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"record_id" bigint,
	"was" jsonb,
	CONSTRAINT "contact_merge_move_kind" CHECK ("contact_merge_moves"."kind" in ('address', 'phone', 'filing', 'revived-filing', 'case', 'participant', 'opportunity', 'person', 'company-link', 'merged'))
);
--> statement-breakpoint
CREATE TABLE "contact_merges" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contact_merges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_id" bigint NOT NULL,
	"into_id" bigint NOT NULL,
	"merged_by" integer,
	"merged_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" integer,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "contact_search" (
	"contact_id" bigint PRIMARY KEY NOT NULL,
	"active" boolean NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"last_key" text COLLATE "C",
	"text" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "contacts_company";--> statement-breakpoint
ALTER TABLE "contact_addresses" ADD COLUMN "position" smallint DEFAULT 100 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_phones" ADD COLUMN "position" smallint DEFAULT 100 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_phones" ADD COLUMN "digits" text GENERATED ALWAYS AS (phone_digits(phone)) STORED;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "opportunities" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "contact_merge_moves" ADD CONSTRAINT "contact_merge_moves_merge_id_contact_merges_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."contact_merges"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_from_id_contacts_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_into_id_contacts_id_fk" FOREIGN KEY ("into_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_merged_by_users_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_search" ADD CONSTRAINT "contact_search_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_merge_moves_merge" ON "contact_merge_moves" USING btree ("merge_id","kind");--> statement-breakpoint
CREATE INDEX "contact_merges_into" ON "contact_merges" USING btree ("into_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_merged_once" ON "contact_merges" USING btree ("from_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "contact_search_name" ON "contact_search" USING btree ("name_key") WHERE active;--> statement-breakpoint
CREATE INDEX "contact_search_last" ON "contact_search" USING btree ("last_key") WHERE active and last_key is not null;--> statement-breakpoint
CREATE INDEX "contacts_owner" ON "contacts" USING btree ("owner_id","id") WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "contacts_leads" ON "contacts" USING btree ("id") WHERE stage = 'lead';--> statement-breakpoint
CREATE INDEX "contacts_merged" ON "contacts" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "contacts_number_begins" ON "contacts" USING btree ("number" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "opportunities_open_first" ON "opportunities" USING btree ("open" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "contacts_company" ON "contacts" USING btree ("company_id","id");--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunity_closed" CHECK ("opportunities"."closed_on" is null or "opportunities"."stage" in ('won', 'lost'));
--> statement-breakpoint
-- Lower case, without accents, marks as blanks: 'Möwe & Söhne' → 'mowe sohne', 'Weiß' → 'weiss'. Replacing what is common is
-- several times cheaper than what is done for the rest.
create function search_folded(said text) returns text language plpgsql immutable parallel safe as $$
declare folded text := replace(replace(replace(replace(lower(said), 'ä', 'a'), 'ö', 'o'), 'ü', 'u'), 'ß', 'ss');
begin
  if octet_length(folded) <> length(folded) then
    folded := translate(lower(regexp_replace(normalize(translate(folded, '’`´', ''''''''), NFKD), '[\u0300-\u036f]+', '', 'g')), 'øłđðıħŧ', 'olddiht');
    folded := replace(replace(replace(replace(folded, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
  end if;
  folded := replace(replace(replace(replace(folded, '''', ''), '.', ' '), '@', ' '), '-', ' ');
  if folded ~ '[^a-z0-9 ]|  ' then folded := regexp_replace(folded, '[\s!-/:-@\[-`{-¿\u2000-\u206f\u3000-\u303f]+', ' ', 'g'); end if;
  return trim(folded);
end $$;
--> statement-breakpoint
-- Of folded text: 'mueller' and 'muller' (from Müller) are one.
create function search_short(folded text) returns text language sql immutable parallel safe as $$ select replace(replace(replace(folded, 'ae', 'a'), 'oe', 'o'), 'ue', 'u') $$;
--> statement-breakpoint
-- RFC 3492: the letters of a domain's label after 'xn--'; null when it is none.
create function punycode_letters(label text) returns text language plpgsql immutable strict parallel safe as $$
declare
  letters text[] := string_to_array(substring(label from '^(.*)-[^-]*$'), null);
  code text := coalesce(substring(label from '^.*-([^-]*)$'), label);
  n integer := 128; i integer := 0; bias integer := 72; before integer; w integer; k integer; t integer; digit integer; at integer := 1; count integer;
begin
  letters := coalesce(letters, '{}');
  if length(label) > 63 then return null; end if;
  while at <= length(code) loop
    before := i; w := 1; k := 36;
    loop
      digit := position(substr(code, at, 1) in 'abcdefghijklmnopqrstuvwxyz0123456789') - 1;
      if digit < 0 or at > length(code) then return null; end if;
      at := at + 1; i := i + digit * w;
      t := least(greatest(k - bias, 1), 26);
      exit when digit < t;
      w := w * (36 - t); k := k + 36;
    end loop;
    count := cardinality(letters) + 1;
    t := case when before = 0 then (i - before) / 700 else (i - before) / 2 end;
    t := t + t / count; k := 0;
    while t > 455 loop t := t / 35; k := k + 36; end loop;
    bias := k + 36 * t / (t + 38);
    n := n + i / count; i := i % count;
    letters := letters[1:i] || chr(n) || letters[i + 1:];
    i := i + 1;
  end loop;
  return array_to_string(letters, '');
exception when others then return null;
end $$;
--> statement-breakpoint
-- An address as people read it: 'laden@xn--mwe-bcher-67ag.example' → 'laden@möwe-bücher.example'.
create function address_letters(address text) returns text language sql immutable parallel safe as $$
  select case when address not like '%xn--%' then address else
    (select string_agg(coalesce(punycode_letters(substring(part from '^xn--(.+)$')), part), '.' order by at) from unnest(string_to_array(replace(address, '@', '@.'), '.')) with ordinality p(part, at)) end
$$;
--> statement-breakpoint
-- What these contacts are found by, anew. The locks make two changes at the same moment see each other. Always from the ids by
-- their indexes: a plan made while the tables were empty would read them whole for each contact.
create function refresh_contact_search(ids bigint[]) returns void language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform from contacts where id in (select company_id from contacts where id = any(ids)) order by id for share;
  perform from contact_search where contact_id = any(ids) order by contact_id for update;
  delete from contact_search s using contacts c where s.contact_id = any(ids) and c.id = s.contact_id and c.merged_into is not null;
  insert into contact_search as s (contact_id, active, name_key, last_key, text)
  select c.id, c.active, n.key, case when c.kind = 'person' then nullif(regexp_replace(n.key, '^(.*) (\S+)$', '\2 \1'), n.key) end,
    ' ' || t.plain || case when search_short(t.plain) <> t.plain then ' ' || search_short(t.plain) else '' end
  from contacts c left join contacts k on k.id = c.company_id
  cross join lateral (select search_folded(c.name) as plain offset 0) f
  cross join lateral (select search_short(f.plain) as key offset 0) n
  cross join lateral (select concat_ws(' ', f.plain, c.number,
    (select string_agg(m.number, ' ') from contacts m where m.merged_into = c.id),
    search_folded(k.name),
    (select search_folded(string_agg(case when a.address like '%xn--%' then address_letters(a.address) else a.address end, ' ')) from contact_addresses a where a.contact_id = c.id),
    (select string_agg(concat_ws(' ', p.digits, case when p.digits like '49%' then '0' || substr(p.digits, 3) end), ' ') from contact_phones p where p.contact_id = c.id)) as plain offset 0) t
  where c.id = any(ids) and c.merged_into is null
  on conflict (contact_id) do update set active = excluded.active, name_key = excluded.name_key, last_key = excluded.last_key, text = excluded.text
    where (s.active, s.name_key, s.last_key, s.text) is distinct from (excluded.active, excluded.name_key, excluded.last_key, excluded.text);
end $$;
--> statement-breakpoint
create function contacts_made() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- A batch that adds contacts and their addresses does it once, at its end (server/contacts/upsert.ts).
  if current_setting('postakte.search_later', true) = 'on' then return null; end if;
  perform refresh_contact_search(array(select id from changed));
  return null;
end $$;
--> statement-breakpoint
create trigger contacts_search_insert after insert on contacts referencing new table as changed for each statement execute function contacts_made();
--> statement-breakpoint
-- A new name of a company is one of its people's words, too; a merged contact's number leads to the other.
create function contacts_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare ids bigint[]; renamed bigint[];
begin
  select array_agg(n.id) || array_agg(n.merged_into) || array_agg(o.merged_into), array_agg(n.id) filter (where n.name <> o.name) into ids, renamed
    from changed n join before o on o.id = n.id
    where (n.name, n.kind, n.number, n.company_id, n.active, n.merged_into) is distinct from (o.name, o.kind, o.number, o.company_id, o.active, o.merged_into);
  if ids is null then return null; end if;
  perform refresh_contact_search(array(select distinct id from (select unnest(ids) as id union all select id from contacts where company_id = any(renamed)) x where id is not null));
  return null;
end $$;
--> statement-breakpoint
create trigger contacts_search_update after update on contacts referencing old table as before new table as changed for each statement execute function contacts_changed();
--> statement-breakpoint
create function contact_details_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('postakte.search_later', true) = 'on' then return null; end if;
  perform refresh_contact_search(array(select distinct contact_id from changed));
  return null;
end $$;
--> statement-breakpoint
create trigger contact_addresses_inserted after insert on contact_addresses referencing new table as changed for each statement execute function contact_details_changed();
--> statement-breakpoint
create trigger contact_addresses_updated after update on contact_addresses referencing new table as changed for each statement execute function contact_details_changed();
--> statement-breakpoint
create trigger contact_addresses_deleted after delete on contact_addresses referencing old table as changed for each statement execute function contact_details_changed();
--> statement-breakpoint
create trigger contact_phones_inserted after insert on contact_phones referencing new table as changed for each statement execute function contact_details_changed();
--> statement-breakpoint
create trigger contact_phones_updated after update on contact_phones referencing new table as changed for each statement execute function contact_details_changed();
--> statement-breakpoint
create trigger contact_phones_deleted after delete on contact_phones referencing old table as changed for each statement execute function contact_details_changed();
--> statement-breakpoint
-- Two letters are the beginning of a word.
create function word_pattern(word text) returns text language sql immutable parallel safe as $$ select case when length(word) < 3 then '% ' || word || '%' else '%' || word || '%' end $$;
--> statement-breakpoint
-- What a row must have: every word, in either spelling. Only positions stand in the text, never what was typed.
create function words_condition(words text[]) returns text language sql immutable parallel safe as $$
  select string_agg(case when search_short(w) = w then format('text like $1[%s]', at) else format('(text like $1[%s] or text like $2[%s])', at, at) end, ' and ')
  from unnest(words) with ordinality x(w, at)
$$;
--> statement-breakpoint
-- Rows whose text has all of these words, out of the newest few thousand: plenty for what every third contact has ('info', 'com').
create function newest_containing(words text[], most integer) returns bigint[] language plpgsql stable set search_path = public, pg_temp as $$
declare found bigint[];
begin
  execute format('select array(select contact_id from (select contact_id, active, text from contact_search order by contact_id desc limit 4000) s where active and %s limit $3)', words_condition(words)) into found
    using array(select word_pattern(w) from unnest(words) w), array(select word_pattern(search_short(w)) from unnest(words) w), most;
  return found;
end $$;
--> statement-breakpoint
-- Rows whose text has all of these words; bitmap scans of the trigrams only, whatever the planner thinks of a rare one.
create function contacts_containing(words text[], of_active boolean, most integer) returns bigint[] language plpgsql stable set search_path = public, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
declare found bigint[];
begin
  execute format('select array(select contact_id from contact_search where coalesce(active, false) = $3 and %s limit $4)', words_condition(words)) into found
    using array(select word_pattern(w) from unnest(words) w), array(select word_pattern(search_short(w)) from unnest(words) w), of_active, most;
  return found;
end $$;
--> statement-breakpoint
-- What was typed, word by word; a phone or customer number is one, however its digits stand apart.
create function words_typed(typed text) returns text[] language sql immutable parallel safe as $$
  select case when typed ~ '^[\d\s()+/.-]*\d[\d\s()+/.-]*$' then array[left(case when typed ~ '^[\s(]*(\+|00)' then coalesce(phone_digits(typed), '') else regexp_replace(typed, '\D', '', 'g') end, 40)]
    else array(select left(w, 40) from unnest(string_to_array(search_folded(typed), ' ')) with ordinality x(w, at) where w <> '' order by at limit 6) end
$$;
--> statement-breakpoint
-- The best twenty for what was typed so far, best first: exact number or address, beginning of the name, of the last name, words of
-- the name, of anything, parts of words. Asks from the cheapest to the dearest and stops when a better kind already fills the list.
create function search_contacts(typed text, typed_number text, typed_address text) returns table (contact_id bigint, place bigint) language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  words text[] := words_typed(typed);
  key text := search_short(array_to_string(words, ' '));
  above text := key || chr(1114111);
  exact bigint[]; found bigint[]; common bigint[];
begin
  if not i_may('contacts.read') or cardinality(words) = 0 or words = array[''] then return; end if;
  exact := array(select coalesce(c.merged_into, c.id) from contacts c where c.number = typed_number)
    || array(select a.contact_id from contact_addresses a where a.address = typed_address order by a.contact_id limit 20);
  found := exact
    || array(select s.contact_id from contact_search s where s.active and s.name_key >= key and s.name_key < above order by s.name_key limit 20)
    || array(select s.contact_id from contact_search s where s.active and s.last_key is not null and s.last_key >= key and s.last_key < above order by s.last_key limit 20)
    || array(select c.id from contacts c where c.number ~>=~ typed_number and c.number ~<~ (typed_number || chr(1114111)) and c.active and c.merged_into is null order by c.number using ~<~ limit 20);
  if (select count(distinct f) from unnest(found) f) < 20 then
    common := newest_containing(words, 300);
    found := found || case when cardinality(common) >= 100 then common else contacts_containing(words, true, 300) end;
  end if;
  if (select count(distinct f) from unnest(found) f) < 20 then found := found || contacts_containing(words, false, 20); end if;
  return query select r.contact_id, row_number() over (order by r.tier, r.name_key, r.contact_id) from (
    select s.contact_id, s.name_key, case
      when s.contact_id = any(exact) then 0
      when not s.active then 9
      when starts_with(s.name_key, key) or c.number like typed_number || '%' then 1
      when starts_with(s.last_key, key) then 2
      when (select bool_and(position(' ' || search_short(w) in ' ' || s.name_key) > 0) from unnest(words) w) then 3
      when (select bool_and(position(' ' || w in s.text) > 0 or position(' ' || search_short(w) in s.text) > 0) from unnest(words) w) then 4
      else 5 end as tier
    from contact_search s join contacts c on c.id = s.contact_id where s.contact_id = any(found)) r
  order by 2 limit 20;
end $$;
--> statement-breakpoint
revoke execute on function refresh_contact_search(bigint[]), newest_containing(text[], integer), contacts_containing(text[], boolean, integer) from public;
--> statement-breakpoint
grant execute on function refresh_contact_search(bigint[]) to postakte_api;
--> statement-breakpoint
select refresh_contact_search(array(select id from contacts order by id));
--> statement-breakpoint
CREATE INDEX "contact_search_text" ON "contact_search" USING gin ("text" gin_trgm_ops);
--> statement-breakpoint
-- Merges one contact into another: everything that is under it, seen by the caller or not, goes over and is remembered. Null when
-- one of them is merged already or they are of two kinds. Fields of the target stay; the source keeps its own for undo.
create function merge_contacts(source bigint, target bigint) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare merge bigint;
begin
  if not i_may('contacts.merge') or not i_may('contacts.read') then raise insufficient_privilege; end if;
  perform from contacts where id in (source, target) order by id for update;
  if source = target or (select count(*) <> 2 or count(distinct kind) <> 1 from contacts where id in (source, target) and merged_into is null) then return null; end if;
  insert into contact_merges (from_id, into_id, merged_by) values (source, target, my_id()) returning id into merge;

  -- A mail that lies under both stays where it is; one that somebody took away from the target alone comes back for the source's sake.
  insert into contact_merge_moves (merge_id, kind, record_id, was)
    select merge, 'revived-filing', t.id, jsonb_build_object('removed_by', t.removed_by, 'removed_at', t.removed_at) from filings s join filings t on t.activity_id = s.activity_id and t.contact_id = target
    where s.contact_id = source and s.removed_at is null and t.removed_at is not null;
  update filings set removed_by = null, removed_at = null where id in (select record_id from contact_merge_moves where merge_id = merge and kind = 'revived-filing');
  with moved as (update filings f set contact_id = target where f.contact_id = source
    and not exists (select from filings t where t.activity_id = f.activity_id and t.contact_id = target) returning f.id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'filing', id from moved;

  with moved as (update cases set contact_id = target, version = version + 1 where contact_id = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'case', id from moved;
  with moved as (update opportunities set contact_id = target, version = version + 1 where contact_id = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'opportunity', id from moved;
  with moved as (update contacts set company_id = nullif(target, id), version = version + 1 where company_id = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'company-link', id from moved;
  with moved as (update contacts set merged_into = target where merged_into = source returning id)
  insert into contact_merge_moves (merge_id, kind, record_id) select merge, 'merged', id from moved;

  -- `alone`: the target did not have it, so undo takes it away there.
  with moved as (delete from case_participants where contact_id = source returning case_id)
  insert into contact_merge_moves (merge_id, kind, record_id, was) select merge, 'participant', case_id,
    jsonb_build_object('alone', not exists (select from case_participants t where t.case_id = moved.case_id and t.contact_id = target)) from moved;
  insert into case_participants (case_id, contact_id) select record_id, target from contact_merge_moves where merge_id = merge and kind = 'participant' on conflict do nothing;
  with moved as (delete from opportunity_people where contact_id = source returning opportunity_id, role)
  insert into contact_merge_moves (merge_id, kind, record_id, was) select merge, 'person', opportunity_id,
    jsonb_build_object('role', role, 'alone', not exists (select from opportunity_people t where t.opportunity_id = moved.opportunity_id and t.contact_id = target)) from moved;
  insert into opportunity_people (opportunity_id, contact_id, role) select record_id, target, was ->> 'role' from contact_merge_moves where merge_id = merge and kind = 'person' on conflict do nothing;
  with moved as (delete from contact_addresses where contact_id = source returning address, role, position)
  insert into contact_merge_moves (merge_id, kind, was) select merge, 'address',
    to_jsonb(moved) || jsonb_build_object('alone', not exists (select from contact_addresses t where t.address = moved.address and t.contact_id = target)) from moved;
  insert into contact_addresses (address, contact_id, role, position)
    select was ->> 'address', target, (was ->> 'role')::boolean, least(l.last + (was ->> 'position')::integer + 1, 32000)
    from contact_merge_moves, (select coalesce(max(position), 0) as last from contact_addresses where contact_id = target) l where merge_id = merge and kind = 'address' on conflict do nothing;
  with moved as (delete from contact_phones where contact_id = source returning phone, position)
  insert into contact_merge_moves (merge_id, kind, was) select merge, 'phone',
    to_jsonb(moved) || jsonb_build_object('alone', not exists (select from contact_phones t where t.phone = moved.phone and t.contact_id = target)) from moved;
  insert into contact_phones (phone, contact_id, position)
    select was ->> 'phone', target, least(l.last + (was ->> 'position')::integer + 1, 32000)
    from contact_merge_moves, (select coalesce(max(position), 0) as last from contact_phones where contact_id = target) l where merge_id = merge and kind = 'phone' on conflict do nothing;

  update contacts set merged_into = case when id = source then target end, version = version + 1 where id in (source, target);
  return merge;
end $$;
--> statement-breakpoint
-- Brings back what a merge moved, as far as it is still there: what somebody took away or gave to another since stays so, and what
-- is new since stays with the target. False when it is undone already, or one of the two was merged on (that comes first).
create function undo_merge(which bigint) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare source bigint; target bigint;
begin
  if not i_may('contacts.merge') or not i_may('contacts.read') then raise insufficient_privilege; end if;
  select from_id, into_id into source, target from contact_merges where id = which and undone_at is null for update;
  perform from contacts where id in (source, target) order by id for update;
  if source is null or not exists (select from contacts s join contacts t on t.id = s.merged_into where s.id = source and t.id = target and t.merged_into is null) then return false; end if;

  update filings f set contact_id = source from contact_merge_moves m where m.merge_id = which and m.kind = 'filing' and f.id = m.record_id and f.contact_id = target
    and not exists (select from filings s where s.activity_id = f.activity_id and s.contact_id = source);
  update filings f set removed_by = (m.was ->> 'removed_by')::integer, removed_at = (m.was ->> 'removed_at')::timestamptz
    from contact_merge_moves m where m.merge_id = which and m.kind = 'revived-filing' and f.id = m.record_id and f.contact_id = target and f.removed_at is null;
  update cases c set contact_id = source, version = version + 1 from contact_merge_moves m where m.merge_id = which and m.kind = 'case' and c.id = m.record_id and c.contact_id = target;
  update opportunities o set contact_id = source, version = version + 1 from contact_merge_moves m where m.merge_id = which and m.kind = 'opportunity' and o.id = m.record_id and o.contact_id = target;
  update contacts c set company_id = source, version = version + 1 from contact_merge_moves m where m.merge_id = which and m.kind = 'company-link' and c.id = m.record_id and c.company_id is not distinct from nullif(target, c.id);
  update contacts c set merged_into = source from contact_merge_moves m where m.merge_id = which and m.kind = 'merged' and c.id = m.record_id and c.merged_into = target;

  insert into case_participants (case_id, contact_id) select t.case_id, source from contact_merge_moves m join case_participants t on t.case_id = m.record_id and t.contact_id = target
    where m.merge_id = which and m.kind = 'participant' on conflict do nothing;
  delete from case_participants t using contact_merge_moves m where m.merge_id = which and m.kind = 'participant' and (m.was ->> 'alone')::boolean and t.case_id = m.record_id and t.contact_id = target;
  insert into opportunity_people (opportunity_id, contact_id, role) select t.opportunity_id, source, m.was ->> 'role' from contact_merge_moves m join opportunity_people t on t.opportunity_id = m.record_id and t.contact_id = target
    where m.merge_id = which and m.kind = 'person' on conflict do nothing;
  delete from opportunity_people t using contact_merge_moves m where m.merge_id = which and m.kind = 'person' and (m.was ->> 'alone')::boolean and t.opportunity_id = m.record_id and t.contact_id = target;
  insert into contact_addresses (address, contact_id, role, position) select t.address, source, (m.was ->> 'role')::boolean, (m.was ->> 'position')::smallint
    from contact_merge_moves m join contact_addresses t on t.address = m.was ->> 'address' and t.contact_id = target where m.merge_id = which and m.kind = 'address' on conflict do nothing;
  delete from contact_addresses t using contact_merge_moves m where m.merge_id = which and m.kind = 'address' and (m.was ->> 'alone')::boolean and t.address = m.was ->> 'address' and t.contact_id = target;
  insert into contact_phones (phone, contact_id, position) select t.phone, source, (m.was ->> 'position')::smallint
    from contact_merge_moves m join contact_phones t on t.phone = m.was ->> 'phone' and t.contact_id = target where m.merge_id = which and m.kind = 'phone' on conflict do nothing;
  delete from contact_phones t using contact_merge_moves m where m.merge_id = which and m.kind = 'phone' and (m.was ->> 'alone')::boolean and t.phone = m.was ->> 'phone' and t.contact_id = target;

  update contacts set merged_into = null, version = version + 1 where id in (source, target);
  update contact_merges set undone_by = my_id(), undone_at = now() where id = which;
  delete from contact_merge_moves where merge_id = which;
  return true;
end $$;
--> statement-breakpoint
-- Gives an opportunity that the caller sees to a team or owner whose records the caller may not see.
create function hand_over_opportunity(which bigint, seen integer, to_team integer, to_owner integer) returns boolean language sql security definer set search_path = public, pg_temp as $$
  with given as (update opportunities set team_id = to_team, owner_id = to_owner, version = version + 1, updated_at = now()
    where id = which and version = seen and audience = any(my_audiences()) and i_may('opportunities.read') and i_may('opportunities.write') and (to_owner is not null or not private) returning id)
  select exists (select from given)
$$;
--> statement-breakpoint
-- A number that no case has, also none that the caller does not see.
create function next_case_number() returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare number text;
begin
  loop
    number := nextval('case_numbers')::text;
    exit when not exists (select from cases c where c.number = next_case_number.number);
  end loop;
  return number;
end $$;
--> statement-breakpoint
alter table contact_search enable row level security;
--> statement-breakpoint
alter table contact_merges enable row level security;
--> statement-breakpoint
alter table contact_merge_moves enable row level security;
--> statement-breakpoint
grant select on contact_merges to postakte_api;
--> statement-breakpoint
create policy contact_merges_select on contact_merges for select to postakte_api using ((select i_may('contacts.read')));
--> statement-breakpoint
-- Whether a contact is merged is the functions' to say.
revoke insert, update on contacts from postakte_api;
--> statement-breakpoint
grant insert (id, kind, number, name, company_id, active, stage, owner_id, external_id, note), update (kind, number, name, company_id, active, stage, owner_id, external_id, note, version) on contacts to postakte_api;
