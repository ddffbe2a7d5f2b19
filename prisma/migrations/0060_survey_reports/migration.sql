-- What is kept of a survey's cycle once it is closed, and the reports of communities: both as they were made. A report is
-- never made anew; what it is the sum of is kept, so that no later report shows what it doesn't.

create table survey_result (
  district_id text not null,
  cycle_id bigint not null,
  made_on date not null,
  completed integer not null check (completed >= 0),
  expected integer not null check (expected >= 0),
  -- People who led the class since the cycle began.
  leads text[] not null,
  -- src/community/masking.ts: cells of five people and more.
  cells jsonb not null check (jsonb_typeof(cells) = 'object'),
  -- Free texts that reach their own minimum, by question, in an order drawn by lot; null: none.
  texts_sealed text,
  primary key (district_id, cycle_id),
  foreign key (district_id, cycle_id) references survey_cycle (district_id, id)
);

create table community_report (
  district_id text not null,
  community_id bigint not null,
  made_on date not null,
  completed integer not null check (completed >= 0),
  expected integer not null check (expected >= 0),
  question_set text not null check (question_set <> ''),
  -- src/community/pool.ts: figures, and the cells that each is the sum of.
  figures jsonb not null check (jsonb_typeof(figures) = 'array'),
  figure_rows jsonb not null check (jsonb_typeof(figure_rows) = 'object'),
  primary key (district_id, community_id, question_set, made_on),
  foreign key (district_id, community_id) references community (district_id, id) on delete cascade
);

-- The cycles of classes that a report is the sum of.
create table community_report_cycle (
  district_id text not null,
  community_id bigint not null,
  cycle_id bigint not null,
  question_set text not null,
  made_on date not null,
  primary key (district_id, community_id, cycle_id),
  foreign key (district_id, community_id, question_set, made_on)
    references community_report (district_id, community_id, question_set, made_on) on delete cascade,
  foreign key (district_id, cycle_id) references survey_cycle (district_id, id)
);
create index community_report_cycle_by_cycle on community_report_cycle (district_id, cycle_id);

do $$
declare t text;
begin
  foreach t in array array['survey_result', 'community_report', 'community_report_cycle']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select on survey_result, community_report, community_report_cycle to staffroom_web;
grant select, insert on survey_result, community_report, community_report_cycle to staffroom_sync;
