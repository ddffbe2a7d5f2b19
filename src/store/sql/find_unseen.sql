insert into unseen_{{table}}
select l.* from {{content}} l
where l.district_id = $1 and l.source_id = $2 and l.status = 'active'
  and (l.fingerprint is null or l.row_hash is null
    or l.fingerprint # l.content in (select known from stage_unseen where roster_table = $3))
