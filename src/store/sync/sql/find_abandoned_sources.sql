-- One look across all districts; recover_runs decides of each under its own lock.
select distinct district_id, source_id from run_lease where lease_until < now() order by 1, 2
