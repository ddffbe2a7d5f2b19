-- Benchmark tests (002): three a school year for a student. The first needs no row until something has happened to it: it is
-- assigned by itself.

create table benchmark_test (
  district_id text not null,
  person_id bigint not null,
  -- The year in which the school year begins.
  school_year integer not null,
  test smallint not null check (test between 1 and 3),
  state text not null check (state in ('assigned', 'started', 'completed', 'invalidated')),
  -- The last time; what began before is no result of it.
  assigned_at timestamptz not null,
  started_at timestamptz,
  completed_at timestamptz,
  score numeric(8, 2),
  -- The last time; a test that was invalidated may be assigned anew.
  invalidated_at timestamptz,
  constraint benchmark_test_in_order check (completed_at is null or completed_at >= started_at),
  constraint benchmark_test_state check (case state
    when 'assigned' then started_at is null and completed_at is null and score is null
    when 'started' then started_at is not null and completed_at is null and score is null
    when 'completed' then started_at is not null and completed_at is not null and score is not null
    else invalidated_at is not null and test > 1 and score is null end),
  primary key (district_id, person_id, school_year, test),
  foreign key (district_id, person_id) references person (district_id, id)
);
alter table benchmark_test enable row level security;
alter table benchmark_test force row level security;
create policy district_only on benchmark_test
  using (district_id = app_district()) with check (district_id = app_district());
-- A sync that finds two records to be one person moves them with the rest.
grant select, insert, update, delete on benchmark_test to staffroom_web, staffroom_sync;

-- While somebody is under a legal hold no score of theirs is taken away, whoever asks.
create function keep_held_score() returns trigger language plpgsql as $$
begin
  if is_under_hold(old.district_id, old.person_id) then perform hold_stands(); end if;
  return new;
end $$;
create trigger benchmark_score_held before update of score on benchmark_test for each row
  when (old.score is not null and new.score is distinct from old.score) execute function keep_held_score();

create function erase_part_benchmark_test(of_district text, of_person bigint) returns void language sql
  set search_path = pg_catalog, public as $$
  delete from benchmark_test where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
$$;
revoke execute on function erase_part_benchmark_test(text, bigint) from public;
