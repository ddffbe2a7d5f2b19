-- Takes students out; what they have done is kept. $1 district, $2 people, $3 the pathway, $4 now.
update pathway_student set left_at = $4
where district_id = $1 and person_id = any ($2::text[]::bigint[]) and pathway_id = $3::text::bigint and left_at is null
