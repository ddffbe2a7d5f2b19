-- Two people changing who leads one class take turns. $1 district, $2 class.
select pg_advisory_xact_lock(hashtextextended('class_lead ' || $1 || ' ' || $2, 0))::text as locked
