-- Sticky edits: a field that a person edited by hand wins over the feed until it is given back.

create table sticky_field (
  district_id text not null references district (id),
  kind text not null check (kind in ('orgs', 'classes', 'people', 'enrolments')),
  -- The number of the org, class or person. Enrolments have none: 'source/sourcedId', the source '' for one made by hand.
  record text not null check (record <> ''),
  -- The column that is overlaid; 'member' for being in a class at all (value false: taken out, true: put in by hand).
  field text not null check (field <> ''),
  value jsonb not null,
  -- What the feed says of the field now, kept up to date by every run. Of 'member': the enrolment as the feed has it,
  -- null where the feed doesn't name it.
  feed_value jsonb not null default 'null',
  -- 'person:17', 'customer:acme'
  set_by text not null check (set_by <> ''),
  set_at timestamptz not null default now(),
  primary key (district_id, kind, record, field)
);
comment on table sticky_field is 'Fields that a person edited by hand, each with its owner and with what the feed would say. Closed by deletion; the audit log keeps who did what.';

alter table sticky_field enable row level security;
alter table sticky_field force row level security;
create policy district_only on sticky_field using (district_id = app_district()) with check (district_id = app_district());

grant select, insert, update, delete on sticky_field to staffroom_web;
-- Of two people who turn out to be one, the edits go along.
grant select, update, delete on sticky_field to staffroom_sync;

-- By day, too, but only the fields of the closed list in src/roster/sticky-field.ts; people were writable already.
grant update (name) on org to staffroom_web;
grant update (title, class_code, location, grades, subjects, periods) on class to staffroom_web;
grant insert on enrolment to staffroom_web;
grant update (class_id, person_id, person_sourced_id, role, is_primary, begin_date, end_date, status, retired_at, row_hash, fingerprint) on enrolment
  to staffroom_web;
