-- Of two workers that queue slots of one district at once, the second counts what the first has queued.
select pg_advisory_xact_lock(hashtextextended('slots:' || $1, 0))
