-- $1 district, $2 merge, $3 now.
update person_merge set state = 'merged', merged_at = $3, refused = null where district_id = $1 and id = $2::text::bigint
