-- A second factor beside the password: a code of an app (TOTP, RFC 6238), and codes for the day the phone is lost.

create table second_factor (
  district_id text not null references district (id),
  person_id bigint not null,
  secret_sealed text not null,
  -- Null: shown, and not yet proven to be in somebody's app.
  confirmed_at timestamptz,
  -- The last time step that was used: a code works once.
  last_step bigint not null default 0,
  created_at timestamptz not null,
  primary key (district_id, person_id),
  foreign key (district_id, person_id) references person (district_id, id)
);

create table recovery_code (
  district_id text not null references district (id),
  person_id bigint not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (district_id, person_id, code_hash),
  foreign key (district_id, person_id) references person (district_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['second_factor', 'recovery_code']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select, insert, update, delete on second_factor, recovery_code to staffroom_web;
-- By night: people who turn out to be one.
grant select, delete on second_factor, recovery_code to staffroom_sync;
