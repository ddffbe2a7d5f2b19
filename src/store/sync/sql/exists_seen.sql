or exists (select from {{content}} l
  where l.district_id = $1 and l.source_id = $2 and l.sourced_id = {{sourcedId}} and l.status = 'active'
    and l.fingerprint is not null and l.row_hash is not null
    and not exists (select from near_{{table}} n where n.sourced_id = l.sourced_id and not n.seen))
