create temporary table later_run (run_id bigint not null)
