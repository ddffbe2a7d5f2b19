-- $1 key of account and address, $2 now.
insert into sign_in_known (key_hash, seen_at) values ($1, $2) on conflict (key_hash) do update set seen_at = excluded.seen_at
