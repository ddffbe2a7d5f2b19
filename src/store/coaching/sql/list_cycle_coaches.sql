-- Who coaches in the cycles in scope, by name, and how many of these are open. reachRecords.
with theirs as (
  select c.coach_id, (count(*) filter (where c.ended_on is null))::int as open
  from coaching_cycle c
  where c.district_id = $1 and ($2::boolean or c.coach_id = $3::text::bigint)
    and c.id not in (
      select e.cycle_id from coaching_cycle_about e where e.district_id = $1 and e.person_id = $4::text::bigint)
  group by c.coach_id
)
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", theirs.open
from theirs join person p on p.district_id = $1 and p.id = theirs.coach_id
order by lower(coalesce(p.preferred_family_name, p.family_name)), lower(coalesce(p.preferred_given_name, p.given_name)), p.id
