-- Answers to creations that carry an idempotency key: the same request again gets the same answer and makes nothing twice.
create table idempotent_answer (
  district_id text not null references district (id),
  -- As the audit log names them.
  actor text not null,
  -- SHA-256 of the key and of method, path and body.
  key_hash text not null,
  request_hash text not null,
  created_at timestamptz not null,
  -- Null: under way, or it was cut off and nobody knows what became of it.
  status integer,
  -- Sealed: it may have notes in it.
  body text,
  primary key (district_id, actor, key_hash)
);
comment on table idempotent_answer is 'What creations with an idempotency key answered, for a day.';

alter table idempotent_answer enable row level security;
alter table idempotent_answer force row level security;
create policy district_only on idempotent_answer using (district_id = app_district()) with check (district_id = app_district());
grant select, insert, update, delete on idempotent_answer to staffroom_web;
