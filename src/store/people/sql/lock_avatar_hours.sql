-- One change of a class's hours after the other. $1 district, $2 class.
select pg_advisory_xact_lock(hashtextextended('avatar hours ' || $1::text || ' ' || $2::text, 0))
