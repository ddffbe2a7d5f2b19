-- When somebody was deactivated, until they were activated again: for all of that time they need no seat, and it is no part of since
-- when they have needed one. The time that goes on begins with suspended_at.
alter table person add column suspended_times tstzmultirange not null default '{}';

-- It goes with whoever is deleted.
create function erase_part_deactivation(of_district text, of_person bigint) returns void language sql
  set search_path = pg_catalog, public as $$
  update person set suspended_times = '{}' where district_id = of_district and of_person in (id, merged_into)
$$;
revoke execute on function erase_part_deactivation(text, bigint) from public;
