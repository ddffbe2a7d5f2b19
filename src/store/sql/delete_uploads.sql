delete from upload where (district_id, id) in (
  select district_id, id from upload where district_id = $1 and uploaded_at < $2 order by id limit $3)
