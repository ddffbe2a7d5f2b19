-- $1 district, $2 kind, $3 people, then what all of them become. No join: with statistics of another district the
-- planner has taken 100,000 rows for one and walked a joined list once for each of them.
update seat
set state = $4, since = $5, until = $6
where district_id = $1 and kind = $2 and person_id = any($3::bigint[])
