-- Free texts in the order of their random names. $1 district, $2 cycle.
select id, question, text_sealed as sealed from survey_text where district_id = $1 and cycle_id = $2::text::bigint order by id
