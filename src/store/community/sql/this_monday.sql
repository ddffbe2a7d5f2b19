  select date_trunc('week', $2::timestamptz at time zone timezone)::date as day, timezone from district where id = $1
