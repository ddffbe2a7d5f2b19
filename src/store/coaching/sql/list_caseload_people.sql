-- Who is in a caseload and what hands said of it, by name. $1 district, $2 whole district?, $3 schools in scope, $4 caseload,
-- $5 today, $6 first day of the school year, $7 whom nothing may be about ('0': nobody).
with now as materialized (
  select p.person_id, p.by_hand from caseload_people($1, null, $4::text::bigint, $5::date, $6::date) p
),
said as (
  select m.person_id, m.is_in, m.since_on, m.ends_on from caseload_member m
  where m.district_id = $1 and m.caseload_id = $4::text::bigint and (m.ends_on is null or m.ends_on > $5::date)
),
page as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name,
    n.person_id is not null as is_here, s.is_in, s.since_on, s.ends_on
  from now n
  full join said s on s.person_id = n.person_id
  join person p on p.district_id = $1 and p.id = coalesce(n.person_id, s.person_id) and p.status = 'active'
    and p.suspended_at is null and p.id <> $7::text::bigint
  where $2::boolean or exists (
    select from affiliation a
    where a.district_id = $1 and a.person_id = p.id and a.org_id = any($3::text[]::bigint[])
      and a.feed_role not in ('student', 'guardian', 'parent', 'relative'))
)
select page.id::text as id, page.given_name as "givenName", page.family_name as "familyName",
{{+ name_schools}}
  as schools,
  page.is_here as "isHere",
  case when page.is_in then 'hand' when not page.is_in then 'out' else 'rule' end as origin,
  page.since_on::text as "from", page.ends_on::text as "until"
from page
order by lower(page.family_name), lower(page.given_name), page.id
