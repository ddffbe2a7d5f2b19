-- The students of a programme's class: what they have, and what they were given in the week from $4 (not what was taken
-- back of it). $1 district, $2 class, $3 programme, $4 a Monday, $5 of these people alone, or null.
with had as (
  select e.person_id, greatest(sum(e.points), 0)::int as balance,
    coalesce(sum(e.points) filter (where e.kind = 'given'
      and (e.entered_at at time zone d.timezone)::date between $4::text::date and $4::text::date + 6
      and not exists (select from point_entry u where u.district_id = $1 and u.undoes_id = e.id)), 0)::int as week
  from point_entry e join district d on d.id = e.district_id
  where e.district_id = $1 and e.programme_id = $3::text::bigint
  group by e.person_id
)
select n.id::text as id, coalesce(n.preferred_given_name, n.given_name) as "givenName",
  coalesce(n.preferred_family_name, n.family_name) as "familyName",
  coalesce(had.balance, 0) as balance, coalesce(had.week, 0) as week
from person n left join had on had.person_id = n.id
where n.district_id = $1 and ($5::text[] is null or n.id = any ($5::text[]::bigint[]))
  and n.status = 'active' and n.merged_into is null and n.erased_at is null
  and exists (select from enrolment e where e.district_id = $1 and e.class_id = $2::text::bigint and e.person_id = n.id
    and e.role = 'student' and e.status = 'active')
order by lower(coalesce(n.preferred_family_name, n.family_name)), lower(coalesce(n.preferred_given_name, n.given_name)), n.id
