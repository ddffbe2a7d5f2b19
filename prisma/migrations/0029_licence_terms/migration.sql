-- Purchases with terms, seats reserved for schools, and places in the queue that somebody set by hand.

-- What is bought of a kind today is the sum of the purchases whose term has begun and not ended; licence.bought follows
-- it with the next reconciliation.
create table licence_purchase (
  district_id text not null references district (id),
  kind text not null check (kind ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  -- What the district calls it, an order number say; 'standing' is the one without an end that makes up a total.
  name text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$'),
  quantity integer not null check (quantity between 0 and 10000000),
  -- The first and the last day, both included, in the district's zone; null: always, for good.
  starts_on date,
  ends_on date,
  entered_at timestamptz not null,
  entered_by text not null check (entered_by <> ''),
  primary key (district_id, kind, name),
  check (ends_on >= starts_on)
);

-- Seats that only people of a school get; the rest is for everybody.
create table licence_reservation (
  district_id text not null,
  kind text not null check (kind ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  school_id bigint not null,
  quantity integer not null check (quantity between 1 and 10000000),
  primary key (district_id, kind, school_id),
  foreign key (district_id, school_id) references org (district_id, id)
);

-- Where the district hands out seats by hand: the lowest number first.
create table seat_priority (
  district_id text not null,
  kind text not null check (kind ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  person_id bigint not null,
  priority smallint not null check (priority between 1 and 9999),
  primary key (district_id, kind, person_id),
  foreign key (district_id, person_id) references person (district_id, id)
);

insert into licence_purchase (district_id, kind, name, quantity, entered_at, entered_by)
select district_id, kind, 'standing', bought, now(), 'system' from licence where bought > 0;

-- yield: an administrator chose who gives a seat back, of a licence that is over.
alter table seat_ledger drop constraint seat_ledger_move_check;
alter table seat_ledger add constraint seat_ledger_move_check check (move in (
  'purchase', 'assign', 'wait', 'withdraw', 'leave', 'return', 'release', 'over', 'keep', 'yield'));
alter table seat_ledger drop constraint seat_ledger_reason_check;
alter table seat_ledger add constraint seat_ledger_reason_check check (reason in (
  'set_by_hand', 'term_changed', 'seat_free', 'none_bought', 'all_in_use', 'held_in_grace', 'over_bought',
  'reserved_elsewhere', 'role_lost', 'person_retired', 'licence_off', 'needed_again', 'grace_ended', 'bought_fewer',
  'covered_again', 'undone', 'chosen'));

do $$
declare t text;
begin
  foreach t in array array['licence_purchase', 'licence_reservation', 'seat_priority']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

grant select, insert, update, delete on licence_purchase, licence_reservation, seat_priority
  to staffroom_web, staffroom_sync;

alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in (
  'run_held', 'quarantine_limit', 'run_failed', 'source_stale', 'source_pinned', 'licence_near', 'licence_full',
  'licence_over', 'licence_waiting', 'licence_ends', 'licence_reclaim', 'delivery_failed'));

-- Whose grace ends when, looked for by the clock.
create index seat_grace_end on seat (district_id, until) where state = 'grace';
