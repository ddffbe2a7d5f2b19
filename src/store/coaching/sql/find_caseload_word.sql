-- What hands say of somebody in a caseload. $1 district, $2 caseload, $3 who.
select is_in as "isIn", since_on::text as "from", ends_on::text as "until" from caseload_member
where district_id = $1 and caseload_id = $2::text::bigint and person_id = $3::text::bigint
for update
