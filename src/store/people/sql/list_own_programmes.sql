-- The programmes of a student's active classes that run today, with what they have there. reachOwn, $3 now.
select p.id::text as id, p.name, c.title as "className", p.ends_on::text as "endsOn",
  (select greatest(coalesce(sum(e.points), 0), 0)::int from point_entry e
    where e.district_id = $1 and e.programme_id = p.id and e.person_id = $2::text::bigint) as balance
from programme p
join district d on d.id = p.district_id
join class c on c.district_id = p.district_id and c.id = p.class_id and c.status = 'active'
where p.district_id = $1
  and ($3::timestamptz at time zone d.timezone)::date between p.starts_on and p.ends_on
  and exists (select from enrolment e
    where e.district_id = $1 and e.class_id = p.class_id and e.person_id = $2::text::bigint
      and e.status = 'active' and e.role = 'student')
order by lower(c.title), p.ends_on, p.id
