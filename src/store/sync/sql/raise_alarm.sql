-- Since the first failure of a row of them; the code of the latest.
update source_schedule set alarm_since = coalesce(alarm_since, $3), alarm_code = $4
where district_id = $1 and source_id = $2
