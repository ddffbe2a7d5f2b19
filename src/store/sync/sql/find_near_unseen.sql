-- offset 0: row by row, where it stands. A row that was written since is not the one that was asked for: what becomes of it
-- is for the next run.
insert into near_{{table}}
select l.*, false from stage_unseen u
cross join lateral (select * from {{content}} c where c.place = u.place offset 0) l
where u.roster_table = $3 and l.district_id = $1 and l.source_id = $2 and l.status = 'active'
  and case when u.known is null then l.fingerprint is null or l.row_hash is null
    else l.fingerprint # l.content = u.known end
