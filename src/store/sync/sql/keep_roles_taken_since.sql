-- A role that both had by hand and that was taken from them since is not given again: the merge's mark of it is forgotten.
-- $1 district, $2 merge, $3 who stays.
update person_merge_row r set was = r.was - 'status' - 'revoked_at', became = r.became - 'status' - 'revoked_at'
from role_grant g
where r.district_id = $1 and r.merge_id = $2::text::bigint and r.place = 'role_grant.person_id' and r.was ? 'status'
  and g.district_id = $1 and g.id = (r.key ->> 'id')::bigint
  and not exists (
    select from role_grant s
    where s.district_id = $1 and s.person_id = $3::text::bigint and s.id <> g.id and s.origin = 'manual'
      and s.status = 'active' and s.role = g.role and s.scope_type = g.scope_type and s.scope_id = g.scope_id)
