-- Students at work within reach with what is kept of their benchmark tests: the people $5, and those whom a file names by
-- student number or SIS id $6. $1 district, $2 whole, $3 schools, $4 classes.
with meant as materialized (
  select w.id from unnest($5::text[]::bigint[]) w (id)
  union
  select p.id from person p where p.district_id = $1 and p.identifier = any ($6::text[])
  union
  select s.person_id from person_source s
  where s.district_id = $1 and s.sourced_id = any ($6::text[]) and s.status = 'active'
)
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", p.grades,
  array(select n from unnest($6::text[]) n where n = p.identifier or exists (
    select from person_source s where s.district_id = $1 and s.person_id = p.id and s.sourced_id = n
      and s.status = 'active')) as names,
{{+ benchmarks_kept}}
  as kept
from meant m join person p on p.district_id = $1 and p.id = m.id
where
{{+ benchmark_student}}
  and
{{+ student_within}}
order by lower(p.family_name), lower(p.given_name), p.id
