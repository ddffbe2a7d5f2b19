-- Two people adding one class at once take turns. $1 district, $2 class.
select pg_advisory_xact_lock(hashtextextended('community_class ' || $1 || ' ' || $2, 0))::text as locked
