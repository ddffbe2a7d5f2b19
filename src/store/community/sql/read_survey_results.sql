-- What is kept of closed cycles. $1 district, $2 cycles.
select r.cycle_id::text as "cycleId", k.class_id::text as "classId", r.completed, r.expected, r.cells,
  r.set_digest as "setDigest", array(
{{+ leads_of_result}}
  ) as leads
from survey_result r
join survey_cycle k on k.district_id = r.district_id and k.id = r.cycle_id
join district d on d.id = r.district_id
where r.district_id = $1 and r.cycle_id = any ($2::text[]::bigint[])
order by r.cycle_id
