-- $1 district, $2 attachment, $3 sealed bytes.
insert into interaction_attachment_content (district_id, attachment_id, sealed) values ($1, $2::text::bigint, $3)
