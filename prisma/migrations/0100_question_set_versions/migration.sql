-- What a report was made with: the question set as it was, once for each version that was ever counted by. A report hung on
-- today's file before, and said something else when that changed.
create table question_set_version (
  district_id text not null,
  digest text not null check (digest <> ''),
  set_id text not null check (set_id <> ''),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  kept_at timestamptz not null,
  primary key (district_id, digest)
);
alter table question_set_version enable row level security;
alter table question_set_version force row level security;
create policy district_only on question_set_version using (district_id = app_district()) with check (district_id = app_district());

alter table survey_result add column set_digest text,
  add foreign key (district_id, set_digest) references question_set_version (district_id, digest);
alter table community_report add column set_digest text,
  add foreign key (district_id, set_digest) references question_set_version (district_id, digest);
-- What was made before gets the set of the day on which the worker first looks.
create index survey_result_without_set on survey_result (district_id) where set_digest is null;
create index community_report_without_set on community_report (district_id) where set_digest is null;

grant select on question_set_version to staffroom_web;
grant select, insert on question_set_version to staffroom_sync;
grant update (set_digest) on survey_result, community_report to staffroom_sync;
