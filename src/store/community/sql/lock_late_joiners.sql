-- Two who join one class by its code take turns. $1 district, $2 class.
select pg_advisory_xact_lock(hashtextextended('late_joiner ' || $1 || ' ' || $2, 0))::text as locked
