-- What is known of each table of a source: whether a whole set was applied, so that deltas may build on it, and when.

create table source_table (
  district_id text not null,
  source_id text not null,
  roster_table text not null check (roster_table in ('orgs', 'terms', 'courses', 'classes', 'people', 'enrolments')),
  -- The run that applied the last whole set, and when; null: none is known, so a delta has nothing to stand on.
  full_run_id bigint,
  full_at timestamptz,
  -- The newest change of all deltas applied so far, and what it was when the last whole set came: that set is at least as new.
  delta_mark timestamptz,
  full_mark timestamptz,
  -- Of files without an end of their own (those of a folder): the record that stood last, and the copy of the file in which it was missed.
  file_ends jsonb not null default '{}',
  primary key (district_id, source_id, roster_table),
  foreign key (district_id, source_id) references source (district_id, id),
  check ((full_run_id is null) = (full_at is null))
);

-- When the source says that it changed the records of a delta, kept with a plan that waits for its decision.
create table run_mark (
  district_id text not null,
  run_id bigint not null,
  kind text not null check (kind in ('orgs', 'terms', 'courses', 'classes', 'people', 'enrolments')),
  key text not null,
  modified_at timestamptz not null,
  primary key (district_id, run_id, kind, key),
  foreign key (district_id, run_id) references run (district_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['source_table', 'run_mark']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select on source_table, run_mark to staffroom_web, staffroom_sync;
grant insert, update on source_table to staffroom_sync;
grant insert, delete on run_mark to staffroom_sync;
