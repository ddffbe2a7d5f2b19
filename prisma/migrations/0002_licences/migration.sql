-- Licences: what was bought, who holds or awaits a seat, and the ledger that both follow from.
--
-- An assignment never takes used above what is bought, whatever the concurrency. The database keeps the count
-- itself: every statement that changes seats adds its effect to the one licence row (its lock makes concurrent
-- claims queue up), and that row refuses to go above its ceiling. Runtime roles can't write the count.

create table licence (
  district_id text not null references district (id),
  kind text not null check (kind ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  bought integer not null default 0 check (bought >= 0),
  -- greatest(bought, used when fewer were bought), falling with each release.
  ceiling integer not null default 0,
  -- Seats by state, kept by the trigger on seat: used is assigned + grace + over.
  used integer not null default 0,
  waiting integer not null default 0 check (waiting >= 0),
  grace integer not null default 0 check (grace >= 0),
  marked_over integer not null default 0 check (marked_over >= 0),
  primary key (district_id, kind),
  constraint licence_used_within_ceiling check (used <= ceiling),
  constraint licence_ceiling_covers_bought check (ceiling >= bought),
  constraint licence_used_adds_up check (used >= grace + marked_over)
);
comment on constraint licence_used_within_ceiling on licence is 'No seat is assigned above what is bought.';

-- No foreign key to licence: each seat added or changed must find its licence row to be counted (see below), and a
-- check a row would cost as much again.
create table seat (
  district_id text not null,
  kind text not null,
  person_id bigint not null,
  state text not null check (state in ('assigned', 'waiting', 'grace', 'over')),
  -- Since when in this state.
  since timestamptz not null,
  -- The end of grace, or the deadline of a seat that is over.
  until timestamptz,
  -- The ledger entry with which the person came: the place in the queue, and later among the holders.
  place bigint not null,
  primary key (district_id, kind, person_id),
  foreign key (district_id, person_id) references person (district_id, id),
  check ((state in ('grace', 'over')) = (until is not null))
);
create unique index seat_in_order on seat (district_id, kind, state, place);

-- No foreign keys: the ledger outlives what it tells of.
create table seat_ledger (
  district_id text not null,
  kind text not null,
  -- From 1, without a gap.
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  move text not null check (move in (
    'purchase', 'assign', 'wait', 'withdraw', 'leave', 'return', 'release', 'over', 'keep')),
  person_id bigint,
  reason text not null check (reason in (
    'set_by_hand', 'seat_free', 'none_bought', 'all_in_use', 'held_in_grace', 'over_bought', 'role_lost',
    'person_retired', 'licence_off', 'needed_again', 'grace_ended', 'bought_fewer', 'covered_again')),
  until timestamptz,
  -- The total bought, of a purchase.
  quantity integer check (quantity >= 0),
  run_id bigint,
  actor text not null check (actor <> ''),
  primary key (district_id, kind, seq),
  check ((move = 'purchase') = (quantity is not null)),
  check ((move = 'purchase') = (person_id is null)),
  check ((move in ('leave', 'over')) = (until is not null))
);
create index seat_ledger_by_person on seat_ledger (district_id, person_id, seq) where person_id is not null;

-- The few who have left, so that reconciliation needn't join everybody.
create index person_inactive on person (district_id, id) where status <> 'active';

-- ---------------------------------------------------------------- the count

-- The ceiling follows: what is bought, or what is used where that is more; it never rises because seats are claimed.
create function set_licence_ceiling() returns trigger
  language plpgsql
  set search_path = pg_catalog, public
  as $$
begin
  if tg_op = 'INSERT' then
    new.ceiling := new.bought;
  elsif new.bought <> old.bought or new.used < old.used then
    new.ceiling := greatest(new.bought, new.used);
  end if;
  return new;
end $$;
create trigger licence_ceiling before insert or update on licence
  for each row execute function set_licence_ceiling();

-- Runs with the owner's rights, because nobody else may write the count. The rows that it counts have passed the
-- policies of whoever changed them.
create function count_added_seats() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, public
  as $$
declare counted integer;
begin
  update licence l
  set used = l.used + c.used, waiting = l.waiting + c.waiting, grace = l.grace + c.grace,
    marked_over = l.marked_over + c.marked_over
  from (
    select district_id, kind, count(*) filter (where state <> 'waiting') as used,
      count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'grace') as grace,
      count(*) filter (where state = 'over') as marked_over
    from added group by district_id, kind
  ) c
  where l.district_id = c.district_id and l.kind = c.kind;
  get diagnostics counted = row_count;
  if counted <> (select count(*) from (select distinct district_id, kind from added) a) then
    raise exception 'A seat was added of a kind that the district has no licence of.' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create function count_removed_seats() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, public
  as $$
begin
  update licence l
  set used = l.used - c.used, waiting = l.waiting - c.waiting, grace = l.grace - c.grace,
    marked_over = l.marked_over - c.marked_over
  from (
    select district_id, kind, count(*) filter (where state <> 'waiting') as used,
      count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'grace') as grace,
      count(*) filter (where state = 'over') as marked_over
    from removed group by district_id, kind
  ) c
  where l.district_id = c.district_id and l.kind = c.kind;
  return null;
end $$;

create function count_changed_seats() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, public
  as $$
begin
  update licence l
  set used = l.used + c.used, waiting = l.waiting + c.waiting, grace = l.grace + c.grace,
    marked_over = l.marked_over + c.marked_over
  from (
    select district_id, kind, coalesce(sum(sign) filter (where state <> 'waiting'), 0) as used,
      coalesce(sum(sign) filter (where state = 'waiting'), 0) as waiting,
      coalesce(sum(sign) filter (where state = 'grace'), 0) as grace,
      coalesce(sum(sign) filter (where state = 'over'), 0) as marked_over
    from (
      select district_id, kind, state, 1 as sign from added
      union all
      select district_id, kind, state, -1 from removed
    ) both_sides
    group by district_id, kind
  ) c
  where l.district_id = c.district_id and l.kind = c.kind;
  return null;
end $$;

create trigger seat_added after insert on seat referencing new table as added
  for each statement execute function count_added_seats();
create trigger seat_removed after delete on seat referencing old table as removed
  for each statement execute function count_removed_seats();
create trigger seat_changed after update on seat referencing old table as removed new table as added
  for each statement execute function count_changed_seats();

-- ---------------------------------------------------------------- the ledger only grows

create function refuse_ledger_change() returns trigger
  language plpgsql
  set search_path = pg_catalog, public
  as $$
begin
  raise exception 'The seat ledger only grows: write a new entry instead of changing one.' using errcode = 'restrict_violation';
end $$;
create trigger seat_ledger_append_only before update or delete or truncate on seat_ledger
  for each statement execute function refuse_ledger_change();

-- ---------------------------------------------------------------- isolation

do $$
declare t text;
begin
  foreach t in array array['licence', 'seat', 'seat_ledger']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;

revoke execute on function set_licence_ceiling(), count_added_seats(), count_removed_seats(), count_changed_seats(),
  refuse_ledger_change() from public;

grant select on licence, seat, seat_ledger to staffroom_web, staffroom_sync;
grant insert (district_id, kind, bought), update (bought) on licence to staffroom_web, staffroom_sync;
grant insert, delete, update (state, since, until) on seat to staffroom_web, staffroom_sync;
grant insert on seat_ledger to staffroom_web, staffroom_sync;
