-- Active classes of these schools that have one of these titles or codes; and those that are in scope by themselves.
-- reachSchools, then $4 classes in scope, $5 schools, $6 titles and codes in lower case.
select c.id::text as id, c.title, c.class_code as "classCode", c.school_id::text as "schoolId",
  $2::boolean or c.school_id = any ($3::text[]::bigint[]) or c.id = any ($4::text[]::bigint[]) as "inReach"
from class c
where c.district_id = $1 and c.status = 'active' and c.school_id = any ($5::text[]::bigint[])
  and (lower(btrim(c.title)) = any ($6::text[]) or lower(btrim(c.class_code)) = any ($6::text[])
    or c.id = any ($4::text[]::bigint[]))
order by c.id
