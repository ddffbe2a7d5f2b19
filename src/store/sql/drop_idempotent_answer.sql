delete from idempotent_answer where district_id = $1 and actor = $2 and key_hash = $3 and status is null
