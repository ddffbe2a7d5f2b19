-- Where it is as it was seen. $1 district, $2 group, $3 name, $4 when it had been changed, $5 now.
update school_group set name = $3, changed_at = $5
where district_id = $1 and id = $2::text::bigint and changed_at = $4::timestamptz
