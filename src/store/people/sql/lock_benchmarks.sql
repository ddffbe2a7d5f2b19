-- One change of benchmark tests after the other. $1 district.
select pg_advisory_xact_lock(hashtextextended('benchmarks ' || $1::text, 0))
