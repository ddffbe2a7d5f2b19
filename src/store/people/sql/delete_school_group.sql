delete from school_group where district_id = $1 and id = $2::text::bigint
