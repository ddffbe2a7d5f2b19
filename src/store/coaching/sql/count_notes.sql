-- How many of the interactions that a report reaches have a note; never what one says. Parameters: reach_report, then $11 by what:
-- 'month', 'coach' or 'school'; what was for several schools counts at each of them, as in report_by_school. All it reads of
-- interactions is in the index interaction_noted.
with noted as (
  select i.id, i.coach_id, i.held_on, i.school_id
  from interaction i
  where i.notes_sealed is not null and
{{+ reach_report}}
)
select case $11::text
    when 'coach' then n.coach_id::text
    when 'school' then n.school_id::text
    else date_trunc('month', n.held_on)::date::text end as key, count(*)::int as notes, true as "isTheirs"
from noted n
group by 1
union all
select x.school_id::text, count(*)::int, false
from noted n
join interaction_school x on x.district_id = $1 and x.interaction_id = n.id and x.school_id <> n.school_id
where $11::text = 'school'
group by 1
