-- Whoever keeps the rules of a district takes turns. $1 district.
select pg_advisory_xact_lock(hashtextextended('community_rules ' || $1, 0))::text as locked
