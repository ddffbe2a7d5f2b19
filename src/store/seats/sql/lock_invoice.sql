-- What is paid of one invoice is counted by one transaction at a time. $1 district, $2 invoice; or '' for the billing of purchases.
select pg_advisory_xact_lock(hashtextextended('invoice ' || $1 || ' ' || $2, 0))::text as locked
