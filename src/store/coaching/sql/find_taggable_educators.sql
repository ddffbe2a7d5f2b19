-- Which of these people are staff of the schools in scope. reachSchools, then $4 their ids.
select distinct a.person_id::text as id
from affiliation a
join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
join person p on p.district_id = a.district_id and p.id = a.person_id and p.status = 'active'
  and p.suspended_at is null
where a.district_id = $1
  and a.person_id = any($4::text[]::bigint[])
  and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
  and ($2::boolean or a.org_id = any($3::text[]::bigint[]))
  and not exists (
    select from seat w
    where w.district_id = a.district_id and w.kind = 'educator-capacity' and w.person_id = a.person_id and w.state = 'waiting')
