-- The cycles of classes in scope, by class and start, with how many take part and how many have. reachClasses, then
-- $4 one class or null, $5 now. Of closed cycles as it was when they closed.
select k.id::text as id, k.class_id::text as "classId", k.question_set as "questionSet",
  k.starts_on::text as "startsOn", k.ends_on::text as "endsOn", k.extended_to::text as "extendedTo",
  ($5::timestamptz at time zone d.timezone)::date::text as today,
  k.names_removed_on::text as "namesRemovedOn",
  coalesce(r.completed, (select count(*)::int from survey_participation p
    where p.district_id = k.district_id and p.cycle_id = k.id)
    + (select count(*)::int from joiner_participation q
      where q.district_id = k.district_id and q.cycle_id = k.id)) as completed,
  coalesce(r.expected, (select count(*)::int from (
    select e.person_id from enrolment e
    join person n on n.district_id = e.district_id and n.id = e.person_id and n.status = 'active'
    where e.district_id = k.district_id and e.class_id = k.class_id and e.status = 'active' and e.role = 'student'
    union
    select p.person_id from survey_participation p where p.district_id = k.district_id and p.cycle_id = k.id) everyone)
    + (select count(*)::int from late_joiner j
      left join joiner_participation q on q.district_id = j.district_id and q.cycle_id = k.id and q.joiner_id = j.id
      where j.district_id = k.district_id and j.class_id = k.class_id and (q.joiner_id is not null or (j.removed_at is null
        and (j.joined_at at time zone d.timezone)::date <= coalesce(k.extended_to, k.ends_on))))) as expected
from survey_cycle k
left join survey_result r on r.district_id = k.district_id and r.cycle_id = k.id
join district d on d.id = k.district_id
join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
where k.district_id = $1 and ($2::boolean or k.class_id = any ($3::text[]::bigint[]))
  and ($4::text is null or k.class_id = $4::text::bigint)
order by k.class_id, k.starts_on
