-- What is kept of students besides the roster: a second language, where the district allows them, and the names that a
-- student shows under one account.

create table student_information (
  district_id text not null,
  person_id bigint not null,
  -- ISO 639.
  second_language text check (second_language ~ '^[a-z]{2,3}$'),
  primary key (district_id, person_id),
  foreign key (district_id, person_id) references person (district_id, id)
);
alter table student_information enable row level security;
alter table student_information force row level security;
create policy district_only on student_information
  using (district_id = app_district()) with check (district_id = app_district());
-- A sync that finds two records to be one person moves it with the rest.
grant select, insert, update, delete on student_information to staffroom_web, staffroom_sync;

create table display_identity (
  district_id text not null,
  person_id bigint not null,
  name text not null check (btrim(name) <> '' and length(name) <= 60),
  -- The one that they go by now.
  is_shown boolean not null default false,
  primary key (district_id, person_id, name),
  foreign key (district_id, person_id) references person (district_id, id)
);
create unique index display_identity_one_shown on display_identity (district_id, person_id) where is_shown;
alter table display_identity enable row level security;
alter table display_identity force row level security;
create policy district_only on display_identity
  using (district_id = app_district()) with check (district_id = app_district());
grant select, insert, update, delete on display_identity to staffroom_web, staffroom_sync;

create function erase_part_student(of_district text, of_person bigint) returns void language sql
  set search_path = pg_catalog, public as $$
  delete from student_information where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
  delete from display_identity where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
$$;
revoke execute on function erase_part_student(text, bigint) from public;
