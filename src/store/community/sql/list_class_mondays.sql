-- What is kept of Mondays of the classes in scope, by question set, Monday and class; only of one class where it is given.
-- Of a class that is over only if it is asked for, and only those since this person came to lead it, of cycles that had
-- begun before they stopped. reachClasses, then $4 class or null, $5 person or null.
select k.class_id::text as "classId", k.question_set as "questionSet", k.starts_on::text as "startsOn",
  k.ends_on::text as "endsOn", w.monday::text as monday, w.completed, w.expected, 1 as classes
from survey_cycle k
join class_monday w on w.district_id = k.district_id and w.cycle_id = k.id
join class c on c.district_id = k.district_id and c.id = k.class_id
where k.district_id = $1 and ($2::boolean or k.class_id = any ($3::text[]::bigint[]))
  and ($4::text is null or k.class_id = $4::text::bigint)
  and (c.status = 'active' or ($4::text is not null and exists (
    select from class_lead_period l join district d on d.id = l.district_id
    where l.district_id = c.district_id and l.class_id = c.id and l.person_id = $5::text::bigint
      and (l.since at time zone d.timezone)::date <= w.monday
      and (coalesce(l.until, 'infinity') at time zone d.timezone)::date >= k.starts_on)))
order by k.question_set, w.monday, k.class_id
