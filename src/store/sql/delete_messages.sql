-- $1 district, $2 made before, $3 at most.
delete from outbox where district_id = $1 and id in (
  select id from outbox where district_id = $1 and state <> 'queued' and created_at < $2 order by id limit $3)
