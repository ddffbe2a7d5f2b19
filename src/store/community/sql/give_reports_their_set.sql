-- $1 district, $2 set, $3 its version.
with results as (
  update survey_result r set set_digest = $3
  from survey_cycle k
  where k.district_id = r.district_id and k.id = r.cycle_id and r.district_id = $1 and k.question_set = $2
    and r.set_digest is null and r.cells ->> 'questionSet' <> ''
)
update community_report set set_digest = $3 where district_id = $1 and question_set = $2 and set_digest is null
