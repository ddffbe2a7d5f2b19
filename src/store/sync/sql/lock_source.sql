-- Holds the source against its clock and against other changes until the end of the transaction. $1 district, $2 source.
select source_id from source_schedule where district_id = $1 and source_id = $2 and removed_at is null for update
