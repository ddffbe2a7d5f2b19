select coalesce(max(failures), 0) as failures from sign_in_attempt where key_hash = $1 and window_ends_at > $2
