-- Single sign-on (OpenID Connect): a district's provider, who is who at it, and logins under way.
--
-- Global tables of this migration: sso_listing (which districts offer theirs to everybody at the sign-in page),
-- sso_login_state (a login under way is found by its state, which tells the district).

create table sso_provider (
  district_id text primary key references district (id),
  issuer text not null check (issuer <> ''),
  client_id text not null check (client_id <> ''),
  client_secret_sealed text not null,
  -- What people see on the button.
  label text not null check (char_length(label) between 1 and 60),
  -- Which claim of the ID token names a person, and which field of the roster it is.
  claim text not null check (claim <> ''),
  field text not null check (field in ('sourcedId', 'identifier', 'userIds', 'email')),
  -- A claim that must have this value, where a provider serves more than this district; both or neither.
  required_claim text,
  required_value text,
  is_on boolean not null default true,
  -- Another one with every change: a login that began under earlier settings isn't finished under these.
  version bigint not null default 1,
  changed_at timestamptz not null,
  check ((required_claim is null) = (required_value is null))
);

create table sso_listing (
  district_id text primary key references district (id),
  label text not null
);

-- Sticky: what the provider calls a person is this person. If the claim ever names another, nobody comes in.
create table sso_link (
  district_id text not null references district (id),
  issuer text not null,
  sub text not null check (char_length(sub) between 1 and 255),
  person_id bigint not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (district_id, issuer, sub),
  foreign key (district_id, person_id) references person (district_id, id)
);
create index sso_link_by_person on sso_link (district_id, person_id);

create table sso_login_state (
  state_hash text primary key,
  -- The secret that only the browser which began the login holds, hashed.
  browser_hash text not null,
  district_id text not null references district (id),
  version bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  consumed_at timestamptz
);
create index sso_login_state_expired on sso_login_state (expires_at);

alter table session drop constraint session_kind_check;
alter table session add constraint session_kind_check check (kind in ('launch', 'password', 'sso'));

do $$
declare t text;
begin
  foreach t in array array['sso_provider', 'sso_link']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select, insert, update, delete on sso_provider, sso_link, sso_listing to staffroom_web;
grant select, insert, update, delete on sso_login_state to staffroom_web, staffroom_sync;
-- By night: people who turn out to be one.
grant select, update, delete on sso_link to staffroom_sync;
