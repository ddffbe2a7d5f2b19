-- One change of a rule after the other, whether or not there is a row yet. $1 district, $2 rule.
select pg_advisory_xact_lock(hashtextextended('rule ' || $1::text || ' ' || $2::text, 0))
