-- What hands said of these people: the rules decide again. $1 district, $2 caseload, $3 people.
delete from caseload_member
where district_id = $1 and caseload_id = $2::text::bigint and person_id = any($3::text[]::bigint[])
