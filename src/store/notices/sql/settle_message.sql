-- What became of an attempt. $1 district, $2 id, $3 attempts (whoever was overtaken changes nothing), $4 state,
-- $5 next attempt, $6 sent at, $7 failure code.
update outbox set state = $4, next_attempt_at = coalesce($5, next_attempt_at), sent_at = $6, failure_code = $7,
  claimed_until = null
where district_id = $1 and id = $2 and attempts = $3 and state = 'queued'
