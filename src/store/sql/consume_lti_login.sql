-- One success per login, whatever number of replays arrives at once: the row lock queues them, the condition
-- is checked again after it.
update lti_login_state set consumed_at = $2
where state_hash = $1 and consumed_at is null and expires_at > $2
returning state_hash
