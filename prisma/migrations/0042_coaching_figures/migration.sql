-- What principals may see of coaching: published once for a school and a span of months, and never counted again.

create table coaching_figure (
  district_id text not null,
  school_id bigint not null,
  from_on date not null,
  -- The last day of a month.
  to_on date not null,
  interactions integer not null check (interactions > 0),
  minutes integer not null check (minutes > 0),
  -- Different educators. Kept so that a minimum can be raised afterwards; shown to nobody.
  educators integer not null check (educators >= 5),
  -- By groups of kinds that don't overlap: [{typeId, interactions, minutes, educators}], typeId null for all others.
  cells jsonb not null check (jsonb_typeof(cells) = 'array'),
  published_at timestamptz not null,
  primary key (district_id, school_id, to_on),
  check (from_on <= to_on),
  foreign key (district_id, school_id) references org (district_id, id)
);
comment on table coaching_figure is 'Figures under the masking rules (src/coaching/masking.ts); windows of a school do not overlap.';

-- Up to which month a district's figures have been looked at, whether or not there were any.
create table coaching_close (
  district_id text not null references district (id),
  closed_to date,
  primary key (district_id)
);

alter table coaching_figure enable row level security;
alter table coaching_figure force row level security;
create policy district_only on coaching_figure using (district_id = app_district()) with check (district_id = app_district());
alter table coaching_close enable row level security;
alter table coaching_close force row level security;
create policy district_only on coaching_close using (district_id = app_district()) with check (district_id = app_district());

-- Nobody changes or deletes what is published.
grant select on coaching_figure to staffroom_web;
grant select, insert on coaching_figure to staffroom_sync;
grant select, insert, update on coaching_close to staffroom_sync;

alter table chore drop constraint chore_kind_check;
alter table chore add constraint chore_kind_check
  check (kind in ('look', 'post', 'retention', 'expiry', 'link', 'pairs', 'seal', 'figures'));
