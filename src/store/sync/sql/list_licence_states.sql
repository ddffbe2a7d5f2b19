-- The licences of a district, and of each how many seats are held and awaited by people of the schools in scope.
-- reachSchools.
select l.kind, l.bought, l.used, l.waiting, l.grace, greatest(0, l.used - l.bought) as over,
  l.used - l.grace + l.waiting as needed,
  coalesce(here.used, 0)::int as "usedHere", coalesce(here.waiting, 0)::int as "waitingHere",
  coalesce(here.grace, 0)::int as "graceHere"
from licence l
left join lateral (
  select count(*) filter (where s.state <> 'waiting') as used, count(*) filter (where s.state = 'waiting') as waiting,
    count(*) filter (where s.state = 'grace') as grace
  from seat s
  where not $2::boolean and s.district_id = l.district_id and s.kind = l.kind and exists (
    select from affiliation a
    where a.district_id = s.district_id and a.person_id = s.person_id and a.org_id = any($3::text[]::bigint[]))
) here on true
where l.district_id = $1
order by l.kind collate "C"
