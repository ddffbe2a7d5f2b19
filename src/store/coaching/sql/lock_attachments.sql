-- One upload of the district at a time counts its room. $1 district.
select pg_advisory_xact_lock(hashtextextended('attachments of ' || $1, 0))
