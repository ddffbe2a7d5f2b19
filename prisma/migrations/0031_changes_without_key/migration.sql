-- No foreign key from a change to its run, for the reason that enrolments have none: they are written set by set, by the
-- run itself, which is under its lease, and the check of each row took a quarter of that. A run is deleted only where no
-- change names it any more (find_expired_runs.sql), so none can be left behind.
alter table run_change drop constraint run_change_district_id_run_id_fkey;
