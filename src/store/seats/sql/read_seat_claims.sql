-- What the district's order looks at: $1 district, $2 kind, $3 people, $4 the roles that count.
select r.person_id,
  (array_agg(distinct r.scope_id order by r.scope_id) filter (where r.scope_type = 'school'))::text[] as school_ids,
  min(r.granted_at) as since, min(p.priority)::integer as priority
from role_grant r
left join seat_priority p on p.district_id = r.district_id and p.kind = $2 and p.person_id = r.person_id
where r.district_id = $1 and r.status = 'active' and r.role = any($4::text[]) and r.person_id = any($3::bigint[])
group by r.person_id
