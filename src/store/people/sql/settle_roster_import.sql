-- $1 district, $2 import, $3 now, $4 how much was touched since and stayed.
update roster_import set undone_at = $3, stayed = $4 where district_id = $1 and id = $2::text::bigint
