-- The panel's request, cheaper (docs/decisions/0016; npm run bench -- lookup). The same answers and the same checks.
-- The caller's permissions stand between commas now, and a policy looks for one in the text: it asks many times in a statement,
-- and making a list of the text each time cost more than the rows.
create or replace function i_may(permission text) returns boolean language sql stable as $$ select coalesce(strpos(current_setting('postakte.permissions', true), ',' || permission || ',') > 0, false) $$;
--> statement-breakpoint
create or replace function i_have(wanted text[]) returns boolean language sql stable as $$ select coalesce(wanted <@ string_to_array(trim(both ',' from nullif(current_setting('postakte.permissions', true), '')), ','), false) $$;
--> statement-breakpoint
-- What `enter` and `enter_with` have in common, once they know the permissions; with nobody, nothing is seen.
create function enter_as(who integer, mine text[]) returns boolean language plpgsql as $$
declare seen integer[]; done text;
begin
  if who is not null then
    seen := array[0, -who] || array(select t.id from teams t where not t.closed or 'cases.read-all' = any(mine) or exists (select from team_members m where m.team_id = t.id and m.user_id = who));
  end if;
  done := set_config('postakte.user', coalesce(who::text, ''), true);
  done := set_config('postakte.permissions', ',' || coalesce(array_to_string(mine, ','), '') || ',', true);
  done := set_config('postakte.audiences', coalesce(seen, '{}')::text, true);
  return who is not null;
end $$;
--> statement-breakpoint
revoke all on function enter_as(integer, text[]) from public;
--> statement-breakpoint
create or replace function enter(who integer, scopes text[] default null) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare someone integer; mine text[]; entered boolean;
begin
  select u.id, array(select p from user_roles x join roles r on r.id = x.role_id cross join unnest(r.permissions) p where x.user_id = u.id and (scopes is null or p = any(scopes)))
    into someone, mine from users u where u.id = who and u.active;
  entered := enter_as(someone, mine);
end $$;
--> statement-breakpoint
-- Whom a token stands for is asked together with what they may. Says the same as meOf (server/users/me.ts).
create or replace function enter_with(token bytea, permission text, out problem text, out language text) language plpgsql security definer set search_path = public, pg_temp as $$
declare used bigint; who integer; mine text[]; used_lately boolean;
begin
  select t.id, u.id, u.language, t.used_at > now() - interval '5 minutes',
      array(select p from user_roles x join roles r on r.id = x.role_id cross join unnest(r.permissions) p where x.user_id = u.id and (t.scopes is null or p = any(t.scopes)))
    into used, who, enter_with.language, used_lately, mine from tokens t join users u on u.id = t.user_id
    where t.hash = token and t.ended_at is null and t.expires_at > now() and u.active;
  if not enter_as(who, mine) then
    problem := 'login-needed';
    return;
  end if;
  if used_lately is not true then update tokens set used_at = now() where id = used; end if;
  if permission is not null and not i_may(permission) then problem := 'not-allowed'; end if;
end $$;
--> statement-breakpoint
create or replace function lookup_contacts(ids bigint[]) returns json language plpgsql stable as $$ begin
  return (select json_agg(json_build_object('id', c.id::text, 'kind', c.kind, 'name', c.name, 'number', c.number, 'stage', c.stage, 'active', c.active,
      'company', case when b.id is not null then json_build_object('id', b.id::text, 'kind', b.kind, 'name', b.name, 'number', b.number) end,
      'phones', (select coalesce(json_agg(p.phone order by p.position, p.phone), '[]') from contact_phones p where p.contact_id = c.id),
      'owner', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by array_position(ids, c.id))
    from contacts c left join contacts b on b.id = c.company_id left join users u on u.id = c.owner_id where c.id = any(ids));
end $$;
--> statement-breakpoint
-- What is open with a contact and its company, the ones touched last first, and what happened last. Finds ids with the owner's
-- rights and the caller's audiences, where policies would look at several tables for each row; what they name is read under the
-- policies once more. Of an activity a filing says enough (docs/timeline.md). The planner takes every contact for one with few
-- filings and would gather and sort the 100,000 that one has: so it is shown no other way than their index by time.
create function lookup_found(contact bigint, company bigint, out cases bigint[], out opportunities bigint[], out activities bigint[]) language plpgsql stable security definer set search_path = public, pg_temp set enable_bitmapscan = off as $$
declare mine integer[] := my_audiences(); whom bigint[] := array[contact, company]; mails_too boolean := i_may('mails.read');
begin
  select
    case when i_may('cases.read') then array(select k.id from cases k where k.id = any(array(
        select d.id from cases d where d.contact_id = any(whom) and d.status in ('open', 'waiting') union all select q.case_id from case_participants q where q.contact_id = contact))
      and k.status in ('open', 'waiting') and k.audience = any(mine) order by k.updated_at desc, k.id desc limit 10) end,
    case when i_may('opportunities.read') then array(select o.id from opportunities o where o.id = any(array(
        select d.id from opportunities d where d.contact_id = any(whom) and d.open union all select q.opportunity_id from opportunity_people q where q.contact_id = contact))
      and o.open and o.audience = any(mine) order by o.updated_at desc, o.id desc limit 10) end,
    case when i_may('contacts.read') then array(select n.activity_id from unnest(whom) w(id) cross join lateral (
        select f.activity_id, f.occurred_at from filings f where f.contact_id = w.id and f.removed_at is null and f.kind is not null and (f.kind <> 'mail' or mails_too)
            and (array_position(mine, f.audience) is not null or f.audience = 2147483647 and exists (select from activities a where a.id = f.activity_id and a.audiences && mine))
          order by f.occurred_at desc, f.activity_id desc limit 5) n
      order by n.occurred_at desc, n.activity_id desc limit 5) end
    into lookup_found.cases, lookup_found.opportunities, lookup_found.activities;
end $$;
--> statement-breakpoint
drop function lookup_cases(bigint, bigint);
--> statement-breakpoint
create function lookup_cases(ids bigint[]) returns json language plpgsql stable as $$ begin
  if coalesce(ids, '{}') = '{}' then return '[]'; end if;
  return (select coalesce(json_agg(json_build_object('id', k.id::text, 'number', k.number, 'title', k.title, 'status', k.status, 'private', k.private,
      'assignee', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by k.updated_at desc, k.id desc), '[]')
    from cases k left join users u on u.id = k.assignee_id where k.id = any(ids));
end $$;
--> statement-breakpoint
drop function lookup_opportunities(bigint, bigint);
--> statement-breakpoint
create function lookup_opportunities(ids bigint[]) returns json language plpgsql stable as $$ begin
  if coalesce(ids, '{}') = '{}' then return '[]'; end if;
  return (select coalesce(json_agg(json_build_object('id', o.id::text, 'title', o.title, 'stage', o.stage, 'value', o.value::text, 'currency', o.currency) order by o.updated_at desc, o.id desc), '[]')
    from opportunities o where o.id = any(ids));
end $$;
--> statement-breakpoint
drop function newest_activities(bigint, bigint, integer);
--> statement-breakpoint
create or replace function lookup_activities(ids bigint[]) returns json language plpgsql stable as $$ begin
  if coalesce(ids, '{}') = '{}' then return '[]'; end if;
  return (select coalesce(json_agg(json_build_object('id', a.id::text, 'kind', a.kind, 'at', lookup_time(a.occurred_at), 'title', coalesce(a.title, m.subject, ''), 'direction', coalesce(a.direction, m.direction),
      'mailId', a.mail_id::text, 'by', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by a.occurred_at desc, a.id desc), '[]')
    from activities a left join mails m on m.id = a.mail_id left join users u on u.id = a.user_id where a.id = any(ids));
end $$;
--> statement-breakpoint
create or replace function lookup_addresses(token bytea, permission text, asked jsonb) returns table (problem text, language text, answer text) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare entered record := enter_with(token, permission);
begin
  problem := entered.problem;
  language := entered.language;
  if problem is null then
    answer := (select coalesce(json_agg(json_build_object('address', a.address, 'contact', json_build_object('id', c.id::text, 'kind', c.kind, 'name', c.name, 'number', c.number, 'active', c.active)) order by a.address, c.id), '[]')::text
      from contact_addresses a join contacts c on c.id = a.contact_id where a.address = any(array(select jsonb_array_elements_text(asked))) and c.merged_into is null);
  end if;
  return next;
end $$;
--> statement-breakpoint
-- All that the panel shows of the open mail. `ask`: what server/lookup/ask.ts makes of the request. What there is nothing to ask about is not asked.
create or replace function lookup(token bytea, permission text, spoken text, ask jsonb) returns table (problem text, language text, validator text, filings text, card text) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare entered record := enter_with(token, permission); ids text[]; mail_ids bigint[]; mails json; todos json; mine bigint[]; gone bigint[]; people json; cards json; contact bigint; found record; cases json := '[]'; opportunities json := '[]'; activities json := '[]'; others json := '[]'; suggests boolean;
begin
  problem := entered.problem;
  language := entered.language;
  if problem is not null then
    return next;
    return;
  end if;
  if ask->'ids' <> '[]' then
    ids := array(select jsonb_array_elements_text(ask->'ids'));
    select json_agg(json_build_object('id', m.id::text, 'messageId', m.message_id, 'fromAddress', m.from_address, 'subject', m.subject, 'sentAt', lookup_time(m.sent_at), 'direction', m.direction, 'trust', m.trust, 'state', m.state) order by m.same_sender desc, m.id),
        array_agg(m.id) into mails, mail_ids
      from (select n.*, n.from_address is not distinct from ask->>'from' as same_sender from mails n where n.message_id = any(ids) order by same_sender desc, n.id limit 20) m;
  end if;
  if mail_ids is not null then
    filings := filings_of(mail_ids)::text;
    select json_agg(json_build_object('id', t.id::text, 'mailId', t.mail_id::text, 'kind', t.kind, 'assignee', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end) order by t.id) into todos
      from todos t left join users u on u.id = t.assignee_id where t.mail_id = any(mail_ids) and t.done_at is null;
  end if;
  if ask->'people' <> '[]' then
    select array_agg(h.contact_id) filter (where h.main and h.active), array_agg(h.contact_id) filter (where h.main and not h.active),
        json_agg(json_build_object('address', h.address, 'role', h.role, 'contact', json_build_object('id', h.contact_id::text, 'kind', h.kind, 'name', h.name, 'number', h.number)) order by h.at, h.contact_id) filter (where not h.main)
      into mine, gone, people
      from (select p.at, p.main, p.role, a.address, c.id as contact_id, c.kind, c.name, c.number, c.active, lower(c.name) = lower(p.name) as named
        from contact_addresses a join contacts c on c.id = a.contact_id join jsonb_to_recordset(ask->'people') as p(at integer, main boolean, role text, address text, name text) on p.address = a.address
        where a.address = any(array(select jsonb_array_elements(ask->'people')->>'address')) and c.merged_into is null order by named desc, c.id limit 100) h;
  end if;
  mine := case when ask->>'contact' is not null then array[(ask->>'contact')::bigint] else coalesce(mine, gone) end;
  if cardinality(mine) > 1 then mine := array(select o.one from unnest(mine) with ordinality o(one, place) group by o.one order by min(o.place) limit 10); end if;
  if mine is not null then
    cards := lookup_contacts(mine);
    if cardinality(mine) = 1 and cards is not null then
      contact := mine[1];
      found := lookup_found(contact, (cards->0->'company'->>'id')::bigint);
      cases := lookup_cases(found.cases);
      opportunities := lookup_opportunities(found.opportunities);
      activities := lookup_activities(found.activities);
    end if;
  end if;
  if ask->'keys' <> 'null' and (mail_ids is not null or ask->'keys' <> '[]') then others := lookup_others(mail_ids, array(select jsonb_array_elements_text(ask->'keys'))); end if;
  suggests := ask->'numbers' <> '[]' or ask->'tags' <> '[]' or ask->'thread' <> '[]' and filings is null or mine is null and ask->>'domain' is not null;
  card := json_build_object('mails', coalesce(mails, '[]'), 'todos', coalesce(todos, '[]'),
    'contact', case when contact is not null then cards->0 end, 'candidates', case when contact is null then coalesce(cards, '[]') else '[]' end, 'people', coalesce(people, '[]'),
    'cases', cases, 'opportunities', opportunities, 'activities', activities,
    'suggestions', case when suggests then lookup_suggestions(ask, filings is not null, mine is null) else '[]' end,
    'others', others)::text;
  validator := md5(concat_ws(' ', card, filings, coalesce(language, spoken)));
  if validator = ask->>'known' then
    card := null;
    filings := null;
  end if;
  return next;
end $$;
