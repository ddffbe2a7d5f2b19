-- Educators whom somebody added by hand, before any feed knew them: the record that a feed brings later is theirs.

create table educator_by_hand (
  district_id text not null,
  person_id bigint not null,
  added_by text not null check (added_by <> ''),
  added_at timestamptz not null,
  primary key (district_id, person_id),
  foreign key (district_id, person_id) references person (district_id, id)
);
alter table educator_by_hand enable row level security;
alter table educator_by_hand force row level security;
create policy district_only on educator_by_hand
  using (district_id = app_district()) with check (district_id = app_district());
grant select on educator_by_hand to staffroom_sync;
grant select, insert on educator_by_hand to staffroom_web;

create function erase_part_educator_by_hand(of_district text, of_person bigint) returns void language sql
  set search_path = pg_catalog, public as $$
  delete from educator_by_hand where district_id = of_district and person_id = of_person
$$;
revoke execute on function erase_part_educator_by_hand(text, bigint) from public;
