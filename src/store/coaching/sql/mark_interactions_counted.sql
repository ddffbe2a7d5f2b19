-- These interactions are in a published figure, and in no other ever. $1 district, $2 interactions, $3 the last day of its
-- window.
update interaction set counted_on = $3::date where district_id = $1 and id = any ($2::text[]::bigint[])
