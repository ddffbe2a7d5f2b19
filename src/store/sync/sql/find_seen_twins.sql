-- Staged rows of which another row of the feed may be the live record, as it was.
select s.sourced_id, s.row_no::text as row, (s.status = 'active' and s.row_hash = l.row_hash) as same,
  (l.fingerprint # l.content)::text as known
from {{stage}} s
join near_{{table}} l on l.sourced_id = s.sourced_id
where l.seen
order by s.row_no
