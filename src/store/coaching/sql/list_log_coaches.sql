-- Who is a coach of the district, by name. $1 district, $2 one person or null.
select p.id::text as id, concat_ws(' ', coalesce(p.preferred_given_name, p.given_name),
  coalesce(p.preferred_family_name, p.family_name)) as name
from person p
where p.district_id = $1 and p.status = 'active' and ($2::text is null or p.id = $2::text::bigint)
  and p.id in (
    select g.person_id from role_grant g where g.district_id = $1 and g.role = 'coach' and g.status = 'active')
order by lower(p.family_name), lower(p.given_name), p.id
