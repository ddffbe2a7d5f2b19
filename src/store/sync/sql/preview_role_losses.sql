-- Roles that other rules would not give any more, for a preview that takes it back: $1 district, then one array a column.
update role_grant r
set status = 'revoked', revoked_at = now()
from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
  as g (person_id, role, school, source_id, sourced_id)
where r.district_id = $1 and r.status = 'active' and r.origin = 'feed' and r.person_id = g.person_id and r.role = g.role
  and r.source_id = g.source_id and r.person_sourced_id = g.sourced_id
  and (case when g.school = '' then r.scope_type = 'district' else exists (
    select from org o where o.district_id = $1 and o.id = r.scope_id and o.sourced_id = g.school) end)
