-- How many have taken part in a cycle that is under way, as each Monday began: kept as they were made. Nothing of what was
-- answered is in them.

create table class_monday (
  district_id text not null,
  cycle_id bigint not null,
  -- Of the district's calendar. Whoever has taken part before it is counted.
  monday date not null check (extract(isodow from monday) = 1),
  completed integer not null check (completed >= 0),
  expected integer not null check (expected >= completed),
  primary key (district_id, cycle_id, monday),
  foreign key (district_id, cycle_id) references survey_cycle (district_id, id)
);
create index class_monday_by_day on class_monday (district_id, monday);

-- The classes of a community whose cycles of one question set were under way, together.
create table community_monday (
  district_id text not null,
  community_id bigint not null,
  question_set text not null check (question_set <> ''),
  monday date not null check (extract(isodow from monday) = 1),
  -- Of all those cycles: the first day and the last.
  starts_on date not null,
  ends_on date not null,
  -- Never a single one.
  classes integer not null check (classes > 1),
  completed integer not null check (completed >= 0),
  expected integer not null check (expected >= completed),
  primary key (district_id, community_id, question_set, monday),
  foreign key (district_id, community_id) references community (district_id, id) on delete cascade
);
create index community_monday_by_day on community_monday (district_id, monday);

do $$
declare t text;
begin
  foreach t in array array['class_monday', 'community_monday']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select on class_monday, community_monday to staffroom_web;
grant select, insert on class_monday, community_monday to staffroom_sync;
