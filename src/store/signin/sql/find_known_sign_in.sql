-- $1 key of account and address, $2 since when.
select from sign_in_known where key_hash = $1 and seen_at > $2
