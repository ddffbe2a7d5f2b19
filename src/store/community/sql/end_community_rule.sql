-- The rule makes and changes nothing any more; what it made stays. $1 district, $2 rule, $3 now, $4 by whom.
update community_rule set ended_at = $3, ended_by = $4
where district_id = $1 and id = $2::text::bigint and ended_at is null
returning id::text as id
