-- $1 district, $2 caseload.
delete from caseload_rule where district_id = $1 and caseload_id = $2::text::bigint
