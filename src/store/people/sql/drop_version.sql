-- Forgets one earlier version of an interaction. $1 district, $2 interaction, $3 version.
delete from interaction_version where district_id = $1 and interaction_id = $2::text::bigint and version = $3::int
