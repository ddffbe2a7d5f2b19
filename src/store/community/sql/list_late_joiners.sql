-- Who takes part by the code without being on the roster, in the order they came. $1 district, $2 class.
select id::text as id, name, joined_at as "joinedAt"
from late_joiner where district_id = $1 and class_id = $2::text::bigint and removed_at is null
order by joined_at, id
