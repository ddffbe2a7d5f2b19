select pg_sleep(0.25)::text
