-- $1 district, $2 resolved before, $3 at most.
delete from notice where district_id = $1 and id in (
  select id from notice where district_id = $1 and resolved_at < $2 order by id limit $3)
