-- Whether a class $5 or a person $6, one of them null, is in reach: $1 district, $2 the whole of it?, $3 schools, $4 classes.
select exists (
  select from class c
  where c.district_id = $1 and c.id = $5::text::bigint
    and ($2::boolean or c.school_id = any($3::text[]::bigint[])
      -- Whoever led a class leads nothing of it once it has ended.
      or (c.status = 'active' and c.id = any($4::text[]::bigint[])))
) or exists (
  select from person p
  where p.district_id = $1 and p.id = $6::text::bigint
    and ($2::boolean
      or exists (
        select from affiliation a
        where a.district_id = p.district_id and a.person_id = p.id and a.org_id = any($3::text[]::bigint[]))
      or exists (
        select from enrolment e
        where e.district_id = p.district_id and e.person_id = p.id and e.status = 'active' and e.role = 'student'
          and e.class_id = any($4::text[]::bigint[])))
) as reached
