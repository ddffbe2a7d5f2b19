-- What a year's day would forget. $1 district, $2 the day.
select count(distinct k.id)::int as cycles, count(p.cycle_id)::int as participations
from survey_cycle k
left join (
  select district_id, cycle_id from survey_participation union all select district_id, cycle_id from joiner_participation
) p on p.district_id = k.district_id and p.cycle_id = k.id
where k.district_id = $1 and k.names_removed_on is null and coalesce(k.extended_to, k.ends_on) < $2::text::date
