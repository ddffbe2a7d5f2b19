-- $1 district, $2 draft.
delete from invoice where district_id = $1 and id = $2::text::bigint and issued_on is null
