-- Coaching cycles as principals may see them: published once for a school and a span of months, and never counted again.

create table coaching_cycle_figure (
  district_id text not null,
  school_id bigint not null,
  from_on date not null,
  -- The last day of a month.
  to_on date not null,
  cycles integer not null check (cycles > 0),
  -- From the first day of each to its last, or to the end of the window; added up.
  days integer not null check (days > 0),
  -- Different educators. Kept so that a minimum can be raised afterwards; shown to nobody.
  educators integer not null check (educators >= 5),
  -- By what became of them, groups that don't overlap: [{outcome, cycles, days, educators}], outcome null for all others.
  cells jsonb not null check (jsonb_typeof(cells) = 'array'),
  published_at timestamptz not null,
  primary key (district_id, school_id, to_on),
  check (from_on <= to_on),
  foreign key (district_id, school_id) references org (district_id, id)
);
comment on table coaching_cycle_figure is 'Figures under the masking rules (src/coaching/masking.ts, cycle-window.ts); windows of a school do not overlap.';

-- A cycle is in one published figure at most, whatever days it is given later.
alter table coaching_cycle add column counted_on date;
create index coaching_cycle_uncounted on coaching_cycle (district_id, started_on) where counted_on is null;

-- Months are looked at for cycles by themselves: those before this version were looked at for interactions alone.
alter table coaching_close add column cycles_closed_to date;

alter table coaching_cycle_figure enable row level security;
alter table coaching_cycle_figure force row level security;
create policy district_only on coaching_cycle_figure using (district_id = app_district()) with check (district_id = app_district());

-- Nobody changes or deletes what is published, and the web counts nothing.
grant select on coaching_cycle_figure to staffroom_web;
grant select, insert on coaching_cycle_figure to staffroom_sync;
grant update (counted_on) on coaching_cycle to staffroom_sync;
