-- $1 district, $2 cycle.
select answers from survey_sheet where district_id = $1 and cycle_id = $2::text::bigint
