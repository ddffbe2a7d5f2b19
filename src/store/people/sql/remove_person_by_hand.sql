-- $1 district, $2 person, $3 now.
update person set status = 'retired', retired_at = $3, suspended_at = null, suspended_by = null,
  suspended_times = suspended_times + case when suspended_at < $3 then tstzmultirange(tstzrange(suspended_at, $3)) else '{}' end
where district_id = $1 and id = $2 and status = 'active'
