-- Deleting a person for good: what syncs and launches keep of them beside the person's own rows.

-- What the change sets of runs that are over say of the person goes whole: before and after are names. Runs that are not
-- over keep theirs, because a plan is applied as it was shown; whoever is in one is not deleted. The marks of deltas, the
-- changes of roles and the keys of enrolments keep the feed's id of the person and no name. To be run before erase_person,
-- which takes the feed's ids of the person away.
create function erase_person_traces(of_district text, of_person bigint, at_time timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  part text;
  people bigint[];
  addresses text[];
begin
  perform from person p where p.district_id = of_district and p.id = of_person and p.status = 'retired' and p.erased_at is null
  for update;
  if not found then
    raise exception 'Only somebody who has left is deleted.' using errcode = 'check_violation', constraint = 'person_left_before';
  end if;
  select array_agg(p.id), array_agg(lower(p.email)) filter (where p.email is not null) into people, addresses
  from person p where p.district_id = of_district and of_person in (p.id, p.merged_into);
  delete from run_change c using run r, person_source s
  where s.district_id = of_district and s.person_id = any (people)
    and r.district_id = of_district and r.source_id = s.source_id
    and r.state in ('reported', 'failed', 'previewed', 'discarded', 'superseded')
    and c.district_id = of_district and c.run_id = r.id and c.kind = 'people' and c.key = s.sourced_id;
  delete from quarantined_row q using run r, person_source s
  where s.district_id = of_district and s.person_id = any (people)
    and r.district_id = of_district and r.source_id = s.source_id
    and q.district_id = of_district and q.run_id = r.id and q.roster_table = 'people' and q.sourced_id = s.sourced_id;
  delete from quarantine_entry q using person_source s
  where s.district_id = of_district and s.person_id = any (people)
    and q.district_id = of_district and q.source_id = s.source_id and q.roster_table = 'people' and q.sourced_id = s.sourced_id;
  delete from invitation where district_id = of_district and lower(email) = any (addresses);
  delete from lti_unmatched_launch u where u.district_id = of_district
    and (lower(u.lms_email) = any (addresses)
      or u.lms_person_id in (
        select s.sourced_id from person_source s where s.district_id = of_district and s.person_id = any (people))
      or exists (select from lti_user_link l where l.district_id = of_district and l.person_id = any (people)
        and l.registration_id = u.registration_id and l.sub = u.sub));
  delete from outbox where district_id = of_district and lower(recipient) = any (addresses);
  delete from idempotent_answer where district_id = of_district and created_at < at_time - interval '1 day';
  -- Whoever was found to be the same person before.
  update person set given_name = '', family_name = '', middle_name = null, preferred_given_name = null,
    preferred_family_name = null, username = null, email = null, identifier = null, grades = '{}', suspended_at = null,
    suspended_by = null, erased_at = at_time
  where district_id = of_district and merged_into = of_person;
  -- What a part of the house keeps of people, in a function of its own: erase_part_NAME(district, person).
  for part in select p.proname::text from pg_proc p
    where p.pronamespace = 'public'::regnamespace and starts_with(p.proname, 'erase_part_') order by 1
  loop
    execute format('select public.%I($1, $2)', part) using of_district, of_person;
  end loop;
end $$;
revoke execute on function erase_person_traces(text, bigint, timestamptz) from public;
grant execute on function erase_person_traces(text, bigint, timestamptz) to staffroom_web;

create function erase_part_community(of_district text, of_person bigint) returns void language sql set search_path = pg_catalog, public
as $$ delete from community_member_past where district_id = of_district and person_id = of_person $$;
revoke execute on function erase_part_community(text, bigint) from public;

-- Sealed answers to requests that made something are kept for a day; the daemon takes away what nobody comes back for.
grant select (district_id, actor, key_hash, created_at), delete on idempotent_answer to staffroom_sync;
