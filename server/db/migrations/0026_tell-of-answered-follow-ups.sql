-- That an answer cancelled a follow-up, or was taken away from there again, is told like any change of it. At the commit, because
-- events are written last (server/events/write.ts). Who opens one again by hand tells of it himself, and waits for no answer any more.
create function tell_follow_up_answered() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7072004);
  insert into events (kind, audiences, data)
    select 'follow-up', coalesce((select array[c.audience] from cases c where c.id = new.case_id), (select array[o.audience] from opportunities o where o.id = new.opportunity_id),
        (select m.audiences from mails m where m.id = new.mail_id), array[0]),
      jsonb_build_object('followUpId', new.id::text, 'change', case when new.answered_by is null then 'unanswered' else 'answered' end);
  perform pg_notify('postakte_events', '');
  return null;
end $$;
--> statement-breakpoint
create constraint trigger tell_follow_up_answered after update on follow_ups deferrable initially deferred for each row
  when (old.answered_by is distinct from new.answered_by and new.only_without_answer) execute function tell_follow_up_answered();
