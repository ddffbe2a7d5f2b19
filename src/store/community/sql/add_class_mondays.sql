-- Keeps how many had taken part when this week's Monday began, of cycles that were under way then and are not closed. Whoever
-- answers on the Monday itself isn't counted, so that it is the same whenever in the week a worker comes to it. Answers how
-- many. $1 district, $2 now, $3 how many at most.
with monday as (
{{+ this_monday}}
),
due as (
  select k.id, k.class_id, monday.day, monday.timezone
  from survey_cycle k cross join monday
  join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
  where k.district_id = $1 and k.closed_on is null and k.starts_on < monday.day
    and coalesce(k.extended_to, k.ends_on) >= monday.day
    and not exists (select from class_monday w where w.district_id = $1 and w.cycle_id = k.id and w.monday = monday.day)
  order by k.id
  limit $3::int
),
done as (
  select due.*, (select count(*)::int from survey_participation p
      where p.district_id = $1 and p.cycle_id = due.id and p.completed_on < due.day)
    + (select count(*)::int from joiner_participation q
      where q.district_id = $1 and q.cycle_id = due.id and q.completed_on < due.day) as completed
  from due
)
insert into class_monday (district_id, cycle_id, monday, completed, expected)
select $1, done.id, done.day, done.completed,
  (select count(*)::int from (
    select e.person_id from enrolment e
    join person n on n.district_id = e.district_id and n.id = e.person_id and n.status = 'active'
    where e.district_id = $1 and e.class_id = done.class_id and e.status = 'active' and e.role = 'student'
    union
    select p.person_id from survey_participation p
    where p.district_id = $1 and p.cycle_id = done.id and p.completed_on < done.day) everyone)
  + (select count(*)::int from late_joiner j
    left join joiner_participation q on q.district_id = j.district_id and q.cycle_id = done.id and q.joiner_id = j.id
      and q.completed_on < done.day
    where j.district_id = $1 and j.class_id = done.class_id and (q.joiner_id is not null
      or (j.removed_at is null and (j.joined_at at time zone done.timezone)::date < done.day)))
from done
on conflict do nothing
