-- Taking an applied run back: which runs are in effect, in which order they were applied, and the source that rests
-- afterwards because the same feed would bring the same again.

alter table run
  -- The how many-th applied run of its source; null: it was not applied. Ids are given out on request, and a run that was
  -- asked for earlier may be applied later.
  add column applied_no bigint,
  -- The run by which this one is taken back now; null: it is in effect, or was never applied.
  add column undone_by bigint;

-- Forced row-level security hides every row from an owner who names no district.
alter table run no force row level security;
update run r set applied_no = n.applied_no
from (
  select district_id, id, row_number() over (partition by district_id, source_id order by finished_at, id) as applied_no
  from run where state in ('applied', 'reported')
) n
where r.district_id = n.district_id and r.id = n.id;
alter table run force row level security;

create unique index run_applied on run (district_id, source_id, applied_no) where applied_no is not null;

alter table source_schedule
  -- The undo since which the source rests; null: it doesn't for that reason.
  add column pinned_by bigint,
  add constraint source_schedule_pinned check (paused or pinned_by is null);

alter table seat_ledger drop constraint seat_ledger_reason_check;
alter table seat_ledger add constraint seat_ledger_reason_check check (reason in (
  'set_by_hand', 'seat_free', 'none_bought', 'all_in_use', 'held_in_grace', 'over_bought', 'role_lost',
  'person_retired', 'licence_off', 'needed_again', 'grace_ended', 'bought_fewer', 'covered_again', 'undone'));
