-- Whether a record ($3) is in the feed, as a row that was taken or not, or was said to be gone by it. After the plan of its
-- table ($4).
select exists (select from stage_withheld w where w.roster_table = $4 and w.sourced_id = $3)
  or exists (select from {{stage}} s where s.sourced_id = $3)
  or exists (select from {{change}} c where c.sourced_id = $3 and c.op <> 'retire')
  or (not exists (select from {{change}} c where c.sourced_id = $3)
    and exists (select from {{live}} l
      where l.district_id = $1 and l.source_id = $2 and l.sourced_id = $3 and l.status = 'active'))
  {{seen}} as named
