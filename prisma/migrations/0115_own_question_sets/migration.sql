-- Question sets of a district's own. What a version says is kept whole and never changed (question_set_version); here stands
-- which versions a district has made of which set, and from which day cycles begin with each.

create table question_set (
  district_id text not null,
  set_id text not null check (set_id ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- Nobody chooses it any more; what was planned with it before stays.
  retired_at timestamptz,
  primary key (district_id, set_id)
);

create table question_set_revision (
  district_id text not null,
  set_id text not null,
  version integer not null check (version > 0),
  digest text not null,
  -- Cycles that begin on this day or later ask this version, those that begin before it the version before. Whatever begins
  -- before the first one asks that.
  applies_from date not null,
  added_at timestamptz not null,
  primary key (district_id, set_id, version),
  foreign key (district_id, set_id) references question_set (district_id, set_id),
  foreign key (district_id, digest) references question_set_version (district_id, digest)
);
create index question_set_revision_by_digest on question_set_revision (district_id, digest);

-- What cycles ask that name no set; none: the installation's first one.
create table question_set_default (
  district_id text not null,
  set_id text not null check (set_id <> ''),
  primary key (district_id)
);

do $$
declare t text;
begin
  foreach t in array array['question_set', 'question_set_revision', 'question_set_default']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select, insert, update (retired_at) on question_set to staffroom_web;
-- Versions are added, and neither changed nor taken away.
grant select, insert on question_set_revision to staffroom_web;
grant select, insert, update, delete on question_set_default to staffroom_web;
grant insert on question_set_version to staffroom_web;
grant select on question_set, question_set_revision to staffroom_sync;
