-- The audit log sealed in batches: each seal names its entries with their digests and hangs on the seal before it.

-- What an entry says, as 32 bytes. Sealing and checking both use it.
create function audit_digest(
    district text, id bigint, at timestamptz, actor text, action text, object text, detail jsonb) returns bytea
  language sql stable set search_path = public, pg_temp
  as $$
    select sha256(convert_to(jsonb_build_array(district, id,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor, action, object, detail)::text, 'UTF8'))
  $$;

create table audit_seal (
  district_id text not null references district (id),
  number bigint not null check (number > 0),
  -- [[entry's number, digest in hex], …] by number
  entries jsonb not null,
  -- The highest of them.
  last_id bigint not null,
  -- Of the seal before; of the first one, a digest of the district's id.
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  primary key (district_id, number)
);
comment on table audit_seal is 'Batches of the audit log, each with a hash over its entries and the seal before. Appended only.';
create index audit_seal_by_time on audit_seal (district_id, sealed_at);

-- What a seal's hash is made of.
create function audit_seal_hash(district text, number bigint, previous bytea, entries jsonb) returns bytea
  language sql stable set search_path = public, pg_temp
  as $$ select sha256(previous || convert_to(jsonb_build_array(district, number, entries)::text, 'UTF8')) $$;

alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy district_only on audit_seal using (district_id = app_district()) with check (district_id = app_district());

-- The worker appends, nobody changes; the web shows how far the log is sealed.
grant select, insert on audit_seal to staffroom_sync;
grant select on audit_seal to staffroom_web;
revoke execute on function audit_digest(text, bigint, timestamptz, text, text, text, jsonb),
  audit_seal_hash(text, bigint, bytea, jsonb) from public;
grant execute on function audit_digest(text, bigint, timestamptz, text, text, text, jsonb),
  audit_seal_hash(text, bigint, bytea, jsonb) to staffroom_web, staffroom_sync;

-- The page of the log, newest first, and by what it is about.
create index audit_entry_by_object on audit_entry (district_id, object, id);

alter table chore drop constraint chore_kind_check;
alter table chore add constraint chore_kind_check
  check (kind in ('look', 'post', 'retention', 'expiry', 'link', 'pairs', 'seal'));
