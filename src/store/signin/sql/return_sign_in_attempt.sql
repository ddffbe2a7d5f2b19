-- An attempt that succeeded was no failure. $1 key.
update sign_in_attempt set failures = greatest(failures - 1, 0), blocked_until = null where key_hash = $1
