-- Sets of which something was told before their versions were kept. $1 district.
select k.question_set as id
from survey_result r join survey_cycle k on k.district_id = r.district_id and k.id = r.cycle_id
where r.district_id = $1 and r.set_digest is null and r.cells ->> 'questionSet' <> ''
union
select question_set from community_report where district_id = $1 and set_digest is null
