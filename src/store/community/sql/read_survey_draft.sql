-- $1 district, $2 person, $3 cycle.
select draft_sealed as "sealed" from survey_draft
where district_id = $1 and person_id = $2::text::bigint and cycle_id = $3::text::bigint
