-- Passwords: a wait that grows with every failure, browsers' networks that an account is known at, and links for a new
-- password.
--
-- Global tables of this migration: sign_in_known, customer_password_reset (each is found before any district is known).

-- Until when the next attempt is refused. Null: it isn't.
alter table sign_in_attempt add column blocked_until timestamptz;

-- An account and a network address from which it was signed in to: others who guess elsewhere don't shut it out there.
create table sign_in_known (
  key_hash text primary key,
  seen_at timestamptz not null
);
create index sign_in_known_old on sign_in_known (seen_at);

-- A link that was asked for and mailed; good once.
create table password_reset (
  district_id text not null references district (id),
  token_hash text not null,
  person_id bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (district_id, token_hash),
  foreign key (district_id, person_id) references account (district_id, person_id)
);
create index password_reset_by_person on password_reset (district_id, person_id);

create table customer_password_reset (
  customer_id text not null,
  token_hash text not null,
  customer_admin_id bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (customer_id, token_hash),
  foreign key (customer_id, customer_admin_id) references customer_admin (customer_id, id)
);

alter table password_reset enable row level security;
alter table password_reset force row level security;
create policy district_only on password_reset using (district_id = app_district()) with check (district_id = app_district());

grant select, insert, delete on password_reset, customer_password_reset to staffroom_web;
grant select, insert, update, delete on sign_in_known to staffroom_web, staffroom_sync;
-- By night: people who turn out to be one.
grant select, delete on password_reset to staffroom_sync;
-- The mail with the link; what it says is sealed.
grant insert on outbox to staffroom_web;
