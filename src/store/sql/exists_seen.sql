or exists (select from {{content}} l
  where l.district_id = $1 and l.source_id = $2 and l.sourced_id = q.sourced_id and l.status = 'active'
    and l.fingerprint is not null and l.row_hash is not null
    and not exists (select from stage_unseen u where u.roster_table = $5 and u.known = l.fingerprint # l.content))
