delete from idempotent_answer where district_id = $1 and actor = $2 and created_at < $3
