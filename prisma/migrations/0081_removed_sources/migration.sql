-- A source that somebody removes: what it brought and the runs that brought it stay, so the source itself does, out of sight.
-- Its number is never given to another one, for the roster's rows and the audit log go on naming it.

alter table source_schedule add column removed_at timestamptz;
alter table source_schedule add constraint source_schedule_removed
  check (removed_at is null or (paused and cron is null and next_due_at is null and retry_at is null));
