-- Marks are blanks: a file's name, a number with strokes and an address are found by their parts, in mails, activities, cases and
-- contacts alike. As the server writes the words of mails (shared/model/search-text.ts), which knows more letters.
create or replace function folded(words text) returns text language sql immutable parallel safe as $$
  select translate(words, 'ÄÖÜÉÈÊËÁÀÂÃÅÍÌÎÏÓÒÔÕÚÙÛÇÑéèêëáàâãåíìîïóòôõúùûçñ-_./@:;,=#()[]{}<>"''\|+*&%$!?~^`´„“”‚‘’»«›‹–—…•·§€° ', 'äöüeeeeaaaaaiiiioooouuucneeeeaaaaaiiiioooouuucn                                                    ')
$$;
--> statement-breakpoint
-- The small words of either language, which the other one's stemmer lets through, and what stands in every letter: nobody looks
-- for it, and it would take a third of the room.
create function small_words() returns text[] language sql immutable parallel safe as $$
  select '{aber,about,al,all,and,any,are,as,at,auch,auf,aus,be,been,bei,bis,but,by,can,da,damit,dann,das,daß,dem,den,der,des,did,die,dies,diesem,diesen,dieser,do,durch,each,ein,einem,einen,einer,er,es,for,from,für,haben,had,has,hat,hav,he,her,hier,him,his,how,ich,if,ihnen,ihr,ihrem,ihren,ihrer,im,into,is,ist,it,just,kann,können,man,me,mich,mir,mit,mor,my,nach,nicht,no,noch,not,now,nur,oder,of,ohn,on,only,or,our,out,sehr,sein,she,should,sich,sie,sind,som,than,that,the,their,them,then,ther,thes,they,this,to,um,un,und,unser,unter,von,vor,war,we,wenn,wer,werden,what,when,which,who,wie,wir,wird,with,wo,you,your,zu,zum,zur,über,damen,danke,dank,dear,dea,fw,fwd,freundlich,freundlichen,geehrt,geehrte,geehrter,gruss,gut,grüss,grüße,grüßen,gruess,gruessen,guten,hallo,hello,herren,herr,liebe,lieb,mfg,pleas,regard,sincer,thank,tag,tage,viel,vielen,aw,wg,bitt,bitte}'::text[]
$$;
--> statement-breakpoint
create or replace function words_of(words text) returns tsvector language sql immutable parallel safe as $$
  select ts_delete(strip(to_tsvector('german', f) || to_tsvector('english', f)), public.small_words()) from public.folded(words) f
$$;
--> statement-breakpoint
-- The words of a mail: word forms of its own language alone, which are half of both.
create function words_of(words text, language regconfig) returns tsvector language sql immutable parallel safe as $$
  select ts_delete(strip(to_tsvector(language, f)), public.small_words()) from public.folded(words) f
$$;
--> statement-breakpoint
reindex index activities_words;
--> statement-breakpoint
reindex index cases_words;
--> statement-breakpoint
reindex index contacts_words;
--> statement-breakpoint
-- What begins as was typed: the word as it is kept in an English mail and in a German one (there without its umlauts), and the
-- stem while a German ending is being typed: 'bestellu' is on the way to 'Bestellung', which is kept as 'bestell'.
create function words_beginning(word text) returns tsquery language plpgsql immutable parallel safe as $$
declare typed text := lower(word); plain text := translate(replace(typed, 'ß', 'ss'), 'äöü', 'aou'); stem text;
begin
  stem := substring(plain from '^(.{4,}?)(?:u|un|h|he|hei|k|ke|kei|l|li|lic|i|is|isc|in)$');
  return (quote_literal(typed) || ':* | ' || quote_literal(plain) || ':*'
    || case when stem is null then '' else ' | ' || quote_literal(stem) || ' | ' || quote_literal(regexp_replace(stem, '(?<=.{4})ig$', '')) end)::tsquery;
end $$;
--> statement-breakpoint
-- As before, and: a single letter, a number below a hundred and a word that no text keeps ask for nothing, at the end as elsewhere, unless it is all that was typed.
create or replace function words_query(terms jsonb) returns tsquery language plpgsql immutable parallel safe set client_min_messages = warning as $$
declare asked tsquery := ''; typed tsquery := ''; term jsonb; word text; german tsquery; english tsquery; any_of tsquery; small boolean;
begin
  for term in select jsonb_array_elements(terms) loop
    any_of := '';
    small := false;
    for word in select folded(jsonb_array_elements_text(term->'spellings')) loop
      german := plainto_tsquery('german', word);
      english := plainto_tsquery('english', word);
      small := small or numnode(german) = 0 or numnode(english) = 0 or words_of(word) = '' or word ~ '^([a-zäöü]|[0-9]{1,2})$';
      any_of := any_of || german || english;
      if (term->'beginning')::boolean then any_of := any_of || words_beginning(word); end if;
    end loop;
    if not small then asked := asked && any_of;
    elsif (term->'beginning')::boolean then typed := any_of; end if;
  end loop;
  return case when numnode(asked) = 0 then typed else asked end;
end $$;
--> statement-breakpoint
-- The words of a mail, written one after the other: a tsvector in the row would take half as much again. No row has any yet.
create function kept_words(words text) returns tsvector language sql immutable parallel safe as $$
  select array_to_tsvector(string_to_array(words, ' '))
$$;
--> statement-breakpoint
drop index mail_words_words;
--> statement-breakpoint
alter table mail_words alter column words type text using '';
--> statement-breakpoint
-- A mail's words are kept once: those of its subject marked, the others as they are.
create function anywhere_query(asked tsquery) returns tsquery language sql immutable parallel safe as $$
  select regexp_replace(asked::text, '''((?:[^'']|'''')+)''(:\*)?', '(''\1''\2 | ''^\1''\2)', 'g')::tsquery
$$;
--> statement-breakpoint
create or replace function search_records(asked tsquery, kinds text[], good boolean, before_at timestamptz, before_kind text, before_id bigint, most integer)
  returns table (kind text, id bigint, at timestamptz) language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare mine integer[] := my_audiences(); asked_marked tsquery := marked_query(asked); asked_anywhere tsquery := anywhere_query(asked); mails_too boolean; activities_too boolean; cases_too boolean; contacts_too boolean;
begin
  mails_too := 'mail' = any(kinds) and i_may('mails.read');
  activities_too := 'activity' = any(kinds) and i_may('contacts.read');
  cases_too := good and 'case' = any(kinds) and i_may('cases.read');
  contacts_too := good and 'contact' = any(kinds) and i_may('contacts.read');
  if good then return query
    select h.kind, h.id, h.at from (
      (select 'mail' as kind, w.mail_id as id, w.at from mail_words w join mails m on m.id = w.mail_id
        where mails_too and kept_words(w.words) @@ asked_marked and m.audiences && mine and w.at <= before_at and (w.at < before_at or ('mail', w.mail_id) < (before_kind, before_id)) order by w.at desc, w.mail_id desc limit most)
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
        where mails_too and kept_words(w.words) @@ asked_anywhere and not kept_words(w.words) @@ asked_marked and m.audiences && mine and w.at <= before_at and (w.at < before_at or ('mail', w.mail_id) < (before_kind, before_id)) order by w.at desc, w.mail_id desc limit most)
      union all
      (select 'activity', a.id, a.occurred_at from activities a
        where activities_too and a.kind <> 'mail' and words_of(coalesce(a.title, '') || ' ' || coalesce(a.text, '')) @@ asked and not words_of(coalesce(a.title, '')) @@ asked
          and a.deleted_at is null and a.audiences && mine and a.occurred_at <= before_at and (a.occurred_at < before_at or ('activity', a.id) < (before_kind, before_id)) order by a.occurred_at desc, a.id desc limit most)) h
    order by h.at desc, h.kind desc, h.id desc limit most;
  end if;
end $$;
--> statement-breakpoint
-- What waits to be sorted into the index is read by every search: half a megabyte at the most, not four.
create index mail_words_words on mail_words using gin (kept_words(words)) with (gin_pending_list_limit = 512);
