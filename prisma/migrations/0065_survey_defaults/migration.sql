-- What a community plans for classes that come into it without a schedule of their own.

create table community_survey_default (
  district_id text not null,
  community_id bigint not null,
  -- An id of config/question-sets.json.
  question_set text not null check (question_set <> ''),
  -- Of the first cycle.
  starts_on date not null,
  ends_on date not null,
  -- For so many days after the end late answers count.
  late_days integer not null check (late_days between 0 and 28),
  -- From the start of one cycle to the start of the next.
  every_weeks integer not null check (every_weeks between 1 and 26),
  cycles integer not null check (cycles between 1 and 12),
  primary key (district_id, community_id),
  foreign key (district_id, community_id) references community (district_id, id) on delete cascade,
  constraint community_survey_default_days check (ends_on >= starts_on)
);
alter table community_survey_default enable row level security;
alter table community_survey_default force row level security;
create policy district_only on community_survey_default
  using (district_id = app_district()) with check (district_id = app_district());
grant select, insert, update, delete on community_survey_default to staffroom_web;
grant select on community_survey_default to staffroom_sync;
