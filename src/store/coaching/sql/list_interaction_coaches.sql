-- Who logged the interactions in scope, by name. reachRecords, then $5 schools whose interactions others logged are open, too, or
-- null, as in list_interactions. Of the whole district one entry of the index is read for each coach, and then the first of theirs
-- that isn't about the reader: who logged nothing else isn't named.
with recursive coach (id) as (
  select (select min(i.coach_id) from interaction i where i.district_id = $1 and $2::boolean)
  union all
  select (select i.coach_id from interaction i where i.district_id = $1 and i.coach_id > coach.id order by i.coach_id limit 1)
  from coach where coach.id is not null
),
about_reader as materialized (
  select e.interaction_id from interaction_about e
  where e.district_id = $1 and e.person_id = $4::text::bigint
),
theirs as (
  select coach.id from coach
  where coach.id is not null and exists (
    select from interaction i
    where i.district_id = $1 and i.coach_id = coach.id
      and not exists (select from about_reader r where r.interaction_id = i.id))
  union
  select i.coach_id from interaction i
  where not $2::boolean and i.district_id = $1
    and (i.coach_id = $3::text::bigint or i.school_id = any ($5::text[]::bigint[]))
    and not exists (select from about_reader r where r.interaction_id = i.id)
  union
  select i.coach_id from interaction_school x
  join interaction i on i.district_id = $1 and i.id = x.interaction_id
  where not $2::boolean and x.district_id = $1 and x.school_id = any ($5::text[]::bigint[])
    and not exists (select from about_reader r where r.interaction_id = i.id)
)
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName"
from theirs join person p on p.district_id = $1 and p.id = theirs.id
order by lower(coalesce(p.preferred_family_name, p.family_name)), lower(coalesce(p.preferred_given_name, p.given_name)), p.id
