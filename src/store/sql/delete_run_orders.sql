-- $1 district, $2 done before, $3 at most.
delete from run_order where id in (
  select id from run_order where district_id = $1 and done_at < $2 order by id limit $3)
