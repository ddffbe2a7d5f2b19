-- The run was applied with these faults: they are known from now on.
update quarantine_entry set accepted = true
where district_id = $1 and source_id = $2 and last_run_id = $3 and not accepted
