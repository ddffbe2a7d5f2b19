-- Staged rows of which another row of the feed is the live record, as it was.
select s.sourced_id, s.row_no::text as row, (s.status = 'active' and s.row_hash = l.row_hash) as same,
  (l.fingerprint # l.content)::text as known
from {{stage}} s
join {{content}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = s.sourced_id
where l.status = 'active' and l.fingerprint is not null and l.row_hash is not null
  and not exists (select from stage_unseen u where u.roster_table = $3 and u.known = l.fingerprint # l.content)
order by s.row_no
