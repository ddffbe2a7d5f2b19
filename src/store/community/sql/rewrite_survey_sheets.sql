-- Writes all sheets of a closed cycle anew at once, in the order of their random names: which of them were mixed together,
-- and which came last, is no longer told by the transaction that wrote them or by where they lie. $1 district, $2 cycle.
with gone as (
  delete from survey_sheet where district_id = $1 and cycle_id = $2::text::bigint returning district_id, cycle_id, id, answers
)
insert into survey_sheet (district_id, cycle_id, id, answers)
select district_id, cycle_id, id, answers from gone order by id
