delete from sign_in_attempt where key_hash = $1
