-- Who may be asked to lead a class: somebody who works in the district by a role of theirs, whoever came in by a community
-- alone may not. By address, or by number where they belong to a community of the class. $1 district, $2 class, $3 address
-- or null, $4 person or null.
select p.id::text as id
from person p
where p.district_id = $1 and p.status = 'active' and p.enabled
  and case when $3::text is not null then lower(p.email) = lower($3) else p.id = $4::text::bigint and exists (
    select from community_class cc
    join person_role r on r.district_id = cc.district_id and r.scope_type = 'community' and r.scope_id = cc.community_id
      and r.person_id = p.id
    where cc.district_id = p.district_id and cc.class_id = $2::text::bigint) end
  and exists (select from role_grant g where g.district_id = p.district_id and g.person_id = p.id and g.status = 'active'
    and g.role in ('district_admin', 'school_admin', 'coach', 'principal', 'teacher', 'it_admin'))
