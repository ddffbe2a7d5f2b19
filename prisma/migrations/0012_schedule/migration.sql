-- The schedule that needs no watching: nights off, retries until the window's end, what is stale; runs whose worker died
-- found across districts; orders taken up again where a worker dies.

-- ---------------------------------------------------------------- schedule

alter table source_schedule
  -- When the slot next_due_at really starts, later by the share of the spread that is the source's own: see slot_start.
  add column starts_at timestamptz,
  -- Local dates, both inclusive, on which nothing starts by schedule: [{"from": "2026-12-20", "to": "2027-01-03"}].
  add column blackouts jsonb not null default '[]' check (jsonb_typeof(blackouts) = 'array'),
  -- Local time until which a failed night is tried again; null: the installation's default.
  add column window_end text check (window_end ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  -- The slot that failed and is to be tried again at retry_at; retries so far.
  add column retry_slot timestamptz,
  add column retry_at timestamptz,
  add column retries integer not null default 0,
  -- Since when the source needs somebody, and the code of the failure that it was; the next applied run clears it.
  add column alarm_since timestamptz,
  add column alarm_code text,
  add column last_success_at timestamptz,
  -- When the source counts as stale if nothing is applied before; null: a worker has yet to work it out.
  add column stale_at timestamptz,
  add constraint source_schedule_retry check ((retry_slot is null) = (retry_at is null)),
  add constraint source_schedule_alarm check ((alarm_since is null) = (alarm_code is null));
update source_schedule set starts_at = next_due_at;
create index source_schedule_retry on source_schedule (retry_at) where retry_at is not null and not paused;
create index source_schedule_unsettled on source_schedule (district_id, source_id) where stale_at is null and cron is not null and not paused;

-- ---------------------------------------------------------------- leases

-- The leases of runs under way, beside their runs: a worker finds what dead ones left, of all districts, in one look.
-- Kept by the trigger below and by nothing else.
create table run_lease (
  district_id text not null references district (id),
  run_id bigint not null,
  source_id text not null,
  lease_until timestamptz not null,
  primary key (district_id, run_id)
);
create index run_lease_over on run_lease (lease_until);

create function note_run_lease() returns trigger
  language plpgsql as $$
begin
  if new.state in ('reading', 'staged', 'planned', 'applying', 'applied') then
    -- An applied run has given its lease back and still has a step to go: whoever finds it may take that.
    insert into run_lease (district_id, run_id, source_id, lease_until)
    values (new.district_id, new.id, new.source_id, coalesce(new.lease_until, now()))
    on conflict (district_id, run_id) do update set lease_until = excluded.lease_until;
  elsif new.state = 'requested' then
    -- A command claims its own run at once: one not claimed within a minute died before it could.
    insert into run_lease (district_id, run_id, source_id, lease_until)
    values (new.district_id, new.id, new.source_id, new.requested_at + interval '1 minute')
    on conflict (district_id, run_id) do nothing;
  else
    delete from run_lease where district_id = new.district_id and run_id = new.id;
  end if;
  return null;
end $$;

create trigger run_lease_requested after insert on run
  for each row when (new.requested_by = 'cli') execute function note_run_lease();
-- Not at every step: between claim and rest only renewals change anything here.
create trigger run_lease_changed after update of state, lease_until on run
  for each row when (old.lease_until is distinct from new.lease_until
    or (old.state is distinct from new.state and old.state in ('requested', 'applied')))
  execute function note_run_lease();

-- What the runs of before left behind; each district by itself, because nobody sees two at once.
do $$
declare d text;
begin
  for d in select id from district loop
    perform set_config('app.district_id', d, true);
    insert into run_lease (district_id, run_id, source_id, lease_until)
    select district_id, id, source_id, coalesce(lease_until, now()) from run
    where state in ('reading', 'staged', 'planned', 'applying', 'applied');
    update source_schedule s set last_success_at = r.at
    from (select source_id, max(finished_at) as at from run where state in ('applied', 'reported') and not dry_run group by source_id) r
    where s.district_id = d and s.source_id = r.source_id;
  end loop;
  perform set_config('app.district_id', '', true);
end $$;

grant select, insert, update, delete on run_lease to staffroom_sync;
grant select on run_lease to staffroom_web;

-- ---------------------------------------------------------------- orders

alter table run_order
  -- Whoever carries the order out says so until then; over and not done, it is anybody's again.
  add column lease_until timestamptz,
  add column taken_count integer not null default 0,
  -- The run that was made for this order. Known before the run is started, so that no second one is made.
  add column made_run_id bigint;
create index run_order_waiting on run_order (district_id, source_id, id) where done_at is null;

-- ---------------------------------------------------------------- the start of a slot

-- starts_at belongs to next_due_at only where it lies behind it and near it: an older worker, or a hand, may have moved
-- next_due_at on alone.
create function slot_start(next_due_at timestamptz, starts_at timestamptz) returns timestamptz
  language sql immutable parallel safe
  as $$ select case when starts_at >= next_due_at and starts_at - next_due_at < interval '1 day' then starts_at else next_due_at end $$;
comment on function slot_start(timestamptz, timestamptz) is 'When the slot of a source really starts.';
grant execute on function slot_start(timestamptz, timestamptz) to staffroom_web, staffroom_sync;
