-- Whether somebody is active and of the schools in scope. reachSchools, $4 person.
select exists (
  select from person p
  where p.district_id = $1 and p.id = $4::text::bigint and p.status = 'active'
    and ($2::boolean or exists (
      select from affiliation a
      join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
      where a.district_id = p.district_id and a.person_id = p.id and a.org_id = any($3::text[]::bigint[])))
) as reached
