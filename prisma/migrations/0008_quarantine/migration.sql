-- Rows that stay out, kept until the feed mends them. What a single run left out stays with that run (quarantined_row);
-- this is what is wrong with a source now, and since when.

create table quarantine_entry (
  district_id text not null references district (id),
  source_id text not null,
  roster_table text not null check (roster_table in ('orgs', 'terms', 'courses', 'classes', 'people', 'enrolments')),
  -- 's:' and the sourcedId; of a row so damaged that it names nobody, 'r:' and file:row.
  record text not null check (record ~ '^[sr]:.'),
  code text not null,
  -- '' where the row as a whole is wrong.
  field text not null default '',
  sourced_id text,
  file text not null,
  row_number bigint not null,
  expected text not null,
  fix_by text not null,
  first_run_id bigint not null,
  first_seen_at timestamptz not null,
  last_run_id bigint not null,
  -- A run with this fault was applied since: it is known and does not hold the next one again.
  accepted boolean not null default false,
  primary key (district_id, source_id, roster_table, record, code, field),
  foreign key (district_id, source_id) references source (district_id, id)
);

alter table quarantine_entry enable row level security;
alter table quarantine_entry force row level security;
create policy district_only on quarantine_entry
  using (district_id = app_district()) with check (district_id = app_district());

grant select on quarantine_entry to staffroom_web, staffroom_sync;
grant insert, update, delete on quarantine_entry to staffroom_sync;
