-- Deleting a person for good, at an administrator's word: what they made, what they are called, how they came in.

alter table person add column erased_at timestamptz;
comment on column person.erased_at is 'The row stays without a name, because the ledger of seats and the audit log name its number.';

-- One function, so that the web needs no right to delete from these tables. It sees one district, as everybody does: rows of
-- another are not there for it. The audit log, the ledger of seats and other people's records stay; of an interaction that was
-- about others as well only the tag goes.
create function erase_person(of_district text, of_person bigint, at_time timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  address text;
  records bigint[];
begin
  perform from person p where p.district_id = of_district and p.id = of_person and p.status = 'retired' and p.erased_at is null
  for update;
  if not found then
    raise exception 'Only somebody who has left is deleted.' using errcode = 'check_violation', constraint = 'person_left_before';
  end if;
  select lower(p.email) into address from person p where p.district_id = of_district and p.id = of_person;
  select coalesce(array_agg(i.id), '{}') into records from interaction i
  where i.district_id = of_district and (i.coach_id = of_person
    or (exists (select from interaction_educator e where e.district_id = of_district and e.interaction_id = i.id
        and e.person_id = of_person)
      and not exists (select from interaction_educator e where e.district_id = of_district and e.interaction_id = i.id
        and e.person_id <> of_person)));
  delete from interaction_educator where district_id = of_district
    and (person_id = of_person or interaction_id = any (records));
  delete from interaction where district_id = of_district and id = any (records);
  delete from interaction_draft where district_id = of_district and person_id = of_person;
  delete from community_member where district_id = of_district and person_id = of_person;
  delete from recovery_code where district_id = of_district and person_id = of_person;
  delete from second_factor where district_id = of_district and person_id = of_person;
  delete from sso_link where district_id = of_district and person_id = of_person;
  delete from seat_priority where district_id = of_district and person_id = of_person;
  delete from password_reset where district_id = of_district and person_id = of_person;
  delete from account where district_id = of_district and person_id = of_person;
  delete from invitation where district_id = of_district and person_id = of_person;
  delete from role_grant where district_id = of_district and person_id = of_person;
  delete from affiliation where district_id = of_district and person_id = of_person;
  delete from sticky_field f using enrolment e where f.district_id = of_district and f.kind = 'enrolments'
    and e.district_id = of_district and e.person_id = of_person and f.record = e.source_id || '/' || e.sourced_id;
  delete from enrolment where district_id = of_district and person_id = of_person;
  delete from sticky_field where district_id = of_district and kind = 'people' and record = of_person::text;
  delete from person_source where district_id = of_district and person_id = of_person;
  delete from run_match where district_id = of_district and person_id = of_person;
  delete from person_match_proposal where district_id = of_district and (person_id = of_person or other_id = of_person);
  delete from lti_placement where district_id = of_district and person_id = of_person;
  delete from lti_user_link where district_id = of_district and person_id = of_person;
  update lti_unmatched_launch set proposed_person_id = null where district_id = of_district and proposed_person_id = of_person;
  update lti_unmatched_launch set not_person_id = null where district_id = of_district and not_person_id = of_person;
  delete from outbox where district_id = of_district and lower(recipient) = address;
  delete from session where district_id = of_district and person_id = of_person;
  delete from session_code where district_id = of_district and person_id = of_person;
  update person set given_name = '', family_name = '', middle_name = null, preferred_given_name = null,
    preferred_family_name = null, username = null, email = null, identifier = null, grades = '{}', suspended_at = null,
    suspended_by = null, erased_at = at_time
  where district_id = of_district and id = of_person;
end $$;
revoke execute on function erase_person(text, bigint, timestamptz) from public;
grant execute on function erase_person(text, bigint, timestamptz) to staffroom_web;
