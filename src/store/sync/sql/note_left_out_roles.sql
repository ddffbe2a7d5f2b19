update run_change s set skipped_because = 'additions_only'
where s.district_id = $1 and s.run_id = $2 and s.kind = 'roles' and s.skipped_because is null
  and not exists (select from change_roles c
    where concat_ws('|', c.person_sourced_id, c.role, c.scope_type, c.scope_sourced_id) = s.key)
