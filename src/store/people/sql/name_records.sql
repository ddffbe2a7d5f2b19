-- What people, schools and tags are called, by their numbers. $1 district, $2 people, $3 schools, $4 tags.
select 'person' as kind, p.id::text as id,
  concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name)) as name
from person p where p.district_id = $1 and p.id = any ($2::text[]::bigint[])
union all
select 'school', o.id::text, o.name from org o where o.district_id = $1 and o.id = any ($3::text[]::bigint[])
union all
select 'tag', t.id::text, t.name from coaching_tag t where t.district_id = $1 and t.id = any ($4::text[]::bigint[])
