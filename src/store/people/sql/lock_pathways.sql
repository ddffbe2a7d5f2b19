-- One change of pathways after the other. $1 district.
select pg_advisory_xact_lock(hashtextextended('pathways ' || $1::text, 0))
