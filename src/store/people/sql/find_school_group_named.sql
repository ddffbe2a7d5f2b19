select id::text as id from school_group where district_id = $1 and lower(name) = lower($2)
