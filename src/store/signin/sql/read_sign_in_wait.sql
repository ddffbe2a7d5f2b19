-- $1 key.
select blocked_until from sign_in_attempt where key_hash = $1
