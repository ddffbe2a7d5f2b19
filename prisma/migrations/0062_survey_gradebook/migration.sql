-- Participation in surveys in the gradebook of an LMS, for classes whose lead asks for it: that somebody has taken part,
-- and nothing else.

-- Where the course's line items are; null: the LMS lets us write none there.
alter table lti_context_link add column gradebook_url text check (gradebook_url <> '');
grant select on lti_context_link to staffroom_sync;

-- Classes that have it on.
create table survey_gradebook (
  district_id text not null,
  class_id bigint not null,
  -- The district's day: cycles that were over by then are left alone.
  on_from date not null,
  turned_on_by text not null check (turned_on_by <> ''),
  primary key (district_id, class_id),
  foreign key (district_id, class_id) references class (district_id, id)
);

-- The column of a cycle in the gradebook of a course page.
create table survey_line_item (
  district_id text not null,
  cycle_id bigint not null,
  page_id bigint not null,
  -- As the LMS names it; null: it was not made yet.
  url text check (url <> ''),
  -- What went wrong last, as docs/generated/services.md has it; null: nothing.
  problem text check (problem <> ''),
  failures integer not null default 0 check (failures >= 0),
  -- Left alone until then.
  next_try_at timestamptz,
  primary key (district_id, cycle_id, page_id),
  foreign key (district_id, cycle_id) references survey_cycle (district_id, id) on delete cascade,
  foreign key (district_id, page_id) references lti_context_link (district_id, id) on delete cascade
);
create index survey_line_item_by_page on survey_line_item (district_id, page_id);

-- Of whom the LMS was told that they have taken part. It goes with the participation, whatever happens to that.
create table survey_score (
  district_id text not null,
  cycle_id bigint not null,
  page_id bigint not null,
  person_id bigint not null,
  -- False: the LMS takes none of this person; asked again on another day.
  taken boolean not null,
  tried_on date not null,
  primary key (district_id, cycle_id, page_id, person_id),
  foreign key (district_id, cycle_id, page_id) references survey_line_item (district_id, cycle_id, page_id) on delete cascade,
  foreign key (district_id, cycle_id, person_id) references survey_participation (district_id, cycle_id, person_id)
    on update cascade on delete cascade
);
create index survey_score_by_participation on survey_score (district_id, cycle_id, person_id);

do $$
declare t text;
begin
  foreach t in array array['survey_gradebook', 'survey_line_item', 'survey_score']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select, insert, delete on survey_gradebook to staffroom_web;
grant select on survey_line_item, survey_score to staffroom_web;
-- Turned on again, what went wrong before is tried at once.
grant update (next_try_at) on survey_line_item to staffroom_web;
grant select on survey_gradebook to staffroom_sync;
grant select, insert, update, delete on survey_line_item, survey_score to staffroom_sync;

-- ---------------------------------------------------------------- the worker's job

alter table chore drop constraint chore_kind_check;
alter table chore add constraint chore_kind_check
  check (kind in ('look', 'post', 'retention', 'expiry', 'link', 'pairs', 'seal', 'figures', 'surveys', 'gradebook'));
