-- Cycles whose tray may be emptied: so many answers lie in it that nobody's is alone, or no more can come. $1 district,
-- $2 now, $3 how many.
select t.cycle_id::text as "cycleId"
from survey_tray t
join survey_cycle k on k.district_id = t.district_id and k.id = t.cycle_id
join district d on d.id = t.district_id
where t.district_id = $1
group by t.cycle_id
having count(*) >= $3::int
  or bool_or(($2::timestamptz at time zone d.timezone)::date > coalesce(k.extended_to, k.ends_on))
order by t.cycle_id
