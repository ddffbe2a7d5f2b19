-- $1 district, $2 kind, $3 people (null: all).
select person_id, state, since, until, place
from seat
where district_id = $1 and kind = $2 and ($3::bigint[] is null or person_id = any($3::bigint[]))
order by place
