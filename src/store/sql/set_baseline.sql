update source set baseline_run_id = $3 where district_id = $1 and id = $2 and baseline_run_id is null
