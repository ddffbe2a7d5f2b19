-- What is as it was said to be, once what is owned by hand has been put in place.
delete from {{change}} c
using {{live}} l, {{records}} r
where c.op = 'change' and l.district_id = $1 and l.source_id = $2 and l.sourced_id = c.sourced_id and l.row_hash = c.row_hash
  and r.district_id = $1 and r.source_id = $2 and r.sourced_id = c.sourced_id
  and not ({{alteredByChange}})
