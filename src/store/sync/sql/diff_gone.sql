-- What leaves the roster: said to be gone by the feed itself or, where the table was shown to be complete ($4),
-- not named at all and not withheld because of a damaged row.
insert into {{change}} (op, known, live_id, sourced_id, row_hash, feed_row)
select 'retire', true, {{liveId}}, l.sourced_id, l.row_hash, s.row_no
from {{live}} l
left join {{stage}} s on s.sourced_id = l.sourced_id
where l.district_id = $1 and l.source_id = $2 and l.status = 'active'
  and (s.status = 'gone'
    or ($4 and s.sourced_id is null
      and not exists (select from stage_withheld w where w.roster_table = $3 and w.sourced_id = l.sourced_id)))
