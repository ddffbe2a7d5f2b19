-- $1 district, $2 school, $3 person, $4 as what.
delete from affiliation
where district_id = $1 and org_id = $2 and person_id = $3 and feed_role = $4 and source_id = ''
