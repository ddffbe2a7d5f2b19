-- $1 district, $2 people, $3 the roles that count, $4 grants that are to be left out: every active grant that counts.
select r.person_id, r.role, case when r.scope_type = 'school' then r.scope_id end as school_id
from role_grant r
where r.district_id = $1 and r.status = 'active' and r.person_id = any($2::bigint[]) and r.role = any($3::text[])
  and not r.id = any($4::bigint[])
