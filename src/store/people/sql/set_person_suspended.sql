-- $1 district, $2 person, $3 deactivated, or not any more? $4 now. The time for which they were is kept beside it.
update person set
  suspended_times = suspended_times + case
    when suspended_at is null or suspended_at >= $4::timestamptz then '{}'
    else tstzmultirange(tstzrange(suspended_at, $4::timestamptz)) end,
  suspended_at = case when $3::boolean then $4::timestamptz end,
  suspended_by = case when $3::boolean then current_setting('app.actor') end
where district_id = $1 and id = $2 and (suspended_at is not null) <> $3::boolean
