-- $1 district, $2 kind, $3 the roles that count, $4 now.
-- Who needs a seat against who has one: only where they differ, or where a seat is in grace (needed again, or due).
-- What is looked at for everybody is nothing but the person, so that two indexes hold all of it, in the order that a merge
-- needs: half the time of a hash join over rows with role, state and until. Those few are read afterwards. NOT IN is a
-- hash table of the few who have retired or are deactivated, whatever the planner expects of their number; one for both,
-- since with each more it expects half as many to be left, and takes to sorting.
with gone as materialized (
  select p.id from person p where p.district_id = $1 and p.status <> 'active'
  union all
  select p.id from person p where p.district_id = $1 and p.suspended_at is not null
), need as (
  select r.person_id
  from role_grant r
  where r.district_id = $1 and r.status = 'active' and r.role = any($3::text[])
    and r.person_id not in (select g.id from gone g)
), apart as materialized (
  select distinct coalesce(n.person_id, s.person_id) as person_id, n.person_id is not null as needs
  from need n
  full join (select person_id from seat where district_id = $1 and kind = $2) s on s.person_id = n.person_id
  where n.person_id is null or s.person_id is null
), grace as materialized (
  select person_id, until from seat where district_id = $1 and kind = $2 and state = 'grace'
)
select a.person_id, a.needs, not a.needs as seated
from apart a
where a.needs or not exists (select from grace g where g.person_id = a.person_id and g.until > $4)
union all
select g.person_id, true, true
from grace g
where not exists (select from apart a where a.person_id = g.person_id)
