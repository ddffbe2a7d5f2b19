-- $1 district, $2 interaction, $3 attachment.
delete from interaction_attachment
where district_id = $1 and interaction_id = $2::text::bigint and id = $3::text::bigint
returning size_bytes as bytes
