CREATE TABLE "mail_words" (
	"mail_id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "attachments" smallint[];--> statement-breakpoint
ALTER TABLE "sightings" ADD COLUMN "user_id" integer;--> statement-breakpoint
ALTER TABLE "mail_words" ADD CONSTRAINT "mail_words_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_words_newest" ON "mail_words" USING btree ("at","mail_id");--> statement-breakpoint
CREATE INDEX "mail_words_words" ON "mail_words" USING gin ("words");--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_contact_open" ON "cases" USING btree ("contact_id") WHERE status in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "mails_thread" ON "mails" USING hash ("thread_key");--> statement-breakpoint
alter table mail_words enable row level security;
--> statement-breakpoint
grant insert (attachments), update (attachments) on filings to postakte_api;
--> statement-breakpoint
-- For routes that one statement answers (docs/decisions/0016): who has this token, and may they? Enters as them; a problem's
-- code where not. What it sets is local to the statement's own transaction. Says the same as meOf (server/users/me.ts).
create function enter_with(token bytea, permission text, out problem text, out language text) language plpgsql security definer set search_path = public, pg_temp as $$
declare used bigint; who integer; carried text[]; used_lately boolean;
begin
  select t.id, t.user_id, t.scopes, u.language, t.used_at > now() - interval '5 minutes' into used, who, carried, enter_with.language, used_lately from tokens t join users u on u.id = t.user_id
    where t.hash = token and t.ended_at is null and t.expires_at > now() and u.active;
  if who is null then
    problem := 'login-needed';
    return;
  end if;
  if used_lately is not true then update tokens set used_at = now() where id = used; end if;
  perform enter(who, carried);
  if permission is not null and not i_may(permission) then problem := 'not-allowed'; end if;
end $$;
--> statement-breakpoint
-- As before, and: who handed a mail over keeps seeing it; and what a person filed under a contact is no longer for the one
-- who handed it over, or whose mailbox it came to, alone.
create or replace function refresh_audiences(ids bigint[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from activities where id = any(ids) order by id for update;
  perform from cases where id in (select case_id from filings where activity_id = any(ids) and case_id is not null) order by id for share;
  perform from opportunities where id in (select opportunity_id from filings where activity_id = any(ids) and opportunity_id is not null) order by id for share;
  update activities a set audiences = x.audiences
    from (select b.id, array(select distinct one from unnest(coalesce(
        (select array_agg(distinct coalesce(c.audience, o.audience)) from filings f left join cases c on c.id = f.case_id left join opportunities o on o.id = f.opportunity_id
          where f.activity_id = b.id and f.removed_at is null and f.contact_id is null),
        array[case when m.audience < 0 and exists (select from filings f where f.activity_id = b.id and f.removed_at is null and f.contact_id is not null and f.filed_by is not null) then 0
          else coalesce(m.audience, 0) end])
        || array(select -s.user_id from sightings s where s.mail_id = b.mail_id and s.user_id is not null)) one order by 1) as audiences
      from activities b left join mails m on m.id = b.mail_id where b.id = any(ids)) x
    where a.id = x.id and a.audiences is distinct from x.audiences;
  update mails m set audiences = a.audiences from activities a where a.id = any(ids) and m.id = a.mail_id and m.audiences is distinct from a.audiences;
end $$;
--> statement-breakpoint
create or replace function filings_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare ids bigint[];
begin
  select array_agg(distinct activity_id) into ids from changed where contact_id is null or filed_by is not null;
  if ids is not null then perform refresh_audiences(ids); end if;
  return null;
end $$;
--> statement-breakpoint
-- First of a person's filings: changes of the same mails wait for each other, in the order in which everybody locks them.
create function lock_mails(ids bigint[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not i_may('mails.file') then raise insufficient_privilege; end if;
  perform from activities where mail_id = any(ids) order by id for update;
end $$;
--> statement-breakpoint
-- What was taken away lies there again: by whoever took it away, though the mail be out of sight since, or by whoever sees it.
create function restore_filings(ids bigint[]) returns table (filing_id bigint, mail_id bigint, kind text, target_id bigint, audience integer, audiences integer[]) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare mine integer[] := my_audiences(); back bigint[];
begin
  if not i_may('mails.file') or not i_may('mails.read') then raise insufficient_privilege; end if;
  perform from activities where id in (select f.activity_id from filings f where f.id = any(ids)) order by id for update;
  back := array(select f.id from filings f join activities a on a.id = f.activity_id left join cases c on c.id = f.case_id left join opportunities o on o.id = f.opportunity_id
    where f.id = any(ids) and f.mail_id is not null and f.removed_at is not null and (f.removed_by = my_id() or a.audiences && mine)
      and (f.contact_id is null or i_may('contacts.read'))
      and (f.case_id is null or i_may('cases.read') and c.audience = any(mine) and (c.status <> 'archived' or i_may('cases.archived')))
      and (f.opportunity_id is null or i_may('opportunities.read') and o.audience = any(mine)));
  return query select f.id, f.mail_id, case when f.contact_id is not null then 'contact' when f.case_id is not null then 'case' else 'opportunity' end, coalesce(f.contact_id, f.case_id, f.opportunity_id), coalesce(c.audience, o.audience, 0), a.audiences
    from filings f join activities a on a.id = f.activity_id left join cases c on c.id = f.case_id left join opportunities o on o.id = f.opportunity_id where f.id = any(back) order by f.id;
  update filings f set removed_at = null, removed_by = null, filed_by = my_id(), filed_at = now() where f.id = any(back);
end $$;
--> statement-breakpoint
-- Last of a person's filings: the mails' state follows, and their to-dos. A mail that lies nowhere any more waits for a decision
-- again, unless nobody but a user brought it. Counts filings that the user may not see, and says nothing of them.
create function settle_mails(ids bigint[]) returns table (mail_id bigint, state text, audiences integer[], todo_id bigint, todo_audience integer) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare lying bigint[]; loose bigint[];
begin
  if not i_may('mails.file') then raise insufficient_privilege; end if;
  lying := array(select distinct f.mail_id from filings f where f.mail_id = any(ids) and f.removed_at is null);
  loose := array(select one from unnest(ids) one where one <> all(lying));
  update todos t set done_at = now(), done_by = my_id(), version = version + 1 where t.mail_id = any(lying) and t.done_at is null;
  insert into todos (mail_id, kind, candidates, sender_address, waiting_since, team_id, owner_id)
    select m.id, 'unmatched', '[]', coalesce(m.from_address, ''), m.received_at, nullif(greatest(m.audience, 0), 0), -nullif(least(m.audience, 0), 0) from mails m
      where m.id = any(loose) and exists (select from sightings s where s.mail_id = m.id and s.user_id is null) order by m.id
    on conflict (mail_id) do update set done_at = null, done_by = null, version = todos.version + 1 where todos.done_at is not null;
  update mails m set state = 'filed' where m.id = any(lying) and m.state <> 'filed';
  update mails m set state = x.state from (select l.id, coalesce((select t.kind from todos t where t.mail_id = l.id and t.done_at is null), 'ignored') as state from unnest(loose) l(id)) x
    where m.id = x.id and m.state <> x.state;
  return query select m.id, m.state, m.audiences, t.id, t.audience from mails m left join todos t on t.mail_id = m.id where m.id = any(ids);
end $$;
--> statement-breakpoint
-- Word forms. German and English stems of a text side by side, accents of other languages off (umlauts are the stemmer's), and
-- without the small words of either language, which the other one's stemmer lets through: they would take a third of the room.
create function folded(words text) returns text language sql immutable parallel safe as $$
  select translate(words, 'ÄÖÜÉÈÊËÁÀÂÃÅÍÌÎÏÓÒÔÕÚÙÛÇÑéèêëáàâãåíìîïóòôõúùûçñ', 'äöüeeeeaaaaaiiiioooouuucneeeeaaaaaiiiioooouuucn')
$$;
--> statement-breakpoint
create function words_of(words text) returns tsvector language sql immutable parallel safe as $$
  select ts_delete(strip(to_tsvector('german', f) || to_tsvector('english', f)),
    '{aber,about,al,all,and,any,are,as,at,auch,auf,aus,be,been,bei,bis,but,by,can,da,damit,dann,das,daß,dem,den,der,des,did,die,dies,diesem,diesen,dieser,do,durch,each,ein,einem,einen,einer,er,es,for,from,für,haben,had,has,hat,hav,he,her,hier,him,his,how,ich,if,ihnen,ihr,ihrem,ihren,ihrer,im,into,is,ist,it,just,kann,können,man,me,mich,mir,mit,mor,my,nach,nicht,no,noch,not,now,nur,oder,of,ohn,on,only,or,our,out,sehr,sein,she,should,sich,sie,sind,som,than,that,the,their,them,then,ther,thes,they,this,to,um,un,und,unser,unter,von,vor,war,we,wenn,wer,werden,what,when,which,who,wie,wir,wird,with,wo,you,your,zu,zum,zur,über}'::text[])
  from public.folded(words) f
$$;
--> statement-breakpoint
-- The stems of a mail's subject, marked, so that they can be asked for alone although positions and weights are not kept.
create function marked(stems tsvector) returns tsvector language sql immutable parallel safe as $$
  select coalesce(array_to_tsvector(array(select '^' || lexeme from unnest(stems))), ''::tsvector)
$$;
--> statement-breakpoint
create index activities_words on activities using gin (words_of(coalesce(title, '') || ' ' || coalesce(text, ''))) where kind <> 'mail';
--> statement-breakpoint
create index cases_words on cases using gin (words_of(title || ' ' || number));
--> statement-breakpoint
create index contacts_words on contacts using gin (words_of(name || ' ' || coalesce(number, '')));
--> statement-breakpoint
-- What is asked: all of the terms, each in any of its spellings and either language's stem. Small words ask for nothing.
create function words_query(terms jsonb) returns tsquery language plpgsql immutable parallel safe as $$
declare asked tsquery := ''; term jsonb; word text; german tsquery; english tsquery; any_of tsquery; small boolean;
begin
  for term in select jsonb_array_elements(terms) loop
    any_of := '';
    small := false;
    for word in select folded(jsonb_array_elements_text(term->'spellings')) loop
      german := plainto_tsquery('german', word);
      english := plainto_tsquery('english', word);
      small := small or numnode(german) = 0 or numnode(english) = 0;
      any_of := any_of || german || english;
      if (term->'beginning')::boolean then any_of := any_of || (quote_literal(lower(word)) || ':*')::tsquery; end if;
    end loop;
    if not small or (term->'beginning')::boolean then asked := asked && any_of; end if;
  end loop;
  return asked;
end $$;
--> statement-breakpoint
create function marked_query(asked tsquery) returns tsquery language sql immutable parallel safe as $$
  select regexp_replace(asked::text, '''((?:[^'']|'''')+)''', '''^\1''', 'g')::tsquery
$$;
--> statement-breakpoint
-- Ids of what is found, newest first, those with all words in the subject or title before the others. Full text is not
-- leakproof, so under row-level security its indexes would not be used: this function says by itself what the caller may see,
-- and who calls it joins the records under row-level security. Planned anew each time: rare words want their index, frequent
-- ones the newest mails.
create function search_records(asked tsquery, kinds text[], good boolean, before_at timestamptz, before_kind text, before_id bigint, most integer)
  returns table (kind text, id bigint, at timestamptz) language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare mine integer[] := my_audiences(); asked_marked tsquery := marked_query(asked); mails_too boolean; activities_too boolean; cases_too boolean; contacts_too boolean;
begin
  mails_too := 'mail' = any(kinds) and i_may('mails.read');
  activities_too := 'activity' = any(kinds) and i_may('contacts.read');
  cases_too := good and 'case' = any(kinds) and i_may('cases.read');
  contacts_too := good and 'contact' = any(kinds) and i_may('contacts.read');
  if good then return query
    select h.kind, h.id, h.at from (
      (select 'mail' as kind, w.mail_id as id, w.at from mail_words w join mails m on m.id = w.mail_id
        where mails_too and w.words @@ asked_marked and m.audiences && mine and w.at <= before_at and (w.at < before_at or ('mail', w.mail_id) < (before_kind, before_id)) order by w.at desc, w.mail_id desc limit most)
      union all
      (select 'activity', a.id, a.occurred_at from activities a
        where activities_too and a.kind <> 'mail' and words_of(coalesce(a.title, '') || ' ' || coalesce(a.text, '')) @@ asked and words_of(coalesce(a.title, '')) @@ asked
          and a.deleted_at is null and a.audiences && mine and a.occurred_at <= before_at and (a.occurred_at < before_at or ('activity', a.id) < (before_kind, before_id)) order by a.occurred_at desc, a.id desc limit most)
      union all
      (select 'case', c.id, c.created_at from cases c
        where cases_too and words_of(c.title || ' ' || c.number) @@ asked and c.audience = any(mine) and (c.status <> 'archived' or i_may('cases.archived'))
          and c.created_at <= before_at and (c.created_at < before_at or ('case', c.id) < (before_kind, before_id)) order by c.created_at desc, c.id desc limit most)
      union all
      (select 'contact', c.id, c.created_at from contacts c
        where contacts_too and words_of(c.name || ' ' || coalesce(c.number, '')) @@ asked and c.merged_into is null
          and c.created_at <= before_at and (c.created_at < before_at or ('contact', c.id) < (before_kind, before_id)) order by c.created_at desc, c.id desc limit most)) h
    order by h.at desc, h.kind desc, h.id desc limit most;
  else return query
    select h.kind, h.id, h.at from (
      (select 'mail' as kind, w.mail_id as id, w.at from mail_words w join mails m on m.id = w.mail_id
        where mails_too and w.words @@ asked and not w.words @@ asked_marked and m.audiences && mine and w.at <= before_at and (w.at < before_at or ('mail', w.mail_id) < (before_kind, before_id)) order by w.at desc, w.mail_id desc limit most)
      union all
      (select 'activity', a.id, a.occurred_at from activities a
        where activities_too and a.kind <> 'mail' and words_of(coalesce(a.title, '') || ' ' || coalesce(a.text, '')) @@ asked and not words_of(coalesce(a.title, '')) @@ asked
          and a.deleted_at is null and a.audiences && mine and a.occurred_at <= before_at and (a.occurred_at < before_at or ('activity', a.id) < (before_kind, before_id)) order by a.occurred_at desc, a.id desc limit most)) h
    order by h.at desc, h.kind desc, h.id desc limit most;
  end if;
end $$;
--> statement-breakpoint
-- The panel's one request (docs/decisions/0016). Small functions, so that each plan is made once for a connection.
create function lookup_time(moment timestamptz) returns text language sql stable parallel safe as $$ select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
--> statement-breakpoint
-- Who else reads or answers these mails: by our ids, and by the keyed hashes of their Message-IDs.
create function lookup_others(mail_ids bigint[], message_keys text[]) returns json language plpgsql stable as $$ begin
  return (select coalesce(json_agg(json_build_object('user', json_build_object('id', p.user_id, 'name', p.name), 'doing', p.doing, 'program', p.program, 'since', lookup_time(p.since)) order by p.since, p.user_id), '[]')
    from presence_of(mail_ids, '{}', message_keys) p);
end $$;
--> statement-breakpoint
-- Where mails are filed, with rule and facts: the sentence is made of them in the caller's language (shared/texts).
create function filings_of(mail_ids bigint[], removed_too boolean default false) returns json language plpgsql stable as $$ begin
  return (select json_agg(json_build_object('id', f.id::text, 'mailId', f.mail_id::text,
      'target', case when f.contact_id is not null then json_build_object('kind', 'contact', 'id', c.id::text, 'name', c.name, 'number', c.number)
        when f.case_id is not null then json_build_object('kind', 'case', 'id', k.id::text, 'name', k.title, 'number', k.number)
        else json_build_object('kind', 'opportunity', 'id', o.id::text, 'name', o.title, 'number', null) end,
      'filedBy', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end, 'filedAt', lookup_time(f.filed_at), 'rule', f.rule,
      'facts', case when not f.because ? 'case' or exists (select from cases n where n.number = f.because->>'case') then f.because end, 'attachments', f.attachments) order by f.id)
    from filings f left join contacts c on c.id = f.contact_id left join cases k on k.id = f.case_id left join opportunities o on o.id = f.opportunity_id left join users u on u.id = f.filed_by
    where f.mail_id = any(mail_ids) and (removed_too or f.removed_at is null));
end $$;
--> statement-breakpoint
create function lookup_contacts(ids bigint[]) returns json language plpgsql stable as $$ begin
  return (select json_agg(json_build_object('id', c.id::text, 'kind', c.kind, 'name', c.name, 'number', c.number, 'stage', c.stage, 'active', c.active,
      'company', case when b.id is not null then json_build_object('id', b.id::text, 'kind', b.kind, 'name', b.name, 'number', b.number) end,
      'phones', coalesce((select json_agg(p.phone order by p.phone) from contact_phones p where p.contact_id = c.id), '[]'),
      'owner', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by array_position(ids, c.id))
    from contacts c left join contacts b on b.id = c.company_id left join users u on u.id = c.owner_id where c.id = any(ids));
end $$;
--> statement-breakpoint
create function lookup_cases(contact bigint, company bigint) returns json language plpgsql stable as $$ begin
  return (select coalesce(json_agg(json_build_object('id', k.id::text, 'number', k.number, 'title', k.title, 'status', k.status, 'private', k.private,
      'assignee', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by k.updated_at desc, k.id desc), '[]')
    from (select * from cases where id in (
        select id from cases where contact_id in (contact, company) and status in ('open', 'waiting') union select case_id from case_participants where contact_id = contact)
      and status in ('open', 'waiting') order by updated_at desc, id desc limit 10) k left join users u on u.id = k.assignee_id);
end $$;
--> statement-breakpoint
create function lookup_opportunities(contact bigint, company bigint) returns json language plpgsql stable as $$ begin
  return (select coalesce(json_agg(json_build_object('id', o.id::text, 'title', o.title, 'stage', o.stage, 'value', o.value::text, 'currency', o.currency) order by o.updated_at desc, o.id desc), '[]')
    from (select * from opportunities where id in (
        select id from opportunities where contact_id in (contact, company) and open union select opportunity_id from opportunity_people where contact_id = contact)
      and open order by updated_at desc, id desc limit 10) o);
end $$;
--> statement-breakpoint
-- The newest that the caller may see. Finds them with the owner's rights and the caller's audiences: the policy of filings would
-- look at three tables for each row.
create function newest_activities(contact bigint, company bigint, most integer) returns bigint[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare mine integer[] := my_audiences(); mails_too boolean := i_may('mails.read');
begin
  if not i_may('contacts.read') then return '{}'; end if;
  return array(select n.activity_id from unnest(array[contact, company]) w(id) cross join lateral
      (select f.activity_id, f.occurred_at from filings f join activities a on a.id = f.activity_id
        where f.contact_id = w.id and f.removed_at is null and a.audiences && mine and (a.kind <> 'mail' or mails_too) and a.deleted_at is null
        order by f.occurred_at desc, f.activity_id desc limit most) n
    order by n.occurred_at desc, n.activity_id desc limit most);
end $$;
--> statement-breakpoint
create function lookup_activities(ids bigint[]) returns json language plpgsql stable as $$ begin
  return (select coalesce(json_agg(json_build_object('id', a.id::text, 'kind', a.kind, 'at', lookup_time(a.occurred_at), 'title', coalesce(a.title, m.subject, ''), 'direction', coalesce(a.direction, m.direction),
      'mailId', a.mail_id::text, 'by', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by a.occurred_at desc, a.id desc), '[]')
    from activities a left join mails m on m.id = a.mail_id left join users u on u.id = a.user_id where a.id = any(ids));
end $$;
--> statement-breakpoint
-- Where the mail may belong: by the tags in its subject, by the mails that it answers, by a domain that only one company uses.
create function lookup_suggestions(ask jsonb, filed boolean, nobody boolean) returns json language plpgsql stable as $$
declare found json[] := '{}'; thread text[] := array(select jsonb_array_elements_text(ask->'thread')); company bigint;
begin
  if jsonb_array_length(ask->'numbers') > 0 then
    found := found || array(select json_build_object('kind', 'contact', 'id', c.id::text, 'name', c.name, 'number', c.number, 'by', 'tag')
      from contacts n join contacts c on c.id = coalesce(n.merged_into, n.id) where n.number in (select jsonb_array_elements_text(ask->'numbers')) order by c.id limit 5);
  end if;
  if jsonb_array_length(ask->'tags') > 0 then
    found := found || array(select json_build_object('kind', 'case', 'id', k.id::text, 'name', k.title, 'number', k.number, 'by', 'tag')
      from jsonb_to_recordset(ask->'tags') t(number text, "check" text) join cases k on k.number = t.number and k."check" = t."check" order by k.id limit 5);
  end if;
  if thread <> '{}' and not filed then
    found := found || array(select json_build_object('kind', t.kind, 'id', t.id::text, 'name', coalesce(c.name, k.title, o.title), 'number', coalesce(c.number, k.number), 'by', 'thread')
      from (select distinct case when f.contact_id is not null then 'contact' when f.case_id is not null then 'case' else 'opportunity' end as kind, coalesce(f.contact_id, f.case_id, f.opportunity_id) as id
          from mails m join filings f on f.mail_id = m.id where m.message_id = any(thread) and f.removed_at is null limit 10) t
        left join contacts c on t.kind = 'contact' and c.id = t.id left join cases k on t.kind = 'case' and k.id = t.id left join opportunities o on t.kind = 'opportunity' and o.id = t.id order by 1::text, t.id);
  end if;
  if nobody and ask->>'domain' is not null then
    company := (select case when count(*) = 1 then min(one) end from (
      select distinct coalesce(p.company_id, p.id) as one from (select contact_id from contact_addresses where domain = ask->>'domain' limit 200) a join contacts p on p.id = a.contact_id limit 2) s);
    found := found || array(select json_build_object('kind', 'contact', 'id', c.id::text, 'name', c.name, 'number', c.number, 'by', 'domain') from contacts c where c.id = company and c.kind = 'company' and c.active);
  end if;
  return to_json(found);
end $$;
--> statement-breakpoint
create function lookup_addresses(token bytea, permission text, asked jsonb) returns table (problem text, language text, answer text) language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  select e.problem, e.language into lookup_addresses.problem, lookup_addresses.language from enter_with(token, permission) e;
  if problem is null then
    answer := (select coalesce(json_agg(json_build_object('address', a.address, 'contact', json_build_object('id', c.id::text, 'kind', c.kind, 'name', c.name, 'number', c.number, 'active', c.active)) order by a.address, c.id), '[]')::text
      from jsonb_array_elements_text(asked) as asked_for(address) join contact_addresses a on a.address = asked_for.address join contacts c on c.id = a.contact_id where c.merged_into is null);
  end if;
  return next;
end $$;
--> statement-breakpoint
-- All that the panel shows of the open mail. `ask`: what server/lookup/ask.ts makes of the request.
create function lookup(token bytea, permission text, spoken text, ask jsonb) returns table (problem text, language text, validator text, filings text, card text) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare ids text[]; mail_ids bigint[]; mails json; todos json; mine bigint[]; gone bigint[]; people json; cards json; contact bigint; company bigint;
begin
  select e.problem, e.language into lookup.problem, lookup.language from enter_with(token, permission) e;
  if problem is not null then
    return next;
    return;
  end if;
  ids := array(select jsonb_array_elements_text(ask->'ids'));
  if ids <> '{}' then
    select json_agg(json_build_object('id', m.id::text, 'messageId', m.message_id, 'fromAddress', m.from_address, 'subject', m.subject, 'sentAt', lookup_time(m.sent_at), 'direction', m.direction, 'trust', m.trust, 'state', m.state) order by m.same_sender desc, m.id),
        array_agg(m.id) into mails, mail_ids
      from (select n.*, n.from_address is not distinct from ask->>'from' as same_sender from mails n where n.message_id = any(ids) order by same_sender desc, n.id limit 20) m;
  end if;
  if mail_ids is not null then
    filings := filings_of(mail_ids)::text;
    select json_agg(json_build_object('id', t.id::text, 'mailId', t.mail_id::text, 'kind', t.kind, 'assignee', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by t.id) into todos
      from todos t left join users u on u.id = t.assignee_id where t.mail_id = any(mail_ids) and t.done_at is null;
  end if;
  select array_agg(h.contact_id order by h.named desc, h.contact_id) filter (where h.main and h.active), array_agg(h.contact_id order by h.named desc, h.contact_id) filter (where h.main and not h.active),
      json_agg(json_build_object('address', h.address, 'role', h.role, 'contact', json_build_object('id', h.contact_id::text, 'kind', h.kind, 'name', h.name, 'number', h.number)) order by h.at, h.contact_id) filter (where not h.main)
    into mine, gone, people
    from (select p.at, p.main, p.role, a.address, c.id as contact_id, c.kind, c.name, c.number, c.active, lower(c.name) = lower(p.name) as named from jsonb_to_recordset(ask->'people') as p(at integer, main boolean, role text, address text, name text)
      join contact_addresses a on a.address = p.address join contacts c on c.id = a.contact_id where c.merged_into is null limit 100) h;
  mine := case when ask->>'contact' is not null then array[(ask->>'contact')::bigint] else coalesce(mine, gone) end;
  if cardinality(mine) > 1 then mine := array(select o.one from unnest(mine) with ordinality o(one, place) group by o.one order by min(o.place) limit 10); end if;
  if mine is not null then
    cards := lookup_contacts(mine);
    contact := case when cardinality(mine) = 1 then (cards->0->>'id')::bigint end;
    company := (cards->0->'company'->>'id')::bigint;
  end if;
  card := json_build_object('mails', coalesce(mails, '[]'), 'todos', coalesce(todos, '[]'),
    'contact', case when contact is not null then cards->0 end, 'candidates', case when contact is null then coalesce(cards, '[]') else '[]' end, 'people', coalesce(people, '[]'),
    'cases', case when contact is not null then lookup_cases(contact, company) else '[]' end,
    'opportunities', case when contact is not null then lookup_opportunities(contact, company) else '[]' end,
    'activities', case when contact is not null then lookup_activities(newest_activities(contact, company, 5)) else '[]' end,
    'suggestions', lookup_suggestions(ask, filings is not null, mine is null), 'others', case when ask->'keys' = 'null' then '[]' else lookup_others(mail_ids, array(select jsonb_array_elements_text(ask->'keys'))) end)::text;
  validator := md5(concat_ws(' ', card, filings, coalesce(language, spoken)));
  if validator = ask->>'known' then
    card := null;
    filings := null;
  end if;
  return next;
end $$;
