update idempotent_answer set status = $4, body = $5 where district_id = $1 and actor = $2 and key_hash = $3
