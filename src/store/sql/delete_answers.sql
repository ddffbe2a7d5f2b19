-- $1 district, $2 made before, $3 at most.
delete from idempotent_answer where (district_id, actor, key_hash) in (
  select district_id, actor, key_hash from idempotent_answer where district_id = $1 and created_at < $2 limit $3)
