-- What a run leaves behind so that it can be explained, taken back and repeated cheaply; orders that the web gives
-- to the worker.

-- ---------------------------------------------------------------- runs

alter table run drop constraint run_trigger_check;
alter table run add constraint run_trigger_check check (trigger in ('manual', 'schedule', 'retry', 'undo'));
alter table run
  -- Roster table to file (or collection) that its rows came from.
  add column files jsonb,
  -- The run that this one takes back.
  add column undo_of bigint,
  add constraint run_undo check ((trigger = 'undo') = (undo_of is not null));

-- The row of the feed that a change came from, as a spreadsheet shows it (the header is row 1).
alter table run_change add column feed_row integer;

-- ---------------------------------------------------------------- the roster

-- feed_row: the row of the feed in the run that changed the record last (changed_run_id; its file is in run.files).
-- modified_at: when the source says it changed the record, from a delta; null: it never said so.
alter table org add column feed_row integer, add column modified_at timestamptz;
alter table term add column feed_row integer, add column modified_at timestamptz;
alter table course add column feed_row integer, add column modified_at timestamptz;
alter table class add column feed_row integer, add column modified_at timestamptz;
-- fingerprint: a 64-bit hash of the row as it stood in the feed, by which the next run knows it unread; null: read it.
alter table person_source
  add column feed_row integer, add column modified_at timestamptz, add column fingerprint bigint;
alter table enrolment
  add column feed_row integer, add column modified_at timestamptz, add column fingerprint bigint;

-- ---------------------------------------------------------------- schedule and orders

-- Why a source rests: 'person' (somebody paused it) or 'undo' (a run of it was taken back, and the same feed would
-- bring the same again).
alter table source_schedule
  add column paused_because text check (paused_because in ('person', 'undo')),
  add constraint source_schedule_paused check (paused or paused_because is null);

-- What a page asks the worker to do, because only the worker runs syncs. Ids only: like the schedule and the queue it is
-- read across districts, without opening any.
create table run_order (
  id bigint generated always as identity primary key,
  district_id text not null references district (id),
  source_id text not null,
  kind text not null check (kind in ('sync', 'preview', 'retry', 'approve', 'approve_additions', 'discard', 'undo', 'preview_undo')),
  -- The run that is decided about, or the one that was made for this order.
  run_id bigint,
  -- 'person:17'
  requested_by text not null check (requested_by <> ''),
  requested_at timestamptz not null default now(),
  taken_at timestamptz,
  done_at timestamptz,
  -- The failure's code where the order could not be carried out.
  failure_code text
);
create index run_order_open on run_order (id) where done_at is null;
create index run_order_by_source on run_order (district_id, source_id, id desc);

grant select, insert, update on run_order to staffroom_web, staffroom_sync;
grant delete on run_order to staffroom_sync;
