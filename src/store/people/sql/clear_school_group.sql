delete from school_group_school where district_id = $1 and group_id = $2::text::bigint
