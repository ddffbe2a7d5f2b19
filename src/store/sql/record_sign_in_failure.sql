insert into sign_in_attempt as attempt (key_hash, failures, window_ends_at)
values ($1, 1, $3)
on conflict (key_hash) do update set
  failures = case when attempt.window_ends_at > $2 then attempt.failures + 1 else 1 end,
  window_ends_at = case when attempt.window_ends_at > $2 then attempt.window_ends_at else $3 end
