-- $1 district, $2 kind, $3 the roles that count, best first, $4 now.
-- Who needs a seat against who has one: only where they differ, or where a seat is in grace (needed again, or due).
-- One hash join over both sides; grouping first, or joining every person, costs as much again (so the people who
-- are not active, few, are taken out by themselves).
select coalesce(g.person_id, s.person_id) as person_id, min(array_position($3::text[], g.role)) as rank,
  s.state, s.since, s.until, s.place
from (
  select r.person_id, r.role
  from role_grant r
  where r.district_id = $1 and r.status = 'active' and r.role = any($3::text[])
    and not exists (select from person p where p.district_id = $1 and p.status <> 'active' and p.id = r.person_id)
) g
full join (
  select person_id, state, since, until, place from seat where district_id = $1 and kind = $2
) s on s.person_id = g.person_id
where s.person_id is null
  or (g.person_id is null and (s.state <> 'grace' or s.until <= $4))
  or (s.state = 'grace' and g.person_id is not null)
group by 1, s.state, s.since, s.until, s.place
