-- $1 district, $2 drafts too.
select count(*)::int as total from invoice where district_id = $1 and (issued_on is not null or $2::boolean)
