update source_schedule set alarm_since = null, alarm_code = null
where district_id = $1 and source_id = $2 and alarm_since is not null
