-- Takes out what hands said of somebody in these caseloads, and says what it was. $1 district, $2 caseloads, $3 who.
delete from caseload_member
where district_id = $1 and caseload_id = any ($2::text[]::bigint[]) and person_id = $3::text::bigint and is_in
returning caseload_id::text as "caseloadId", since_on::text as "from", ends_on::text as "until"
