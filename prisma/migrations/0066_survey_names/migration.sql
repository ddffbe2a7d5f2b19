-- Once a year, on a day that the district chooses, it is forgotten who took part in the surveys that are over. What was
-- answered stays: it names nobody.

-- Since when it is not known who took part; the figures of the cycle stand in survey_result.
alter table survey_cycle add column names_removed_on date;

-- One line for each year's day that has been done, or is being done.
create table survey_name_removal (
  district_id text not null references district (id),
  due_on date not null,
  cycles integer not null check (cycles >= 0),
  participations integer not null check (participations >= 0),
  -- null: some are left to do.
  finished_at timestamptz,
  primary key (district_id, due_on)
);
alter table survey_name_removal enable row level security;
alter table survey_name_removal force row level security;
create policy district_only on survey_name_removal
  using (district_id = app_district()) with check (district_id = app_district());
grant select on survey_name_removal to staffroom_web;
grant select, insert, update on survey_name_removal to staffroom_sync;
