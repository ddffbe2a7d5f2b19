-- The same of free texts. $1 district, $2 cycle.
with gone as (
  delete from survey_text where district_id = $1 and cycle_id = $2::text::bigint
  returning district_id, cycle_id, id, question, text_sealed
)
insert into survey_text (district_id, cycle_id, id, question, text_sealed)
select district_id, cycle_id, id, question, text_sealed from gone order by id
