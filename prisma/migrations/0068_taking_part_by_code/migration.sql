-- Taking part by a class's code, on any device and without an account: who has said on which device who they are, and
-- which of those that aren't on the roster have answered. class_setting.roster_locked: nobody joins by the code who isn't
-- on the class's list.

-- One device for one survey; over at the end of the district's day. Nothing in it says when it was begun or answered.
create table code_session (
  district_id text not null,
  -- SHA-256 of what the device keeps.
  token_hash text not null check (token_hash <> ''),
  cycle_id bigint not null,
  person_id bigint,
  joiner_id bigint,
  -- What was answered so far and not sent, sealed whole.
  draft_sealed text,
  -- Answered from this device.
  is_done boolean not null default false,
  -- The day of the district on which it was begun.
  keep_until date not null,
  primary key (district_id, token_hash),
  foreign key (district_id, cycle_id) references survey_cycle (district_id, id),
  foreign key (district_id, person_id) references person (district_id, id),
  foreign key (district_id, joiner_id) references late_joiner (district_id, id),
  constraint code_session_of_one check (num_nonnulls(person_id, joiner_id) = 1),
  constraint code_session_done check (not is_done or draft_sealed is null)
);
create index code_session_by_person on code_session (district_id, person_id) where person_id is not null;
create index code_session_by_joiner on code_session (district_id, joiner_id) where joiner_id is not null;
create index code_session_by_cycle on code_session (district_id, cycle_id);

-- As survey_participation, of who isn't on the roster: a day and no time.
create table joiner_participation (
  district_id text not null,
  cycle_id bigint not null,
  joiner_id bigint not null,
  completed_on date not null,
  is_late boolean not null,
  primary key (district_id, cycle_id, joiner_id),
  foreign key (district_id, cycle_id) references survey_cycle (district_id, id),
  foreign key (district_id, joiner_id) references late_joiner (district_id, id)
);
create index joiner_participation_by_joiner on joiner_participation (district_id, joiner_id);

do $$
declare t text;
begin
  foreach t in array array['code_session', 'joiner_participation']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select, insert, update, delete on code_session to staffroom_web;
grant select, delete on code_session to staffroom_sync;
grant select, insert on joiner_participation to staffroom_web;
grant select, delete on joiner_participation to staffroom_sync;

-- Deleting a person for good: the devices on which they began to answer are forgotten.
create function erase_part_code_session(of_district text, of_person bigint) returns void language sql
  set search_path = pg_catalog, public
as $$
  delete from public.code_session where district_id = of_district and person_id = of_person;
$$;
revoke execute on function erase_part_code_session(text, bigint) from public;
