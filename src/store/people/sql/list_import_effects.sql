-- What an import did, of one sort; `grantId` is the role that it gave, while it is held. $1 district, $2 import, $3 sort.
select e.person_id::text as "personId", e.class_id::text as "classId", e.detail,
  (select g.id::text from role_grant g
    where e.effect = 'role' and g.district_id = $1 and g.person_id = e.person_id and g.role = e.detail ->> 'role'
      and g.scope_type = 'school' and g.scope_id = (e.detail ->> 'schoolId')::bigint and g.status = 'active'
      and g.origin = 'manual' and g.granted_at = m.written_at limit 1) as "grantId"
from roster_import m
join roster_import_effect e on e.district_id = m.district_id and e.import_id = m.id and e.effect = $3
where m.district_id = $1 and m.id = $2::text::bigint and (e.person_id is not null or e.class_id is not null)
order by e.id
