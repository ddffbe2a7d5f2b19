-- The closed cycles of classes in scope with what is kept of them, by class and start; only of one class where it is
-- given. Of a class that is over only if it is asked for, and only what was made since this person came to lead it, of
-- cycles that had begun before they stopped. reachClasses, then $4 class or null, $5 person or null.
select k.id::text as "cycleId", k.class_id::text as "classId", c.title as "classTitle", k.question_set as "questionSet",
  k.starts_on::text as "startsOn", k.ends_on::text as "endsOn", r.made_on::text as "madeOn", r.completed, r.expected,
  r.cells, r.texts_sealed as "textsSealed", r.set_digest as "setDigest"
from survey_result r
join survey_cycle k on k.district_id = r.district_id and k.id = r.cycle_id
join class c on c.district_id = k.district_id and c.id = k.class_id
where r.district_id = $1 and ($2::boolean or k.class_id = any ($3::text[]::bigint[]))
  and ($4::text is null or k.class_id = $4::text::bigint)
  and (c.status = 'active' or ($4::text is not null and exists (
    select from class_lead_period l join district d on d.id = l.district_id
    where l.district_id = c.district_id and l.class_id = c.id and l.person_id = $5::text::bigint
      and (l.since at time zone d.timezone)::date <= r.made_on
      and (coalesce(l.until, 'infinity') at time zone d.timezone)::date >= k.starts_on)))
order by k.class_id, k.starts_on
