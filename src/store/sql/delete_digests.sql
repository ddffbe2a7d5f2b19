-- The newest stays: the next digest begins where it ended. $1 district, $2 composed before, $3 at most.
delete from digest where district_id = $1 and day in (
  select day from digest where district_id = $1 and composed_at < $2
    and day < (select max(day) from digest where district_id = $1)
  order by day limit $3)
