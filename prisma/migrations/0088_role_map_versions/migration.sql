-- Every role map that a district has had: who saved it, when, and what it said.

create table role_map_version (
  district_id text not null references district (id),
  -- From 1, without a gap.
  number integer not null check (number > 0),
  map jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (district_id, number)
);
comment on table role_map_version is 'Kept by a trigger of district_setting, so that no way of saving a map can forget it.';

-- The district's row of the setting is locked by whoever writes it, so numbers follow each other.
create function keep_role_map_version() returns trigger language plpgsql as $$
begin
  insert into role_map_version (district_id, number, map, saved_by, saved_at)
  select new.district_id, coalesce(max(number), 0) + 1, new.value,
    coalesce(nullif(current_setting('app.actor', true), ''), 'unknown'), new.updated_at
  from role_map_version where district_id = new.district_id;
  return null;
end $$;
create trigger role_map_saved after insert on district_setting
  for each row when (new.key = 'role_map') execute function keep_role_map_version();
create trigger role_map_changed after update of value on district_setting
  for each row when (new.key = 'role_map' and new.value is distinct from old.value) execute function keep_role_map_version();

-- The maps of today are the first that are known. The policies hold for the owner, too: lifted for the length of the transaction.
alter table district_setting no force row level security;
insert into role_map_version (district_id, number, map, saved_by, saved_at)
select district_id, 1, value, 'unknown', updated_at from district_setting where key = 'role_map';
alter table district_setting force row level security;

alter table role_map_version enable row level security;
alter table role_map_version force row level security;
create policy district_only on role_map_version using (district_id = app_district()) with check (district_id = app_district());

-- It only grows.
grant select, insert on role_map_version to staffroom_web;
grant select, insert on role_map_version to staffroom_sync;
