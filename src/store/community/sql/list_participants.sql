-- Who is to take part in one cycle of a class in scope and who has, by name: its students now, whoever has answered and
-- moved on since, and who joined by the code. `joined`: came after the cycle began; `left`: not in the class any more;
-- `byCode`: not of the roster. reachClasses, then $4 class, $5 cycle.
with cycle as (
  select k.*, d.timezone from survey_cycle k
  join district d on d.id = k.district_id
  join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
  where k.district_id = $1 and k.names_removed_on is null and k.class_id = $4::text::bigint and k.id = $5::text::bigint
    and ($2::boolean or k.class_id = any ($3::text[]::bigint[]))
),
student as (
  select e.person_id, bool_or(e.begin_date > cycle.starts_on) as joined
  from enrolment e join cycle on cycle.district_id = e.district_id and cycle.class_id = e.class_id
  where e.district_id = $1 and e.status = 'active' and e.role = 'student'
  group by e.person_id
),
done as (
  select p.person_id, p.completed_on, p.is_late from survey_participation p
  join cycle on cycle.id = p.cycle_id where p.district_id = $1
)
select * from (
select n.id::text as id, false as "byCode", coalesce(n.preferred_given_name, n.given_name) as "givenName",
  coalesce(n.preferred_family_name, n.family_name) as "familyName",
  done.completed_on::text as "completedOn", coalesce(done.is_late, false) as "isLate",
  coalesce(student.joined, false) as joined, student.person_id is null as "left"
from student full join done on done.person_id = student.person_id
join person n on n.district_id = $1 and n.id = coalesce(student.person_id, done.person_id)
  and (n.status = 'active' or done.person_id is not null)
union all
select j.id::text, true, coalesce(j.name, ''), '', q.completed_on::text, coalesce(q.is_late, false),
  (j.joined_at at time zone cycle.timezone)::date > cycle.starts_on, j.removed_at is not null
from cycle
join late_joiner j on j.district_id = cycle.district_id and j.class_id = cycle.class_id
left join joiner_participation q on q.district_id = j.district_id and q.cycle_id = cycle.id and q.joiner_id = j.id
where q.joiner_id is not null or (j.removed_at is null
  and (j.joined_at at time zone cycle.timezone)::date <= coalesce(cycle.extended_to, cycle.ends_on))
) everybody
order by "byCode", lower("familyName"), lower("givenName"), length(id), id
