CREATE INDEX "mails_sent" ON "mails" USING btree ("sent_at");--> statement-breakpoint
-- As before, and: mails of the same sender, second and subject with another Message-ID. By the end of the subject, since gateways write before it.
create or replace function lookup(token bytea, permission text, spoken text, ask jsonb) returns table (problem text, language text, validator text, filings text, card text) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare entered record := enter_with(token, permission); ids text[]; mail_ids bigint[]; mails json; todos json; mine bigint[]; gone bigint[]; people json; cards json; contact bigint; found record; cases json := '[]'; opportunities json := '[]'; activities json := '[]'; others json := '[]'; duplicates json; suggests boolean;
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
  if ask->>'sentAt' is not null and ask->>'from' is not null then
    select json_agg(json_build_object('id', n.id::text, 'subject', n.subject, 'sentAt', lookup_time(n.sent_at),
        'filedUnder', (select coalesce(json_agg(f->'target'->>'name'), '[]') from json_array_elements(filings_of(array[n.id])) f)) order by n.id) into duplicates
      from (select * from mails d where d.sent_at >= date_trunc('second', (ask->>'sentAt')::timestamptz) and d.sent_at < date_trunc('second', (ask->>'sentAt')::timestamptz) + interval '1 second'
        and d.from_address = ask->>'from' and (ask->>'title' <> '' or d.subject = '') and lower(right(d.subject, length(ask->>'title'))) = lower(ask->>'title') and (d.message_id is null or d.message_id <> all(coalesce(ids, '{}'))) order by d.id limit 5) n;
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
  card := json_build_object('mails', coalesce(mails, '[]'), 'duplicates', coalesce(duplicates, '[]'), 'todos', coalesce(todos, '[]'),
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
