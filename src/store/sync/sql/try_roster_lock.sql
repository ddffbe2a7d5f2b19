-- The lock that an apply holds while it writes the district's roster; false where one does just now.
select pg_try_advisory_xact_lock(hashtextextended('roster:' || $1, 0)) as locked
