-- $1 district, $2 community, $3 class.
delete from community_class_out where district_id = $1 and community_id = $2::text::bigint and class_id = $3::text::bigint
