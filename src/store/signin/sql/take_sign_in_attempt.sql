-- Counts an attempt before it is made, so that many at once are counted, too; nothing where the key has to wait. From the
-- attempt that uses up the free ones on the wait doubles. What was long ago is forgotten. $1 key, $2 now, $3 free
-- attempts, $4 seconds of the first wait, $5 of the longest, $6 after which it is forgotten.
insert into sign_in_attempt as attempt (key_hash, failures, window_ends_at)
values ($1, 1, $2::timestamptz + make_interval(secs => $6))
on conflict (key_hash) do update set
  failures = case when attempt.window_ends_at > $2 then attempt.failures + 1 else 1 end,
  window_ends_at = excluded.window_ends_at,
  blocked_until = case when attempt.window_ends_at > $2 and attempt.failures + 1 >= $3::int
    then $2::timestamptz + make_interval(secs => least($5::float8, $4::float8 * 2 ^ least(attempt.failures + 1 - $3::int, 20))) end
where attempt.blocked_until is null or attempt.blocked_until <= $2
returning failures
