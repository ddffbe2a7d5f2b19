-- $1 district, $2 attachment.
select sealed from interaction_attachment_content where district_id = $1 and attachment_id = $2::text::bigint
