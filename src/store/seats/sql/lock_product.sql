-- Whoever enters, withdraws or gives this product or sets a rule of it comes one after the other, also of one without a licence
-- yet. $1 district, $2 the kind of its licence.
select pg_advisory_xact_lock(hashtextextended('product ' || $1 || ' ' || $2, 0))::text as locked
