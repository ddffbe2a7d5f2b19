-- The surveys that a student may answer today, and those of today's that they have. reachOwn, then $3 now, $4 one cycle
-- or null.
select k.id::text as id, c.title as "classTitle", k.question_set as "questionSet", own.content as "ownSet",
  k.ends_on::text as "endsOn",
  coalesce(k.extended_to, k.ends_on)::text as "lastDay", today.day > k.ends_on as "isLate",
  exists (select from survey_participation p
    where p.district_id = k.district_id and p.cycle_id = k.id and p.person_id = $2::text::bigint) as completed,
  exists (select from survey_draft f
    where f.district_id = k.district_id and f.cycle_id = k.id and f.person_id = $2::text::bigint) as begun
from survey_cycle k
join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
join district d on d.id = k.district_id
cross join lateral (select ($3::timestamptz at time zone d.timezone)::date as day) today
left join lateral (
{{+ set_of_cycle}}
) own on true
where k.district_id = $1 and ($4::text is null or k.id = $4::text::bigint)
  and today.day between k.starts_on and coalesce(k.extended_to, k.ends_on) and k.closed_on is null
  and k.class_id in (
    select e.class_id from enrolment e
    where e.district_id = $1 and e.person_id = $2::text::bigint and e.status = 'active' and e.role = 'student')
order by k.ends_on, lower(c.title), k.id
